import type { Connection } from './connection';
import { fakeServer, json, REPLIES, type Reply } from './fakeServer';
import { checkLogs } from './logs';

const AS_DOCUMENTED = {
  timestamp: '2026-01-15T10:30:00.123456',
  level: 'INFO',
  logger: 'choreoai',
  message: 'Request completed',
  request_id: 'abc123',
  method: 'POST',
  path: '/v1/chat/completions',
  status_code: 200,
  duration: 1.234,
  provider: 'openai',
  model: 'gpt-4',
};

const streams = (lines: readonly string[]) =>
  json({
    status: 'success',
    data: {
      resultType: 'streams',
      result: [{ stream: { service_name: 'choreoai' }, values: lines.map((line) => ['1700000000000000000', line]) }],
    },
  });

const labels = (names?: readonly string[]) => json({ status: 'success', ...(names && { data: names }) });

const loki = (query: Reply, names: Reply = labels(['pod', 'service_name'])): Connection => ({
  backend: 'loki',
  uid: 'loki',
  name: 'Loki',
  probe: fakeServer({ '/loki/api/v1/labels': names, '/loki/api/v1/query_range': query }),
});

const reasons = async (connection: Connection) =>
  (await checkLogs(connection)).map(({ state, reason }) => `${state} ${reason}`);

const line = (fields: object) => JSON.stringify(fields);

describe('lines in Loki', () => {
  it.each<[string, string[], Reply]>([
    [
      'as documented, with a trace id',
      ['ok logs-as-documented'],
      streams([line({ ...AS_DOCUMENTED, trace_id: '4bf92f' }), line({ ...AS_DOCUMENTED, traceId: '4bf92f' })]),
    ],
    ['as documented', ['warning no-trace-id'], streams([line(AS_DOCUMENTED)])],
    ['of plain text', ['warning not-json'], streams(['INFO choreoai Request completed'])],
    [
      'of both',
      ['warning not-json'],
      streams([line({ ...AS_DOCUMENTED, trace_id: 'x' }), 'Traceback (most recent call last):']),
    ],
    [
      'whose formatter drops extra fields',
      ['warning fields-absent', 'warning no-trace-id'],
      streams([line({ timestamp: '', level: '', logger: '', message: '', request_id: '', provider: '' })]),
    ],
    [
      'without a request id',
      ['warning no-request-id', 'warning no-trace-id'],
      streams([line({ ...AS_DOCUMENTED, request_id: undefined })]),
    ],
    ['of which there are none', ['warning no-lines'], json({ status: 'success', data: { result: [] } })],
    ['refused', ['unknown unauthorised'], REPLIES['Grafana’s proxy of a 401']],
    ['forbidden', ['unknown forbidden'], REPLIES[403]],
    ['behind a proxy with nothing behind it', ['unknown unreachable'], REPLIES[502]],
    ['of a login page', ['unknown malformed'], REPLIES['a login page']],
    ['of a server that is in trouble', ['unknown unhealthy'], REPLIES[500]],
  ])('%s', async (_, expected, query) => {
    expect(await reasons(loki(query))).toEqual(expected);
  });

  it('name which fields are missing, with a formatter that keeps them', async () => {
    const [finding] = await checkLogs(
      loki(streams([line({ ...AS_DOCUMENTED, provider: undefined, model: undefined })]))
    );
    expect(finding).toMatchObject({
      seen: 'no line has provider, model',
      snippet: expect.stringContaining('class JSONFormatter'),
    });
  });

  it('are looked for under a label that the server has', async () => {
    const { probe, ...rest } = loki(streams([]));
    await checkLogs({ ...rest, probe });
    const { asked } = probe as ReturnType<typeof fakeServer>;
    expect(decodeURIComponent(asked.join(' '))).toContain('query={service_name=~".+"}');
  });

  it.each([
    ['no label yet', 'warning no-lines', labels()],
    ['no server', 'unknown unreachable', 'refuses' as const],
    ['no answer', 'unknown not-found', REPLIES[404]],
  ])('with %s', async (_, expected, names) => {
    expect(await reasons(loki(streams([]), names))).toEqual([expected]);
  });
});

describe('fields in Elasticsearch', () => {
  const elasticsearch = (answer: Reply, index = '[choreoai-logs-]YYYY.MM.DD'): Connection => ({
    backend: 'elasticsearch',
    uid: 'es',
    name: 'Elasticsearch',
    probe: fakeServer({ '/choreoai-logs-*/_field_caps': answer, '/*/_field_caps': answer }),
    set: { leadsTo: [], scrapeInterval: '', index },
  });
  const fields = (names: readonly string[]) => json({ fields: Object.fromEntries(names.map((name) => [name, {}])) });

  it.each<[string, string[], Reply]>([
    [
      'all',
      ['ok logs-as-documented'],
      fields([...Object.keys(AS_DOCUMENTED).filter((name) => name !== 'timestamp'), '@timestamp', 'trace.id']),
    ],
    ['some', ['warning fields-absent', 'warning no-trace-id'], fields(['@timestamp', 'message', 'request_id.keyword'])],
    ['none', ['warning no-lines'], fields(['_id'])],
    ['none to be had', ['unknown unauthorised'], REPLIES[401]],
  ])('%s', async (_, expected, answer) => {
    expect(await reasons(elasticsearch(answer))).toEqual(expected);
    expect(await reasons(elasticsearch(answer, ''))).toEqual(expected);
  });
});
