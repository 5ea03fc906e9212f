import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import {
  readDefaultReceiver,
  readFiring,
  readLiveRules,
  readPrometheusRules,
  readRuleGroup,
  writeRuleGroup,
} from './alerting';

/** Grafana's own client: the same answer to everything. */
function backend(answer: ReturnType<BackendSrv['fetch']>): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    return answer;
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}

const ok = (data: unknown) => of({ data }) as ReturnType<BackendSrv['fetch']>;
const refused = (status: number) =>
  throwError(() => ({ status, data: { message: 'no' }, config: { url: '' } })) as ReturnType<BackendSrv['fetch']>;

it('a group that is not there has no rules, and is not asked for', async () => {
  const requests = backend(ok([{ folderUID: 'folder', ruleGroup: 'another' }]));
  expect(await readRuleGroup('folder', 'group')).toEqual({ interval: 0, rules: [] });
  expect(requests).toHaveLength(1);
});

it('a group is read with how often it is evaluated', async () => {
  const answers = [ok([{ folderUID: 'folder', ruleGroup: 'group' }]), ok({ interval: 60, rules: [{ uid: 'one' }] })];
  const fetch = () => answers.shift();
  setBackendSrv({ fetch } as unknown as BackendSrv);
  expect(await readRuleGroup('folder', 'group')).toEqual({ interval: 60, rules: [{ uid: 'one' }] });
});

it.each([403, 404])('a group that Grafana does not hand out, with %d, is no empty one', async (status) => {
  backend(refused(status));
  expect(await readRuleGroup('folder', 'group')).toMatchObject({ status });
});

it('writes a group whole, so that people can change it in Grafana', async () => {
  const requests = backend(ok({}));
  expect(await writeRuleGroup('a folder', 'choreoai', { interval: 30, rules: [{ uid: 'one' }] })).toBeUndefined();
  expect(requests).toEqual([
    expect.objectContaining({
      method: 'PUT',
      url: '/api/v1/provisioning/folder/a%20folder/rule-groups/choreoai',
      headers: { 'X-Disable-Provenance': 'true' },
      data: { title: 'choreoai', folderUid: 'a folder', interval: 30, rules: [{ uid: 'one' }] },
    }),
  ]);
});

it('removes a group that has lost its last rule; one that is gone is removed', async () => {
  const requests = backend(refused(404));
  expect(await writeRuleGroup('folder', 'choreoai', { interval: 30, rules: [] })).toBeUndefined();
  expect(requests).toEqual([expect.objectContaining({ method: 'DELETE' })]);
});

it('hands on what Grafana says where it refuses', async () => {
  backend(refused(403));
  expect(await writeRuleGroup('folder', 'choreoai', { interval: 30, rules: [{ uid: 'one' }] })).toMatchObject({
    status: 403,
    said: 'no',
  });
});

const RULES = {
  data: {
    groups: [
      {
        rules: [
          { type: 'recording', name: 'llm:requests:rate5m', health: 'ok' },
          {
            uid: 'one',
            name: 'ProviderDown',
            state: 'firing',
            labels: { system: 'choreoai' },
            alerts: [
              {
                labels: { provider: 'openai' },
                state: 'Alerting',
                activeAt: '2026-08-20T12:00:00Z',
                annotations: { summary: 'openai fails', runbook_url: 'https://wiki.example/x' },
              },
            ],
          },
        ],
      },
    ],
  },
};

const INSTANCE = {
  labels: { provider: 'openai' },
  state: 'Alerting',
  since: '2026-08-20T12:00:00Z',
  summary: 'openai fails',
  runbook: 'https://wiki.example/x',
};

const silent = (state: string) => ({ labels: {}, state, since: '', summary: '', runbook: '' });

it.each([
  ['Grafana', readLiveRules, '/api/prometheus/grafana/api/v1/rules'],
  ['Prometheus', () => readPrometheusRules('a/b'), '/api/datasources/uid/a%2Fb/resources/api/v1/rules?type=alert'],
])('reads how the alerts of %s stand, and leaves out what is no alert', async (_, read, url) => {
  const requests = backend(ok(RULES));
  expect(await read()).toEqual([
    {
      uid: 'one',
      name: 'ProviderDown',
      state: 'firing',
      labels: { system: 'choreoai' },
      lastError: '',
      instances: [INSTANCE],
    },
  ]);
  expect(requests[0]?.url).toBe(url);
});

describe('what fires', () => {
  const GRAFANA = '/api/prometheus/grafana/api/v1/rules?state=firing';
  const PROMETHEUS = '/api/datasources/uid/a%2Fb/resources/api/v1/alerts';
  const pending = { labels: {}, state: 'pending', activeAt: '' };

  it.each<[string, Record<string, unknown>, unknown[]]>([
    ['both', { [GRAFANA]: RULES, [PROMETHEUS]: { data: { alerts: [pending] } } }, [INSTANCE, silent('pending')]],
    ['Grafana alone, where the data source does not say', { [GRAFANA]: RULES }, [INSTANCE]],
    [
      'Prometheus alone, where Grafana does not say',
      { [PROMETHEUS]: { data: { alerts: [pending] } } },
      [silent('pending')],
    ],
    ['neither, where none says', {}, []],
  ])('is read from %s', async (_, answers, expected) => {
    const fetch = ({ url }: BackendSrvRequest) => (url in answers ? ok(answers[url]) : refused(404));
    setBackendSrv({ fetch } as unknown as BackendSrv);
    expect(await readFiring('a/b')).toEqual(expected);
  });
});

it.each([
  ['an address that is nobody’s', [{ type: 'email', settings: { addresses: '<example@email.com>' } }], false],
  ['no address', [{ type: 'email', settings: { addresses: '' } }], false],
  ['nothing', [], false],
  ['an address', [{ type: 'email', settings: { addresses: 'on-call@company.test' } }], true],
  ['a chat', [{ type: 'slack', settings: {} }], true],
])('a default contact point with %s', async (_, points, reachesSomebody) => {
  const answers = [ok({ receiver: 'the default' }), ok(points)];
  const fetch = () => answers.shift();
  setBackendSrv({ fetch } as unknown as BackendSrv);
  expect(await readDefaultReceiver()).toEqual({ name: 'the default', reachesSomebody });
});

it('who is told is not known where Grafana does not say', async () => {
  backend(refused(403));
  expect(await readDefaultReceiver()).toBeUndefined();
});
