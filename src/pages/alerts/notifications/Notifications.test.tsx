import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { GrafanaRouter } from '../../../../tests/grafanaRouter';
import type { Notified, Silence } from '../../../alerts/notifying';
import {
  alertmanagers,
  createSilence,
  endSilence,
  login,
  readContactPoints,
  readNotified,
  readSilences,
  sendTestAlert,
  testContactPoint,
} from '../../../grafana/alertmanager';
import type { Refused } from '../../../grafana/ask';
import { missingForNotifications } from '../../../grafana/permissions';
import { Notifications } from './Notifications';

jest.mock('../../../grafana/alertmanager', () => ({
  ...jest.requireActual<object>('../../../grafana/alertmanager'),
  alertmanagers: jest.fn(),
  createSilence: jest.fn(),
  endSilence: jest.fn(),
  login: jest.fn(),
  readContactPoints: jest.fn(),
  readNotified: jest.fn(),
  readSilences: jest.fn(),
  sendTestAlert: jest.fn(),
  testContactPoint: jest.fn(),
}));
jest.mock('../../../grafana/permissions', () => ({
  ...jest.requireActual<object>('../../../grafana/permissions'),
  missingForNotifications: jest.fn(),
}));

const told = (name: string, more: Partial<Notified> = {}): Notified => ({
  id: name,
  name,
  severity: 'critical',
  what: 'provider=openai',
  labels: { alertname: name, system: 'choreoai', provider: 'openai', severity: 'critical' },
  since: '2026-08-20T12:00:00Z',
  state: 'active',
  receivers: ['pager'],
  ...more,
});

const SILENCE: Silence = {
  id: 'one',
  matchers: 'alertname="X"',
  comment: 'known since Monday',
  createdBy: 'somebody',
  until: '2026-08-21T12:00:00Z',
};

const PAGER = { name: 'pager', json: {} };

interface World {
  alerts: readonly Notified[] | Refused;
  silences: readonly Silence[] | Refused;
  refusal?: Refused;
  missing?: string;
}

/** Opens the part of the page on an Alertmanager in memory. */
async function open(present: Partial<World> = {}) {
  jest.clearAllMocks();
  const world: World = { alerts: [], silences: [], ...present };
  jest.mocked(alertmanagers).mockReturnValue([
    { uid: 'grafana', name: 'Grafana' },
    { uid: 'am', name: 'Ours' },
  ]);
  jest.mocked(login).mockReturnValue('me');
  jest.mocked(readNotified).mockImplementation(async () => world.alerts);
  jest.mocked(readSilences).mockImplementation(async () => world.silences);
  jest.mocked(readContactPoints).mockResolvedValue([PAGER]);
  [createSilence, endSilence, sendTestAlert, testContactPoint].forEach((task) =>
    jest.mocked(task).mockImplementation(async () => world.refusal)
  );
  jest.mocked(missingForNotifications).mockReturnValue(world.missing);
  render(<Notifications />, { wrapper: GrafanaRouter });
  expect(readNotified).not.toHaveBeenCalled();
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await user.click(screen.getByRole('button', { name: /^Notifications/ }));
  await screen.findByRole('heading', { name: 'Contact points' });
  return { user, world };
}

const part = (name: string) => within(screen.getByRole('region', { name }));

it('shows what is told, silenced and inhibited, and by whom', async () => {
  await open({
    alerts: [told('ProviderDown'), told('Silent', { state: 'silenced' }), told('Implied', { state: 'inhibited' })],
    silences: [SILENCE],
  });
  const rows = part('Alerts').getAllByRole('listitem');
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^ToldCriticalProviderDownprovider=openaisince .*for pagerSilence$/),
    expect.stringMatching(/^SilencedCriticalSilent.*for pager$/),
    expect.stringMatching(/^InhibitedCriticalImplied/),
  ]);
  expect(part('Silences').getByText('known since Monday')).toBeInTheDocument();
  expect(part('Silences').getByText(/^by somebody, until /)).toBeInTheDocument();
});

it('says so where there is nothing', async () => {
  await open();
  expect(screen.getByText('It has been told of no alert of these systems.')).toBeInTheDocument();
  expect(screen.getByText('There are none.')).toBeInTheDocument();
});

it('silences an alert for as long as a person says, with their reason and name', async () => {
  const { user } = await open({ alerts: [told('ProviderDown')] });
  await user.click(screen.getByRole('button', { name: 'Silence: ProviderDown provider=openai' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Silence' })).toBeDisabled();
  await user.click(dialog.getByRole('radio', { name: '1 day' }));
  await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'they know');
  await user.click(dialog.getByRole('button', { name: 'Silence' }));
  expect(await screen.findByText('ProviderDown is silenced')).toBeInTheDocument();
  const [uid, silence] = jest.mocked(createSilence).mock.calls[0] ?? [];
  expect(uid).toBe('grafana');
  expect(silence).toMatchObject({ createdBy: 'me', comment: 'they know' });
  expect(silence && Date.parse(silence.endsAt) - Date.parse(silence.startsAt)).toBe(24 * 3_600_000);
  expect(silence?.matchers.map(({ name }) => name)).toEqual(['alertname', 'system', 'provider']);
});

it('ends a silence', async () => {
  const { user, world } = await open({ silences: [SILENCE] });
  world.silences = [];
  await user.click(screen.getByRole('button', { name: 'End the silence alertname="X"' }));
  expect(await screen.findByText('The silence has ended')).toBeInTheDocument();
  expect(endSilence).toHaveBeenCalledWith('grafana', 'one');
  expect(screen.getByText('There are none.')).toBeInTheDocument();
});

it('sends a test to a contact point, and says what keeps it from arriving', async () => {
  const { user, world } = await open();
  await user.click(screen.getByRole('button', { name: 'Send a test to pager' }));
  expect(await screen.findByText('A test is on its way to pager')).toBeInTheDocument();
  expect(testContactPoint).toHaveBeenCalledWith(PAGER);
  world.refusal = { status: 207, said: 'no route to host' };
  await user.click(screen.getByRole('button', { name: 'Send a test to pager' }));
  expect(await screen.findByText('That did not work')).toBeInTheDocument();
  expect(screen.getByText('Grafana says: no route to host')).toBeInTheDocument();
});

it('looks at another Alertmanager, which is tested by its routes', async () => {
  const { user } = await open();
  await user.type(screen.getByRole('combobox', { name: /^Alertmanager/ }), 'Ours{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Send a test alert' }));
  expect(await screen.findByText(/^A test alert is on its way/)).toBeInTheDocument();
  expect(sendTestAlert).toHaveBeenCalledWith('am');
  expect(jest.mocked(readNotified).mock.lastCall?.[0]).toBe('am');
  expect(readContactPoints).toHaveBeenCalledTimes(1);
});

it('names the right that a person lacks', async () => {
  await open({ missing: 'alert.instances:create', alerts: [told('ProviderDown')], silences: [SILENCE] });
  screen
    .getAllByRole('button', { name: /^(Silence|End|Send)/ })
    .forEach((control) => expect(control).toHaveAttribute('aria-disabled', 'true'));
});

it('says what Grafana says where it does not tell', async () => {
  await open({ alerts: { status: 403, said: 'not for you' } });
  expect(screen.getByText('It does not say what it was told of')).toBeInTheDocument();
  expect(screen.getByText('Grafana says: not for you')).toBeInTheDocument();
});
