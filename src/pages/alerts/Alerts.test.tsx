import { FieldType, toDataFrame } from '@grafana/data';
import { config } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { of } from 'rxjs';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana, type FakeGrafana } from '../../../tests/grafanaRuntime';
import { prometheusWith } from '../../../tests/openDashboard';
import type { LiveRule } from '../../alerts/live';
import { ourRules } from '../../alerts/ours';
import { marked, type RuleGroup } from '../../alerts/rules';
import { alertGroup } from '../../compile/identity';
import { alertsFile, watchedAlerts } from '../../compile/rulesFile';
import { CHOREOAI } from '../../doctor/fakePrometheus';
import {
  readDefaultReceiver,
  readLiveRules,
  readPrometheusRules,
  readRuleGroup,
  readRules,
  writeRuleGroup,
  type DefaultReceiver,
} from '../../grafana/alerting';
import type { Refused } from '../../grafana/ask';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { createOwnFolder, editableFolders, OWN_FOLDER, type Folder } from '../../grafana/folders';
import {
  ALERT_RIGHTS,
  mayChangeAlerts,
  mayCreateFolders,
  mayWriteSettings,
  WRITE_SETTINGS,
} from '../../grafana/permissions';
import { loadSettings, saveSettings, type StoredSettings } from '../../grafana/settings';
import type { JsonObject } from '../../json/json';
import { parseSettings } from '../../settings/parse';
import { mergeForSave } from '../../settings/save';
import { NO_SETTINGS } from '../../settings/schema';
import { choreoai } from '../../vocabularies/choreoai';
import Alerts from './Alerts';

jest.mock('../../grafana/alerting');
jest.mock('../../grafana/folders', () => ({
  ...jest.requireActual<object>('../../grafana/folders'),
  createOwnFolder: jest.fn(),
  editableFolders: jest.fn(),
}));
jest.mock('../../grafana/permissions', () => ({
  ...jest.requireActual<object>('../../grafana/permissions'),
  mayChangeAlerts: jest.fn(),
  mayCreateFolders: jest.fn(),
  mayWriteSettings: jest.fn(),
}));
jest.mock('../../grafana/settings', () => ({
  ...jest.requireActual<object>('../../grafana/settings'),
  loadSettings: jest.fn(),
  saveSettings: jest.fn(),
}));
jest.mock('../../grafana/dataSourceProbe');

const GRAFANA = 'https://grafana.example/base';

const OURS = ourRules({ vocabulary: choreoai, jobs: ['gateway'] }, 'main', GRAFANA);
const ours = (name: string) => {
  const found = OURS.find((one) => one.name === name);
  if (!found) {
    throw new Error(`There is no alert ${name}.`);
  }
  return found;
};
const ERRORS = ours('HighErrorRate');

const RULES_OF_CHOREOAI = alertsFile(choreoai, watchedAlerts(choreoai, NO_SETTINGS, GRAFANA));

const installed = (name: string, change: JsonObject = {}): JsonObject => ({
  ...marked(ours(name).json),
  uid: ours(name).uid,
  folderUID: OWN_FOLDER.uid,
  ruleGroup: alertGroup('choreoai'),
  isPaused: false,
  ...change,
});

const live = (name: string, more: Partial<LiveRule> = {}): LiveRule => ({
  uid: ours(name).uid,
  name,
  labels: { system: 'choreoai' },
  state: 'inactive',
  lastError: '',
  instances: [],
  ...more,
});

interface World {
  rules: readonly JsonObject[] | Refused;
  live: readonly LiveRule[];
  prometheus: readonly LiveRule[];
  may: boolean;
  folders: readonly Folder[];
  mayCreateFolders: boolean;
  receiver: DefaultReceiver;
  refusal?: Refused;
  /** The app's jsonData. */
  settings: unknown;
  mayWrite: boolean;
}

const NO_FOLDERS = { folders: [], mayCreateFolders: true };

const PAGER: DefaultReceiver = { name: 'pager', reachesSomebody: true };

/** Opens the page on a Grafana in memory: what is written there is read there. */
async function open(present: Partial<World> = {}) {
  const world: World = {
    rules: [],
    live: [],
    prometheus: [],
    may: true,
    receiver: PAGER,
    ...NO_FOLDERS,
    settings: {},
    mayWrite: true,
    ...present,
  };
  config.appUrl = `${GRAFANA}/`;
  const grafana = fakeGrafana();
  grafana.dataSources = [{ uid: 'main', name: 'The default', isDefault: true }];
  jest.mocked(dataSourceProbe).mockReturnValue(prometheusWith({ gateway: CHOREOAI }));
  jest.mocked(mayChangeAlerts).mockReturnValue(world.may);
  jest.mocked(mayCreateFolders).mockReturnValue(world.mayCreateFolders);
  jest.mocked(editableFolders).mockImplementation(async () => [...world.folders]);
  jest.mocked(createOwnFolder).mockReset().mockResolvedValue(undefined);
  jest.mocked(readRules).mockImplementation(async () => world.rules);
  jest.mocked(readLiveRules).mockImplementation(async () => world.live);
  jest.mocked(readPrometheusRules).mockImplementation(async () => world.prometheus);
  jest.mocked(readDefaultReceiver).mockImplementation(async () => world.receiver);
  const stored = (): StoredSettings => {
    const provisioned = JSON.stringify(world.settings).includes('"provisioned":true');
    return { ...parseSettings(world.settings), provisioned };
  };
  jest.mocked(mayWriteSettings).mockReturnValue(world.mayWrite);
  jest.mocked(loadSettings).mockImplementation(async () => ({ kind: 'loaded', stored: stored() }));
  jest.mocked(saveSettings).mockImplementation(async (changed, base) => {
    const save = mergeForSave(world.settings, changed, base);
    if (save.kind !== 'save') {
      return save;
    }
    world.settings = save.body.jsonData;
    return { kind: 'saved', stored: stored() };
  });
  const rules = () => ('said' in world.rules ? [] : world.rules);
  const inGroup = (folder: string, group: string) => (rule: JsonObject) =>
    rule.folderUID === folder && rule.ruleGroup === group;
  jest.mocked(readRuleGroup).mockImplementation(async (folder, group) => ({
    interval: 30,
    rules: rules().filter(inGroup(folder, group)),
  }));
  const written: RuleGroup[] = [];
  jest.mocked(writeRuleGroup).mockImplementation(async (folderUID, ruleGroup, group) => {
    if (!world.refusal) {
      written.push(group);
      world.rules = [
        ...rules().filter((rule) => !inGroup(folderUID, ruleGroup)(rule)),
        ...group.rules.map((rule) => ({ ...rule, folderUID, ruleGroup })),
      ];
    }
    return world.refusal;
  });
  render(<Alerts />, { wrapper: GrafanaRouter });
  await screen.findByRole('heading', { level: 2, name: 'ChoreoAI' });
  return { user: userEvent.setup({ pointerEventsCheck: 0 }), world, written, grafana };
}

const row = (name: string) => within(screen.getByTestId(`alert ${ours(name).uid}`));

it('shows every alert of the system, when it fires, and where to look', async () => {
  await open();
  expect(OURS.length).toBeGreaterThan(10);
  OURS.forEach(({ uid, name }) =>
    expect(within(screen.getByTestId(`alert ${uid}`)).getByText(name)).toBeInTheDocument()
  );
  expect(row('HighErrorRate').getByText('Error ratio: above 5%, for 5m')).toBeInTheDocument();
  expect(row('HighErrorRate').getByText('Not in Grafana')).toBeInTheDocument();
  expect(row('HighErrorRate').getByRole('link', { name: 'Panel' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/d\/cao-choreoai-/)
  );
  expect(row('HighErrorRate').getByRole('link', { name: /Runbook/ })).toHaveAttribute(
    'href',
    expect.stringMatching(/^https:\/\/grafana\.example\/base\/public\/.*choreoai\/HighErrorRate/)
  );
});

it.each<[string, JsonObject, string, RegExp[]]>([
  ['up to date', {}, 'Up to date', [/^Pause/, /^Adjust/, /^Remove/]],
  ['paused', { isPaused: true }, 'Paused', [/^Resume/, /^Adjust/, /^Remove/]],
  ['changed by hand', { for: '1h' }, 'Changed by hand', [/^Compare/, /^Pause/, /^Adjust/, /^Remove/]],
  ['from a file', { provenance: 'file' }, 'From a file', []],
])('a rule that is %s says so, and offers what can be done', async (_, change, text, actions) => {
  await open({ rules: [installed('HighErrorRate', change)] });
  expect(row('HighErrorRate').getByText(text)).toBeInTheDocument();
  const names = row('HighErrorRate')
    .queryAllByRole('button')
    .map((one) => one.getAttribute('aria-label'))
    .filter((name) => !name?.startsWith('Last 7 days'));
  expect(names).toEqual(actions.map((action) => expect.stringMatching(action)));
});

it('what fires comes first, with what it is about and since when', async () => {
  const instances = [
    {
      labels: { alertname: 'x', provider: 'openai' },
      state: 'Alerting',
      since: '2026-08-20T12:00:00Z',
      summary: '',
      runbook: '',
    },
  ];
  await open({
    rules: [installed('ProviderDown')],
    live: [live('ProviderDown', { state: 'firing', instances })],
    prometheus: [live('HighErrorRate', { uid: '', state: 'pending' })],
  });
  const first = screen.getAllByTestId(/^alert /).slice(0, 2);
  expect(first[0]).toHaveTextContent(/^ProviderDown.*Firing.*provider=openai since /);
  expect(first[1]).toHaveTextContent(/^HighErrorRate.*Pending/);
  expect(screen.getByText(/^1 firing; 1 of \d+ in Grafana$/)).toBeInTheDocument();
});

it('a rule that cannot be evaluated says why', async () => {
  await open({
    rules: [installed('ProviderDown')],
    live: [live('ProviderDown', { lastError: 'no such data source' })],
  });
  expect(row('ProviderDown').getByText('Fails')).toBeInTheDocument();
  expect(row('ProviderDown').getByText('It cannot be evaluated: no such data source')).toBeInTheDocument();
});

it('installs all, and leaves what a person has changed when all are removed', async () => {
  const { user, world, written } = await open({ rules: [installed('HighErrorRate', { for: '1h' })] });
  await user.click(screen.getByRole('button', { name: 'Install all of ChoreoAI' }));
  expect(await screen.findByText(`Grafana watches over ${OURS.length - 1} more`)).toBeInTheDocument();
  expect(written[0]?.rules).toHaveLength(OURS.length);
  expect(jest.mocked(writeRuleGroup).mock.lastCall?.slice(0, 2)).toEqual([OWN_FOLDER.uid, alertGroup('choreoai')]);

  await user.click(screen.getByRole('button', { name: 'Remove all of ChoreoAI' }));
  expect(await screen.findByText(`${OURS.length - 1} removed`)).toBeInTheDocument();
  expect(world.rules).toEqual([expect.objectContaining({ uid: ERRORS.uid, for: '1h' })]);
});

const TEAM: Folder = { uid: 'team', title: 'Team' };

describe('the folder of new rules', () => {
  it('is ours, which is created, until a person chooses another', async () => {
    const { user, world } = await open({ folders: [TEAM], rules: [installed('ProviderDown')] });
    expect(screen.getByText('It is created with the first rule.')).toBeInTheDocument();
    await user.type(screen.getByRole('combobox', { name: /^Folder for new rules/ }), 'Team{Enter}');
    await user.click(row('HighErrorRate').getByRole('button', { name: 'Install: HighErrorRate' }));
    expect(await screen.findByText('Grafana watches over 1 more')).toBeInTheDocument();
    expect(createOwnFolder).not.toHaveBeenCalled();
    expect(world.rules).toEqual([
      expect.objectContaining({ folderUID: OWN_FOLDER.uid }),
      expect.objectContaining({ uid: ERRORS.uid, folderUID: TEAM.uid, ruleGroup: alertGroup('choreoai') }),
    ]);
  });

  it('that may not be made is told with the right that it needs', async () => {
    await open({ mayCreateFolders: false, folders: [TEAM] });
    expect(screen.getByText('This needs the right folders:create: ask an administrator.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Install all of ChoreoAI' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('that is there needs no right to make it', async () => {
    await open({ mayCreateFolders: false, folders: [OWN_FOLDER] });
    expect(screen.queryByText(/folders:create/)).not.toBeInTheDocument();
  });
});

it('shows what a person would lose before it replaces a rule', async () => {
  const { user, world } = await open({ rules: [installed('HighErrorRate', { for: '1h' })] });
  await user.click(row('HighErrorRate').getByRole('button', { name: 'Compare: HighErrorRate' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText(/^for: 1h here, 5m in ours$/)).toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Keep mine' }));
  expect(world.rules).toEqual([expect.objectContaining({ for: '1h' })]);

  await user.click(row('HighErrorRate').getByRole('button', { name: 'Compare: HighErrorRate' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Replace with ours' }));
  expect(await row('HighErrorRate').findByText('Up to date')).toBeInTheDocument();
  expect(world.rules).toEqual([expect.objectContaining({ for: '5m' })]);
});

it('pauses a rule, and lets it work again', async () => {
  const { user } = await open({ rules: [installed('HighErrorRate')] });
  await user.click(row('HighErrorRate').getByRole('button', { name: 'Pause: HighErrorRate' }));
  expect(await row('HighErrorRate').findByText('Paused')).toBeInTheDocument();
  await user.click(row('HighErrorRate').getByRole('button', { name: 'Resume: HighErrorRate' }));
  expect(await screen.findByText('1 evaluated again')).toBeInTheDocument();
  expect(row('HighErrorRate').queryByText('Paused')).not.toBeInTheDocument();
});

it('writes nothing over what somebody has changed since the page looked', async () => {
  const { user, world, written } = await open({ rules: [installed('HighErrorRate')] });
  world.rules = [installed('HighErrorRate', { for: '2h' })];
  await user.click(row('HighErrorRate').getByRole('button', { name: 'Remove: HighErrorRate' }));
  expect(await screen.findByText(/^Somebody has changed these rules meanwhile/)).toBeInTheDocument();
  expect(written).toEqual([]);
  expect(row('HighErrorRate').getByText('Changed by hand')).toBeInTheDocument();
});

it('says why Grafana refuses', async () => {
  const { user } = await open({ refusal: { status: 403, said: 'no access to the folder' } });
  await user.click(row('HighErrorRate').getByRole('button', { name: 'Install: HighErrorRate' }));
  expect(await screen.findByText('Nothing was changed')).toBeInTheDocument();
  expect(screen.getByText('Grafana says: no access to the folder')).toBeInTheDocument();
});

it('a viewer sees all of it, and every control names the right that it needs', async () => {
  await open({ may: false, rules: [installed('HighErrorRate')], live: [live('HighErrorRate')] });
  expect(screen.getByText(new RegExp(`This needs the right ${ALERT_RIGHTS.create}`))).toBeInTheDocument();
  expect(row('HighErrorRate').getByText('Normal')).toBeInTheDocument();
  screen
    .getAllByRole('button', { name: /^(Install|Update|Pause|Remove)/ })
    .forEach((control) => expect(control).toHaveAttribute('aria-disabled', 'true'));
});

/** The moments at which an alert's expression held: minutes after the range's begin. */
const holds = (labels: Record<string, string>, minutes: readonly number[]) =>
  toDataFrame({
    refId: 'holds',
    fields: [
      { name: 'Time', type: FieldType.time, values: minutes.map((minute) => Date.now() - 6e8 + minute * 60_000) },
      { name: 'Value', type: FieldType.number, values: minutes.map(() => 0.2), labels },
    ],
  });

describe('the last 7 days', () => {
  const look = async (change: (grafana: FakeGrafana) => void) => {
    const { user, grafana } = await open();
    change(grafana);
    expect(grafana.requests).toEqual([]);
    await user.click(row('HighErrorRate').getByRole('button', { name: 'Last 7 days: HighErrorRate' }));
    return { user, grafana };
  };

  it('tell when an alert would have fired, and are asked once somebody opens them', async () => {
    const { user, grafana } = await look((world) => {
      world.answer = of([
        holds({ alertname: 'x', job: 'gateway' }, [0, 5, 10, 15]),
        holds({ job: 'other' }, [100, 105, 110]),
      ]);
    });
    expect(
      await row('HighErrorRate').findByText('It would have fired 2 times in the last 7 days, 25m in all')
    ).toBeInTheDocument();
    expect(row('HighErrorRate').getByText(/, 10m: job=other$/)).toBeInTheDocument();
    expect(row('HighErrorRate').getByText(/, 15m: job=gateway$/)).toBeInTheDocument();
    expect(grafana.requests).toHaveLength(1);
    expect(grafana.requests[0]?.targets).toEqual([
      expect.objectContaining({ refId: 'holds', expr: ERRORS.alert.expr, interval: '5m' }),
      expect.objectContaining({ refId: 'value', expr: expect.stringMatching(/^max\(/) }),
    ]);
    await user.click(row('HighErrorRate').getByRole('button', { name: 'Last 7 days: HighErrorRate' }));
    expect(row('HighErrorRate').queryByText(/would have fired/)).not.toBeInTheDocument();
  });

  it('tell that an alert would have been silent', async () => {
    await look((world) => {
      world.answer = of([]);
    });
    expect(await row('HighErrorRate').findByText('It would not have fired in the last 7 days')).toBeInTheDocument();
  });

  it('say what Prometheus says where it refuses', async () => {
    await look((world) => {
      world.refusal = 'query processing would load too many samples into memory';
    });
    expect(await row('HighErrorRate').findByText('The last 7 days cannot be looked at')).toBeInTheDocument();
    expect(row('HighErrorRate').getByText(/too many samples/)).toBeInTheDocument();
  });
});

it('hands out the rules of a system for Prometheus, with links to this Grafana', async () => {
  const files: Blob[] = [];
  Object.defineProperty(window, 'isSecureContext', { value: true });
  Object.assign(URL, { createObjectURL: (file: Blob) => `blob:${files.push(file)}`, revokeObjectURL: () => undefined });
  const clicked: string[] = [];
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this.download);
  });
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Download the rules of ChoreoAI' }));
  expect(clicked).toEqual(['choreoai.alerts.yaml']);
  expect(files[0]?.size).toBe(new Blob([RULES_OF_CHOREOAI]).size);

  await user.click(screen.getByRole('button', { name: 'Copy the rules of ChoreoAI' }));
  expect(await navigator.clipboard.readText()).toBe(RULES_OF_CHOREOAI);
});

it('says so where Grafana does not tell its rules, and writes nothing then', async () => {
  await open({ rules: { status: 403, said: 'not for you' } });
  expect(screen.getByText('Grafana does not say which rules it has')).toBeInTheDocument();
  expect(screen.getByText('Grafana says: not for you')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Install all of ChoreoAI' })).toBeDisabled();
});

it('warns where alerts reach nobody, and only there', async () => {
  await open({ receiver: { name: 'grafana-default-email', reachesSomebody: false } });
  expect(screen.getByText('These alerts reach nobody')).toBeInTheDocument();
  expect(screen.getByText(/go to the contact point grafana-default-email/)).toBeInTheDocument();
});

it('says nothing of who is told where somebody is', async () => {
  await open();
  expect(screen.queryByText('These alerts reach nobody')).not.toBeInTheDocument();
});

describe('what a team wants otherwise', () => {
  const adjust = async (user: ReturnType<typeof userEvent.setup>, name: string) => {
    await user.click(row(name).getByRole('button', { name: `Adjust: ${name}` }));
    return within(screen.getByRole('dialog'));
  };

  it('is saved, and makes the installed rule out of date, until it is updated', async () => {
    const { user, world } = await open({ rules: [installed('HighErrorRate')] });
    const dialog = await adjust(user, 'HighErrorRate');
    expect(dialog.getByText('Shipped: 5%')).toBeInTheDocument();
    await user.type(dialog.getByLabelText(/^Limit, as a share/), '0.1');
    await user.type(dialog.getByLabelText(/^How long/), '90s');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await row('HighErrorRate').findByText('Out of date')).toBeInTheDocument();
    expect(row('HighErrorRate').getByText('Error ratio: above 10%, for 1m30s')).toBeInTheDocument();
    expect(row('HighErrorRate').getByText('Adjusted')).toBeInTheDocument();
    expect(world.settings).toMatchObject({ alerts: { choreoai: { HighErrorRate: { limit: 0.1, for: '90s' } } } });

    await user.click(row('HighErrorRate').getByRole('button', { name: 'Update: HighErrorRate' }));
    expect(await row('HighErrorRate').findByText('Up to date')).toBeInTheDocument();
    expect(JSON.stringify(world.rules)).toContain('> 0.1)');
  });

  it('can be undone', async () => {
    const settings = { alerts: { choreoai: { HighErrorRate: { limit: 0.1, severity: 'critical' } } } };
    const { user, world } = await open({ settings });
    const dialog = await adjust(user, 'HighErrorRate');
    expect(dialog.getByLabelText(/^Limit, as a share/)).toHaveValue('0.1');
    await user.click(dialog.getByRole('button', { name: 'All as shipped' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await row('HighErrorRate').findByText('Error ratio: above 5%, for 5m')).toBeInTheDocument();
    expect(row('HighErrorRate').queryByText('Adjusted')).not.toBeInTheDocument();
    expect(parseSettings(world.settings).settings.alerts.choreoai?.HighErrorRate).toEqual({});
  });

  it('is told where it is wrong, and is not saved', async () => {
    const { user, world } = await open();
    const dialog = await adjust(user, 'HighErrorRate');
    await user.type(dialog.getByLabelText(/^Limit, as a share/), '5%');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText(/^Enter a share from 0 and below 1, such as 0\.05 for 5%/)).toBeInTheDocument();
    expect(world.settings).toEqual({});
  });

  it('is asked of no limit that there is not', async () => {
    const { user } = await open();
    const dialog = await adjust(user, 'ServiceDown');
    expect(dialog.queryByLabelText(/^Limit/)).not.toBeInTheDocument();
    expect(dialog.getByLabelText(/^How long/)).toBeInTheDocument();
  });

  it('turns an alert off, which is installed no more and is to be removed', async () => {
    const settings = { alerts: { choreoai: { HighErrorRate: { off: true }, ProviderDown: { off: true } } } };
    const { user, written } = await open({ settings, rules: [installed('ProviderDown')] });
    expect(row('HighErrorRate').getByText('Off')).toBeInTheDocument();
    expect(row('HighErrorRate').queryByRole('button', { name: /^Install/ })).not.toBeInTheDocument();
    expect(row('ProviderDown').getByText('Not wanted: remove it')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Install all of ChoreoAI' }));
    expect(await screen.findByText(`Grafana watches over ${OURS.length - 2} more`)).toBeInTheDocument();
    await user.click(row('ProviderDown').getByRole('button', { name: 'Remove: ProviderDown' }));
    expect(await row('ProviderDown').findByText('Off')).toBeInTheDocument();
    expect(written.at(-1)?.rules).toHaveLength(OURS.length - 2);
  });

  it('that somebody else has changed meanwhile is not written over', async () => {
    const { user, world } = await open();
    const dialog = await adjust(user, 'HighErrorRate');
    world.settings = { alerts: { choreoai: { HighErrorRate: { limit: 0.3 } } } };
    await user.type(dialog.getByLabelText(/^Limit, as a share/), '0.1');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText(/alerts\.choreoai\.HighErrorRate\.limit was set to 0\.3/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Drop my changes and show theirs' }));
    expect(await row('HighErrorRate').findByText('Error ratio: above 30%, for 5m')).toBeInTheDocument();
  });

  it('and makes no sense is named, and changes nothing', async () => {
    const settings = { alerts: { choreoai: { HighErrorRate: { limit: 5, for: '1y' }, Typo: { limit: 1 } } } };
    await open({ settings });
    expect(screen.getByText(/^alerts\.choreoai\.HighErrorRate\.limit is 5\. Expected: a share/)).toBeInTheDocument();
    expect(screen.getByText(/^alerts\.choreoai\.HighErrorRate\.for is "1y"\. Expected/)).toBeInTheDocument();
    expect(screen.getByText(/^alerts\.choreoai\.Typo is no alert of this system/)).toBeInTheDocument();
    expect(row('HighErrorRate').getByText('Error ratio: above 5%, for 5m')).toBeInTheDocument();
  });

  it.each<[string, Partial<World>, RegExp]>([
    ['without the right', { mayWrite: false }, new RegExp(`needs the right ${WRITE_SETTINGS}`)],
    ['where a file has the say', { settings: { provisioned: true } }, /come from a file under provisioning\/plugins/],
  ])('cannot be said %s, and why not is told', async (_, world, why) => {
    const { user } = await open(world);
    const button = row('HighErrorRate').getByRole('button', { name: 'Adjust: HighErrorRate' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await user.hover(button);
    expect(await screen.findByText(why)).toBeInTheDocument();
  });
});

describe('alerts that a team has written itself', () => {
  const own = (name: string, more: object = {}) => ({
    name,
    expr: 'your_metric > 3',
    for: '300s',
    severity: 'warning',
    summary: 'Too much',
    ...more,
  });

  it('are shown and installed with those of their system', async () => {
    const { user, world } = await open({ settings: { customAlerts: { choreoai: [own('CustomAlert')] } } });
    const custom = within(screen.getByTestId(/^alert cao-choreoai-own-/));
    expect(custom.getByText('CustomAlert')).toBeInTheDocument();
    expect(custom.getByText('your_metric > 3')).toBeInTheDocument();
    expect(custom.queryByRole('link')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Install all of ChoreoAI' }));
    expect(await screen.findByText(`Grafana watches over ${OURS.length + 1} more`)).toBeInTheDocument();
    expect(custom.getByText('Up to date')).toBeInTheDocument();
    expect(world.rules).toContainEqual(
      expect.objectContaining({ title: 'CustomAlert', for: '5m', annotations: { summary: 'Too much' } })
    );
  });

  it('lead to their runbook', async () => {
    const runbookUrl = 'https://wiki.example.com/custom-alert';
    await open({ settings: { customAlerts: { choreoai: [own('CustomAlert', { runbookUrl })] } } });
    const custom = within(screen.getByTestId(/^alert cao-choreoai-own-/));
    expect(custom.getByRole('link', { name: /Runbook/ })).toHaveAttribute('href', runbookUrl);
  });

  it('are named where they cannot be, and left out', async () => {
    const settings = { customAlerts: { choreoai: [own('HighErrorRate'), own('a b')] } };
    await open({ settings });
    expect(screen.getByText(/^customAlerts\.choreoai has HighErrorRate, which comes with/)).toBeInTheDocument();
    expect(screen.getByText(/^customAlerts\.choreoai\[1\]\.name is "a b"\. Expected/)).toBeInTheDocument();
    expect(screen.queryByTestId(/^alert cao-choreoai-own-/)).not.toBeInTheDocument();
  });
});
