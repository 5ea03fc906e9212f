import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { NEVER, of, throwError, type Observable } from 'rxjs';
import { NO_SETTINGS, type Settings } from '../settings/schema';
import { knownSettings, loadSettings, rememberSettings, saveSettings } from './settings';

/** Grafana's own client: each answer in turn, the last one from then on. */
function backend(...answers: Array<Observable<{ data: unknown }>>): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    return answers[Math.min(requests.length, answers.length) - 1];
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}

const stored = (jsonData: unknown) => of({ data: { enabled: true, jsonData } });
const refused = (status: number, data: unknown) => throwError(() => ({ status, data, config: { url: '' } }));

const daily = (usd: number): Settings => ({ ...NO_SETTINGS, budgets: { daily: usd, bySystem: {} } });

it('knows what Grafana handed out with the app, before it has asked', () => {
  rememberSettings({ budgets: { daily: 3 } });
  expect(knownSettings().budgets.daily).toBe(3);
  rememberSettings(undefined);
  expect(knownSettings()).toEqual(NO_SETTINGS);
});

it('reads what is stored now, quietly', async () => {
  const requests = backend(stored({ budgets: { daily: 5 } }));
  expect(await loadSettings()).toMatchObject({
    kind: 'loaded',
    stored: { settings: daily(5), provisioned: false, readOnly: false },
  });
  expect(requests).toEqual([
    {
      url: '/api/plugins/choreoai-observability-app/settings',
      showErrorAlert: false,
      showSuccessAlert: false,
      retry: 0,
    },
  ]);
  expect(knownSettings().budgets.daily).toBe(5);
});

it('saves all of what is stored, with the change in it, and leaves the app enabled', async () => {
  const requests = backend(stored({ other: 1, budgets: { daily: 5 } }), of({ data: { message: 'ok' } }));
  const saved = await saveSettings(daily(6), daily(5));
  expect(saved).toMatchObject({ kind: 'saved', stored: { settings: daily(6) } });
  expect(requests[1]).toMatchObject({
    method: 'POST',
    url: '/api/plugins/choreoai-observability-app/settings',
    data: { enabled: true, pinned: true, jsonData: { other: 1, budgets: { daily: 6 } } },
  });
  expect(knownSettings().budgets.daily).toBe(6);
});

it.each([
  ['what somebody else has changed', stored({ budgets: { daily: 7 } }), 'conflict'],
  ['what a newer version has written', stored({ version: 99 }), 'newer'],
  ['what a file provisions', stored({ provisioned: true }), 'provisioned'],
  ['what it could not read first', refused(500, { message: 'down' }), 'failed'],
])('does not write over %s', async (_, now, kind) => {
  const requests = backend(now);
  expect(await saveSettings(daily(6), daily(5))).toMatchObject({ kind });
  expect(requests).toHaveLength(1);
});

it.each([
  ['a refusal', refused(403, { message: 'You need plugins:write' }), 'forbidden', 'You need plugins:write'],
  ['a fault', refused(502, '<html>'), 'failed', '502'],
  ['no answer', throwError(() => new TypeError('Failed to fetch')), 'failed', 'Failed to fetch'],
])('tells %s in Grafana’s words', async (_, answer, kind, said) => {
  backend(answer);
  expect(await loadSettings()).toEqual({ kind, said });
});

it('waits no longer than the page is open', async () => {
  backend(NEVER);
  const closing = new AbortController();
  const loaded = loadSettings(closing.signal);
  closing.abort();
  expect(await loaded).toMatchObject({ kind: 'failed' });
});
