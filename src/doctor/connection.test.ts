import { BACKEND_IDS, BACKENDS, type BackendId } from './backends';
import { checkConnection, checkConnections, type Connection } from './connection';
import { fakeServer, json, plain, REPLIES, type Reply } from './fakeServer';
import type { Finding } from './finding';

/** What each kind of server says of itself, as recorded from it. */
const VERSIONS: Record<BackendId, [answer: Reply, version: string]> = {
  prometheus: [json({ status: 'success', data: { version: '2.42.0', revision: 'abc' } }), ', version 2.42.0'],
  loki: [json({ version: '3.1.0', revision: '935aee77e' }), ', version 3.1.0'],
  elasticsearch: [json({ name: 'es', version: { number: '8.11.1' } }), ', version 8.11.1'],
  jaeger: [json({ data: ['choreoai'], total: 1, limit: 0, offset: 0, errors: null }), ''],
  tempo: [json({ version: '2.4.1', revision: '2b9e0fe' }), ', version 2.4.1'],
};

const HEALTHY = json({ status: 'OK', message: 'Data source is working' });
const unhealthy = (message: string) => json({ status: 'ERROR', message }, 400);

const connection = (backend: BackendId, answer: Reply, health?: Reply): Connection => ({
  backend,
  uid: 'x',
  name: 'Ours',
  probe: fakeServer({ [BACKENDS[backend].about]: answer }, health),
});

const look = (backend: BackendId, answer: Reply, health?: Reply) =>
  checkConnection(connection(backend, answer, health));

const REASONS: Record<keyof typeof REPLIES, Finding['reason']> = {
  empty: 'malformed',
  401: 'unauthorised',
  'Grafana’s proxy of a 401': 'unauthorised',
  403: 'forbidden',
  404: 'not-found',
  400: 'rejected',
  500: 'unhealthy',
  502: 'unreachable',
  504: 'timed-out',
  never: 'timed-out',
  refuses: 'unreachable',
  'a login page': 'malformed',
};

describe.each(BACKEND_IDS)('%s', (backend) => {
  const [answer, version] = VERSIONS[backend];

  it.each([
    ['asked itself', undefined],
    ['through Grafana', HEALTHY],
    ['through a Grafana that has no check for it', json({ message: 'Method not implemented' }, 404)],
  ])('answers, %s: says how fast, and its version', async (_, health) => {
    expect(await look(backend, answer, health)).toMatchObject({
      state: 'ok',
      reason: 'answers',
      seen: expect.stringMatching(new RegExp(`^Ours answers in \\d+ ms${version}$`)),
    });
  });

  it.each(Object.entries(REASONS))('answers %s', async (name, reason) => {
    const finding = await look(backend, REPLIES[name as keyof typeof REPLIES]);
    expect(finding).toMatchObject({ state: 'problem', reason, subject: BACKENDS[backend].title });
    expect(finding.cause).not.toBe('');
    expect(finding.fix).not.toBe('');
    expect(finding.document).toMatch(/^https:/);
  });

  it('gets a message of its own in each case, which names it', async () => {
    const kinds = ['401', '403', '404', '400', '500', '502', 'a login page'] as const;
    const told = await Promise.all(kinds.map((kind) => look(backend, REPLIES[kind])));
    expect(new Set(told.map(({ seen }) => seen)).size).toBe(kinds.length);
    told.forEach(({ fix }) => backend !== 'prometheus' && expect(fix).not.toContain('Prometheus'));
  });

  it('is unhealthy: in the words of Grafana’s check', async () => {
    const finding = await look(backend, answer, unhealthy('the ring is empty'));
    expect(finding).toMatchObject({ reason: 'unhealthy', seen: expect.stringContaining('the ring is empty') });
  });
});

it.each([
  ['Mimir', { application: 'Grafana Mimir', version: '2.14.0' }, 'Grafana Mimir 2.14.0'],
  ['Thanos', { version: '0.35.1', revision: 'x' }, 'Thanos 0.35.1'],
  ['VictoriaMetrics', { version: '2.24.0' }, 'VictoriaMetrics'],
])('tells %s from Prometheus', async (_, data, version) => {
  const finding = await look('prometheus', json({ status: 'success', data }));
  expect(finding.seen).toContain(`version ${version}`);
});

it('does without a version where Grafana finds the service healthy', async () => {
  expect(await look('prometheus', REPLIES[404], HEALTHY)).toMatchObject({ state: 'ok' });
});

it('asks the server itself where Grafana’s check does not say what is wrong', async () => {
  const vague = unhealthy('Unable to connect with Loki. Please check the server logs for more details.');
  expect(await look('loki', REPLIES[502], vague)).toMatchObject({ reason: 'unreachable' });
  expect(await look('loki', REPLIES['Grafana’s proxy of a 401'], vague)).toMatchObject({ reason: 'unauthorised' });
  expect(await look('loki', VERSIONS.loki[0], vague)).toMatchObject({ reason: 'unhealthy' });
});

describe('breakages that are known by name', () => {
  it.each<[string, BackendId, Reply, Reply | undefined, RegExp]>([
    [
      'a Jaeger that is too new for Grafana’s data source',
      'jaeger',
      json({}),
      unhealthy('json: cannot unmarshal number into Go value of type jaeger.ServicesResponse'),
      /Jaeger 2\.20 or older: that pair works with Grafana 12\.2/,
    ],
    ['a Loki of several tenants', 'loki', plain('no org id\n', 401), undefined, /X-Scope-OrgID/],
    [
      'http where it is https',
      'prometheus',
      json({}),
      unhealthy('Get "https://h:9090": http: server gave HTTP response to HTTPS client'),
      /scheme/,
    ],
    [
      'a certificate that is not known',
      'loki',
      json({}),
      unhealthy('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
      /With CA Cert/,
    ],
  ])('%s', async (_, backend, answer, health, fix) => {
    expect(await look(backend, answer, health)).toMatchObject({
      state: 'problem',
      reason: 'known-breakage',
      fix: expect.stringMatching(fix),
    });
  });
});

it('gives up on a server that never answers after 3 s, and at once when the page closes', async () => {
  const began = Date.now();
  await look('loki', 'never');
  expect(Date.now() - began).toBeGreaterThanOrEqual(2_900);
  const page = new AbortController();
  const finding = checkConnection(connection('loki', 'never'), page.signal);
  page.abort(new Error('closed'));
  await expect(finding).rejects.toThrow('closed');
});

it('says for which purposes there is none, and that only metrics are needed', async () => {
  const findings = await checkConnections([]);
  expect(findings.map(({ subject, state, seen }) => `${subject} ${state}: ${seen}`)).toEqual([
    'Metrics problem: no Prometheus',
    'Logs warning: no Loki or Elasticsearch',
    'Traces warning: no Jaeger or Tempo',
  ]);
  const some = await checkConnections([connection('tempo', VERSIONS.tempo[0])]);
  expect(some.map(({ reason }) => reason)).toEqual(['no-data-source', 'no-data-source', 'answers']);
});
