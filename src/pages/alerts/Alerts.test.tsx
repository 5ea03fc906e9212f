import { config } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import { prometheusWith } from '../../../tests/openDashboard';
import type { LiveRule } from '../../alerts/live';
import { ourRules } from '../../alerts/ours';
import { marked, type RuleGroup } from '../../alerts/rules';
import { grafanaGroup } from '../../compile/grafanaRules';
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
import { createOwnFolder, OWN_FOLDER } from '../../grafana/folders';
import { ALERT_RIGHTS, mayChangeAlerts } from '../../grafana/permissions';
import type { JsonObject } from '../../json/json';
import { choreoai } from '../../vocabularies/choreoai';
import Alerts from './Alerts';

jest.mock('../../grafana/alerting');
jest.mock('../../grafana/folders', () => ({
  ...jest.requireActual<object>('../../grafana/folders'),
  createOwnFolder: jest.fn(),
}));
jest.mock('../../grafana/permissions', () => ({
  ...jest.requireActual<object>('../../grafana/permissions'),
  mayChangeAlerts: jest.fn(),
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
  ruleGroup: 'choreoai',
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
  receiver: DefaultReceiver;
  refusal?: Refused;
}

const PAGER: DefaultReceiver = { name: 'pager', reachesSomebody: true };

/** Opens the page on a Grafana in memory: what is written there is read there. */
async function open(present: Partial<World> = {}) {
  const world: World = { rules: [], live: [], prometheus: [], may: true, receiver: PAGER, ...present };
  config.appUrl = `${GRAFANA}/`;
  fakeGrafana().dataSources = [{ uid: 'main', name: 'The default', isDefault: true }];
  jest.mocked(dataSourceProbe).mockReturnValue(prometheusWith({ gateway: CHOREOAI }));
  jest.mocked(mayChangeAlerts).mockReturnValue(world.may);
  jest.mocked(createOwnFolder).mockResolvedValue(undefined);
  jest.mocked(readRules).mockImplementation(async () => world.rules);
  jest.mocked(readLiveRules).mockImplementation(async () => world.live);
  jest.mocked(readPrometheusRules).mockImplementation(async () => world.prometheus);
  jest.mocked(readDefaultReceiver).mockImplementation(async () => world.receiver);
  const rules = () => ('said' in world.rules ? [] : world.rules);
  jest.mocked(readRuleGroup).mockImplementation(async () => ({ interval: 30, rules: rules() }));
  const written: RuleGroup[] = [];
  jest.mocked(writeRuleGroup).mockImplementation(async (folderUID, ruleGroup, group) => {
    if (!world.refusal) {
      written.push(group);
      world.rules = group.rules.map((rule) => ({ ...rule, folderUID, ruleGroup }));
    }
    return world.refusal;
  });
  render(<Alerts />, { wrapper: GrafanaRouter });
  await screen.findByRole('heading', { level: 2, name: 'ChoreoAI' });
  return { user: userEvent.setup({ pointerEventsCheck: 0 }), world, written };
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
    .map((one) => one.getAttribute('aria-label'));
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
