import { readAnswer, readError, readHealth, type RawAnswer } from './answer';
import { explain, type FailureKind, type Outcome } from './outcome';

const json = (status: number, body: unknown): RawAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
const text = (status: number, body: string): RawAnswer => ({ status, contentType: 'text/plain', body });
const html = (status: number, title: string): RawAnswer => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>Please sign in</body></html>`,
});

/** Where Grafana 12.2.0 cannot reach a data source, its proxy says this, whatever the reason. */
const pluginFailure = json(500, {
  statusCode: 500,
  messageId: 'plugin.requestFailureError',
  message: 'An error occurred within the plugin',
});

const kindAndWords = (outcome: Outcome<unknown>) => (outcome.kind === 'ok' ? ['ok'] : [outcome.kind, outcome.said]);

describe('an answer of Prometheus, or of Grafana in between', () => {
  const cases: Array<[string, RawAnswer, FailureKind, string]> = [
    ['a login page', html(200, 'Sign in'), 'malformed', 'HTTP 200, an HTML page with the title "Sign in"'],
    [
      'an HTML page without a title',
      { ...text(200, '<html>'), contentType: '' },
      'malformed',
      'HTTP 200, an HTML page',
    ],
    [
      'an answer that breaks off',
      { ...json(200, {}), body: '{"status":"success","data":{"resultType":"vec' },
      'malformed',
      'HTTP 200, broken JSON: {"status":"success","data":{"resultType":"vec',
    ],
    [
      'the JSON of something else',
      json(200, { hello: 'world' }),
      'malformed',
      'HTTP 200, JSON that is not an answer of Prometheus: {"hello":"world"}',
    ],
    ['nothing at all', text(200, ''), 'malformed', 'HTTP 200, an empty answer'],
    ['no credentials', text(401, 'Unauthorized\n'), 'unauthorised', 'HTTP 401, Unauthorized'],
    [
      'no tenant',
      json(401, { status: 'error', errorType: 'unauthorized', error: 'no org id' }),
      'unauthorised',
      'HTTP 401, no org id',
    ],
    [
      'a session that ended',
      json(401, { extra: null, message: 'Unauthorized', messageId: 'auth.unauthorized', statusCode: 401 }),
      'unauthorised',
      'HTTP 401, Unauthorized',
    ],
    [
      "credentials that Grafana's older proxy was refused with",
      text(400, 'Authentication to data source failed'),
      'unauthorised',
      'HTTP 400, Authentication to data source failed',
    ],
    ['no right', text(403, 'Forbidden\n'), 'forbidden', 'HTTP 403, Forbidden'],
    ['a wrong path', text(404, '404 page not found\n'), 'not-found', 'HTTP 404, 404 page not found'],
    ['a path that takes no POST', text(405, 'Method Not Allowed'), 'not-found', 'HTTP 405, Method Not Allowed'],
    [
      'a data source that was deleted',
      json(500, { message: 'Unable to load datasource meta data', traceID: '' }),
      'not-found',
      'HTTP 500, Unable to load datasource meta data',
    ],
    [
      'a query that is none',
      json(400, { status: 'error', errorType: 'bad_data', error: 'invalid parameter "query": 1:5: parse error' }),
      'rejected',
      'HTTP 400, invalid parameter "query": 1:5: parse error',
    ],
    [
      'a query that loads too much',
      json(422, { status: 'error', errorType: 'execution', error: 'query processing would load too many samples' }),
      'too-much',
      'HTTP 422, query processing would load too many samples',
    ],
    [
      'a server in trouble',
      json(500, { status: 'error', errorType: 'internal', error: 'storage is broken' }),
      'unhealthy',
      'HTTP 500, storage is broken',
    ],
    ['a server that starts', text(503, 'Service Unavailable'), 'unhealthy', 'HTTP 503, Service Unavailable'],
    [
      'a query that takes too long',
      json(503, { status: 'error', errorType: 'timeout', error: 'query timed out in expression evaluation' }),
      'timed-out',
      'HTTP 503, query timed out in expression evaluation',
    ],
    ['a proxy that waited in vain', text(504, 'Gateway Timeout'), 'timed-out', 'HTTP 504, Gateway Timeout'],
    [
      'a proxy without anything behind it',
      html(502, '502 Bad Gateway'),
      'unreachable',
      'HTTP 502, an HTML page with the title "502 Bad Gateway"',
    ],
    ["Grafana's older proxy with nothing behind it", text(502, ''), 'unreachable', 'HTTP 502, an empty answer'],
    [
      "Grafana's proxy with nothing behind it",
      pluginFailure,
      'unreachable',
      'HTTP 500, An error occurred within the plugin',
    ],
    [
      'http where it is https',
      text(400, 'Client sent an HTTP request to an HTTPS server.\n'),
      'unreachable',
      'HTTP 400, Client sent an HTTP request to an HTTPS server.',
    ],
  ];

  it.each(cases)('%s', (_, answer, kind, said) => {
    expect(kindAndWords(readAnswer('Prom', answer))).toEqual([kind, said]);
  });

  it('is the data where all is well', () => {
    expect(readAnswer('Prom', json(200, { status: 'success', data: [1] }))).toEqual({
      kind: 'ok',
      asked: 'Prom',
      value: [1],
    });
  });

  it('repeats the words of a server on one printable line, cut off', () => {
    const outcome = readAnswer('Prom', text(500, `\u001b[31mred\u0007\n  <script>${'x'.repeat(1000)}`));
    expect(kindAndWords(outcome)[1]).toMatch(/^HTTP 500, \\u001b\[31mred\\u0007 <script>x+…$/);
    expect(kindAndWords(outcome)[1]).toHaveLength(240 + '…HTTP 500, '.length);
  });
});

describe("Grafana's health check of a data source", () => {
  const suffix = ' - There was an error returned querying the Prometheus API.';
  const unhealthy = (message: string) => json(400, { message: message + suffix, status: 'ERROR' });
  const post = 'Post "http://127.0.0.1:3999/api/v1/query": ';

  const cases: Array<[string, RawAnswer, FailureKind, string]> = [
    [
      'nothing listens',
      unhealthy(`${post}dial tcp 127.0.0.1:3999: connect: connection refused`),
      'unreachable',
      `${post}dial tcp 127.0.0.1:3999: connect: connection refused`,
    ],
    [
      'a name that nobody knows',
      unhealthy(
        'Post "http://no-such-host.invalid:9090/api/v1/query": dial tcp: lookup no-such-host.invalid: no such host'
      ),
      'unreachable',
      'Post "http://no-such-host.invalid:9090/api/v1/query": dial tcp: lookup no-such-host.invalid: no such host',
    ],
    ['a connection that is dropped', unhealthy(`${post}EOF`), 'unreachable', `${post}EOF`],
    [
      'https where it is http',
      unhealthy(`${post}http: server gave HTTP response to HTTPS client`),
      'unreachable',
      `${post}http: server gave HTTP response to HTTPS client`,
    ],
    ['no URL', unhealthy('parse "": empty url'), 'unreachable', 'parse "": empty url'],
    [
      'no answer',
      unhealthy(`${post}net/http: request canceled (Client.Timeout exceeded while awaiting headers)`),
      'timed-out',
      `${post}net/http: request canceled (Client.Timeout exceeded while awaiting headers)`,
    ],
    [
      'an HTML page',
      unhealthy(
        "response from prometheus couldn't be parsed. it is non-json: ReadObject: expect { or , or } or n, but found <, error found in #1 byte of ...|<!DOCTYPE h|..., bigger context ...|<!DOCTYPE html><html><head><title>Sign in</|..."
      ),
      'malformed',
      'an HTML page',
    ],
    [
      'an answer that breaks off',
      unhealthy('readStringSlowPath: unexpected end of input, error found in #10 byte of ...|Type":"vec|...'),
      'malformed',
      'readStringSlowPath: unexpected end of input, error found in #10 byte of ...|Type":"vec|...',
    ],
    ['no credentials', unhealthy('401 Unauthorized'), 'unauthorised', '401 Unauthorized'],
    ['no right', unhealthy('403 Forbidden'), 'forbidden', '403 Forbidden'],
    ['a wrong path', unhealthy('404 Not Found'), 'not-found', '404 Not Found'],
    ['a server in trouble', unhealthy('500 Internal Server Error'), 'unhealthy', '500 Internal Server Error'],
    ['a proxy without anything behind it', unhealthy('502 Bad Gateway'), 'unreachable', '502 Bad Gateway'],
    [
      'a data source that was deleted',
      json(500, { message: 'Unable to load datasource metadata' }),
      'not-found',
      'Unable to load datasource metadata',
    ],
    [
      'a session that ended',
      json(401, { message: 'Unauthorized', messageId: 'auth.unauthorized' }),
      'unauthorised',
      'Unauthorized',
    ],
    ['words of a later version', unhealthy('it has a cold'), 'unhealthy', 'it has a cold'],
  ];

  it.each(cases)('%s', (_, answer, kind, said) => {
    expect(kindAndWords(readHealth('Prom', answer))).toEqual([kind, said]);
  });

  it('is ok where the data source is', () => {
    const answer = json(200, { message: 'Successfully queried the Prometheus API.', status: 'OK' });
    expect(readHealth('Prom', answer).kind).toBe('ok');
  });
});

describe('a request without an answer', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9090'), { code: 'ECONNREFUSED' });
  const cases: Array<[string, unknown, FailureKind, string]> = [
    [
      'refused',
      new TypeError('fetch failed', { cause: refused }),
      'unreachable',
      'connect ECONNREFUSED 127.0.0.1:9090',
    ],
    [
      'refused on every address',
      new TypeError('fetch failed', {
        cause: new AggregateError([new Error('connect ECONNREFUSED ::1:9090'), refused]),
      }),
      'unreachable',
      'connect ECONNREFUSED 127.0.0.1:9090',
    ],
    ['failed in a browser', new TypeError('Failed to fetch'), 'unreachable', 'Failed to fetch'],
    ['failed without an error', undefined, 'unreachable', ''],
    ['ran out of time', new DOMException('', 'TimeoutError'), 'timed-out', ''],
    ['was aborted', new DOMException('', 'AbortError'), 'timed-out', ''],
    [
      'was not taken by the network',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ETIMEDOUT' }) }),
      'timed-out',
      '',
    ],
  ];

  it.each(cases)('%s', (_, error, kind, said) => {
    expect(readError('Prom', error)).toEqual({ kind, asked: 'Prom', said });
  });
});

describe('what a person is told', () => {
  const kinds: Record<FailureKind, true> = {
    empty: true,
    unauthorised: true,
    forbidden: true,
    'not-found': true,
    rejected: true,
    'too-much': true,
    unhealthy: true,
    'timed-out': true,
    unreachable: true,
    malformed: true,
  };
  const texts = (Object.keys(kinds) as FailureKind[]).map((kind) =>
    explain({ kind, asked: 'http://prom:9090', said: '' })
  );

  it.each(['what', 'cause', 'fix'] as const)('differs in %s for each way to fail', (part) => {
    const parts = texts.map((text) => text[part]);
    expect(new Set(parts).size).toBe(Object.keys(kinds).length);
    expect(parts).not.toContain('');
  });

  it('names what was asked, and what it said', () => {
    texts.forEach(({ what }) => expect(what).toMatch(/^http:\/\/prom:9090 /));
    expect(explain({ kind: 'unhealthy', asked: 'Prom', said: 'HTTP 500, on fire.' }).what).toBe(
      'Prom is not healthy: HTTP 500, on fire.'
    );
  });

  it('holds a scrape configuration where there is no LLM metric', () => {
    const { snippet } = explain({ kind: 'empty', asked: 'Prom', said: '' });
    expect(snippet).toContain('- job_name: convergeai-backend # ConvergeAI\n    metrics_path: /api/v1/metrics');
  });
});
