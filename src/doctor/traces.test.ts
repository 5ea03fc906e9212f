import type { Connection } from './connection';
import { fakeServer, json, REPLIES, type Reply } from './fakeServer';
import { checkLinks } from './links';
import { checkTraces } from './traces';

const services = (names: readonly string[] | null) => json({ data: names, total: names?.length ?? 0, errors: null });

interface FakeSpan {
  operationName: string;
  attributes: readonly string[];
}

const SPAN: FakeSpan = { operationName: 'chat_completion', attributes: ['provider', 'model', 'tokens_used'] };
const INNER: FakeSpan = { operationName: 'provider_request', attributes: [] };

/** As Jaeger's `/api/traces` writes it. */
const traces = (...spans: FakeSpan[]) =>
  json({
    data: [
      {
        traceID: 'a',
        spans: spans.map(({ operationName, attributes }) => ({
          operationName,
          tags: attributes.map((key) => ({ key, type: 'string', value: 'x' })),
        })),
        processes: { p1: { serviceName: 'choreoai' } },
      },
    ],
  });

const jaeger = (names: Reply, found: Reply = traces()): Connection => ({
  backend: 'jaeger',
  uid: 'jaeger',
  name: 'Jaeger',
  probe: fakeServer({ '/api/services': names, '/api/traces': found }),
});

const found = async (connection: Connection) =>
  (await checkTraces(connection)).map(({ state, reason }) => `${state} ${reason}`);

const OURS = services(['choreoai', 'jaeger-all-in-one']);

describe('spans in Jaeger', () => {
  it.each<[string, string, Reply, Reply?]>([
    ['as documented', 'ok traces-as-documented', OURS, traces(SPAN, INNER)],
    [
      'by the conventions',
      'ok traces-as-documented',
      OURS,
      traces({ operationName: 'chat gpt-4o', attributes: ['gen_ai.operation.name'] }),
    ],
    ['under other names', 'warning no-spans', OURS, traces({ operationName: 'GET /', attributes: ['http.method'] })],
    ['without the inner one', 'warning no-spans', OURS, traces(SPAN)],
    ['without attributes', 'warning attributes-absent', OURS, traces({ ...SPAN, attributes: ['provider'] }, INNER)],
    ['of nobody', 'warning no-services', services(null)],
    ['of Jaeger alone', 'warning no-services', services(['jaeger'])],
    ['none in the last hour', 'warning no-spans', OURS, json({ data: [] })],
    ['refused', 'unknown unauthorised', REPLIES[401]],
    ['forbidden', 'unknown forbidden', REPLIES[403]],
    ['of a Jaeger without that API', 'unknown not-found', REPLIES[404]],
    ['behind a proxy with nothing behind it', 'unknown unreachable', OURS, REPLIES[502]],
    ['of a login page', 'unknown malformed', REPLIES['a login page']],
  ])('%s', async (...[, expected, names, spans]) => {
    expect(await found(jaeger(names, spans))).toEqual([expected]);
  });
});

describe('spans in Tempo', () => {
  const tempo = (names: Reply, spans: Reply): Connection => ({
    backend: 'tempo',
    uid: 'tempo',
    name: 'Tempo',
    probe: fakeServer({ '/api/search/tag/': names, '/api/search': spans }),
  });
  const ours = json({ tagValues: ['choreoai'] });
  const search = (...spans: FakeSpan[]) =>
    json({
      traces: [
        {
          traceID: 'a',
          spanSets: [
            {
              spans: spans.map(({ operationName, attributes }) => ({
                name: operationName,
                attributes: attributes.map((key) => ({ key, value: { stringValue: 'x' } })),
              })),
            },
          ],
        },
      ],
    });

  it.each<[string, string, Reply, Reply]>([
    ['as documented', 'ok traces-as-documented', ours, search(SPAN, INNER)],
    ['none', 'warning no-spans', ours, json({ traces: [] })],
    ['of nobody', 'warning no-services', json({ tagValues: [] }), search()],
    ['in trouble', 'unknown unhealthy', ours, REPLIES[500]],
  ])('%s', async (_, expected, names, spans) => {
    expect(await found(tempo(names, spans))).toEqual([expected]);
  });
});

describe('links', () => {
  const one = (uid: string, leadsTo: readonly string[], backend: Connection['backend'] = 'loki'): Connection => ({
    backend,
    uid,
    name: `Our ${uid}`,
    probe: fakeServer({}),
    set: { leadsTo, scrapeInterval: '', index: '' },
  });

  it('are there, or are told with the lines that set them up, filled in', () => {
    const all = { metrics: one('prom', []), logs: one('loki', ['jaeger']), traces: one('jaeger', ['loki']) };
    const findings = checkLinks(all);
    expect(findings.map(({ state, reason, seen }) => `${state} ${reason}: ${seen}`)).toEqual([
      'warning not-linked: not set up: exemplars of latencies lead to traces',
      'ok linked: log lines lead to traces',
      'ok linked: traces lead to log lines',
    ]);
    expect(findings[0]?.snippet).toBe(
      '- name: "Our prom"\n  jsonData:\n    exemplarTraceIdDestinations: [{"name":"trace_id","datasourceUid":"jaeger"}]'
    );
  });

  it('from exemplars lead to Jaeger by an address, which counts as a link', () => {
    const traces = one('jaeger', [], 'jaeger');
    const [finding] = checkLinks({ metrics: one('prom', []), traces });
    const { exemplarTraceIdDestinations: destinations } = finding?.link?.settings ?? {};
    const { url: address = '' } = Object(destinations)[0] as { url?: string };
    expect(address).toMatch(/^\/explore\?.*"datasource":"jaeger".*\$\{__value\.raw\}/);
    expect(finding?.snippet).toContain('$${__value.raw}');
    expect(checkLinks({ metrics: one('prom', [address]), traces })[0]?.state).toBe('ok');
    expect(checkLinks({ metrics: one('prom', ['/explore?panes={"datasource":"jaeger-2"}']), traces })[0]?.state).toBe(
      'warning'
    );
  });

  it('are no matter outside of Grafana, nor where there is no other end', () => {
    const { set: _, ...outside } = one('prom', []);
    expect(checkLinks({ metrics: outside, traces: one('jaeger', []) })).toEqual([]);
    expect(checkLinks({ logs: one('loki', []) })).toEqual([]);
  });
});
