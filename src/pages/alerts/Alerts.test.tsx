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
import { grafanaGroup } from '../../compile/grafanaRules';
import { alertsFile } from '../../compile/rulesFile';
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
import { ALERT_RIGHTS, mayChangeAlerts, mayCreateFolders } from '../../grafana/permissions';
import type { JsonObject } from '../../json/json';
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

const installed = (name: string, change: JsonObject = {}): JsonObject => ({
  ...marked(ours(name).json),
  uid: ours(name).uid,
  folderUID: OWN_FOLDER.uid,
  ruleGroup: grafanaGroup('choreoai'),
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
}

const NO_FOLDERS = { folders: [], mayCreateFolders: true };

const PAGER: DefaultReceiver = { name: 'pager', reachesSomebody: true };

/** Opens the page on a Grafana in memory: what is written there is read there. */
async function open(present: Partial<World> = {}) {
  const world: World = { rules: [], live: [], prometheus: [], may: true, receiver: PAGER, ...NO_FOLDERS, ...present };
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
  ['up to date', {}, 'Up to date', [/^Pause/, /^Remove/]],
  ['paused', { isPaused: true }, 'Paused', [/^Resume/, /^Remove/]],
  ['changed by hand', { for: '1h' }, 'Changed by hand', [/^Compare/, /^Pause/, /^Remove/]],
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
  expect(jest.mocked(writeRuleGroup).mock.lastCall?.slice(0, 2)).toEqual([OWN_FOLDER.uid, grafanaGroup('choreoai')]);

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
      expect.objectContaining({ uid: ERRORS.uid, folderUID: TEAM.uid, ruleGroup: grafanaGroup('choreoai') }),
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
  expect(files[0]?.size).toBe(new Blob([alertsFile('choreoai', GRAFANA)]).size);

  await user.click(screen.getByRole('button', { name: 'Copy the rules of ChoreoAI' }));
  expect(await navigator.clipboard.readText()).toBe(alertsFile('choreoai', GRAFANA));
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
