import { config, setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { fakeGrafana } from '../../tests/grafanaRuntime';
import {
  alertmanagers,
  createSilence,
  endSilence,
  readContactPoints,
  readNotified,
  readSilences,
  sendTestAlert,
  testContactPoint,
} from './alertmanager';
import { missingForNotifications } from './permissions';

function backend(body: unknown): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    return body instanceof Error ? throwError(() => body) : of({ data: body });
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}

it('Grafana’s own Alertmanager is there, and each that has a data source', () => {
  fakeGrafana().dataSources = [
    { uid: 'prom', name: 'Prometheus' },
    { uid: 'am', name: 'Ours', type: 'alertmanager' },
  ];
  expect(alertmanagers()).toEqual([
    { uid: 'grafana', name: 'Grafana' },
    { uid: 'am', name: 'Ours' },
  ]);
});

it.each<[string, () => Promise<unknown>, Partial<BackendSrvRequest>]>([
  ['alerts', () => readNotified('a/b'), { url: '/api/alertmanager/a%2Fb/api/v2/alerts' }],
  ['silences', () => readSilences('grafana'), { url: '/api/alertmanager/grafana/api/v2/silences' }],
  ['contact points', () => readContactPoints(), { url: '/api/alertmanager/grafana/config/api/v1/alerts' }],
  [
    'the end of a silence',
    () => endSilence('am', 'x/y'),
    { url: '/api/alertmanager/am/api/v2/silence/x%2Fy', method: 'DELETE' },
  ],
  [
    'a silence',
    () => createSilence('am', { matchers: [], startsAt: '', endsAt: '', createdBy: 'me', comment: 'why' }),
    { url: '/api/alertmanager/am/api/v2/silences', method: 'POST' },
  ],
])('%s are asked of the Alertmanager that is meant', async (_, ask, request) => {
  const requests = backend([]);
  await ask();
  expect(requests).toEqual([expect.objectContaining(request)]);
});

it.each([
  ['prometheus', '/api/datasources/proxy/uid/a%2Fb/api/v2/alerts'],
  ['mimir', '/api/datasources/proxy/uid/a%2Fb/alertmanager/api/v2/alerts'],
])('a test alert goes to an Alertmanager of %s by its own path', async (implementation, url) => {
  fakeGrafana().dataSources = [{ uid: 'a/b', name: 'Ours', type: 'alertmanager', jsonData: { implementation } }];
  const requests = backend(undefined);
  expect(await sendTestAlert('a/b')).toBeUndefined();
  const alert: unknown = expect.objectContaining({ labels: expect.objectContaining({ alertname: 'TestAlert' }) });
  expect(requests).toEqual([expect.objectContaining({ url, method: 'POST', data: [alert] })]);
});

it('a contact point is tested as Grafana handed it out, and its refusal is told', async () => {
  const json = { name: 'pager', grafana_managed_receiver_configs: [{ uid: 'x' }] };
  const failed = {
    receivers: [{ grafana_managed_receiver_configs: [{ status: 'failed', error: 'no route to host' }] }],
  };
  const requests = backend(failed);
  expect(await testContactPoint({ name: 'pager', json })).toEqual({ status: 207, said: 'no route to host' });
  expect(requests[0]).toMatchObject({
    url: '/api/alertmanager/grafana/config/api/v1/receivers/test',
    data: { receivers: [json], alert: { labels: { alertname: 'TestAlert' } } },
  });
  backend({ receivers: [{ grafana_managed_receiver_configs: [{ status: 'ok' }] }] });
  expect(await testContactPoint({ name: 'pager', json })).toBeUndefined();
  backend(new Error('gone'));
  expect(await testContactPoint({ name: 'pager', json })).toMatchObject({ said: 'gone' });
});

it.each([
  [{}, 'silence', 'own', 'alert.instances:create'],
  [{ 'alert.silences:create': true }, 'silence', 'own', undefined],
  [{ 'alert.silences:create': true }, 'silence', 'external', 'alert.instances.external:write'],
  [{ 'alert.notifications:write': true }, 'test', 'own', undefined],
] as const)('with the rights %j, to %s in the %s one needs %s', (permissions, what, where, missing) => {
  config.bootData.user.permissions = { ...permissions };
  expect(missingForNotifications(what, where)).toBe(missing);
});
