import type { RawAnswer } from './answer';
import { countFindings, diagnose, type Diagnosis } from './diagnose';
import { CHOREOAI, CONVERGEAI_LLM, OTEL_GENAI, fakePrometheus, without, type FakeWorld } from './fakePrometheus';
import type { Finding } from './finding';
import type { Sample } from './prometheus';

const everything = { choreoai: CHOREOAI, backend: CONVERGEAI_LLM, otel: OTEL_GENAI };

const all = ({ findings, systems }: Diagnosis): Finding[] => [...findings, ...systems.flatMap(({ panels }) => panels)];

const wrong = (diagnosis: Diagnosis) => all(diagnosis).filter(({ state }) => state !== 'ok');

const look = (world: FakeWorld) => diagnose(fakePrometheus(world));

async function panel(id: string, world: FakeWorld) {
  const { systems } = await look(world);
  return systems.flatMap(({ panels }) => panels).find((finding) => finding.panel === id);
}

const NO_DATA: [] = [];

describe('systems', () => {
  it('are told with their jobs, and those that are not there by name', async () => {
    const diagnosis = await look({ present: { a: CHOREOAI, b: CHOREOAI } });
    expect(diagnosis.findings.map(({ subject, seen }) => `${subject}: ${seen}`)).toEqual([
      'Prometheus: http://prom:9090 answers',
      'ChoreoAI: detected in jobs "a", "b"',
    ]);
    expect(diagnosis.systems.map(({ id, jobs }) => [id, jobs])).toEqual([['choreoai', ['a', 'b']]]);
    expect(diagnosis.notSeen).toEqual([
      'ConvergeAI',
      'Project-AI',
      'AI Companion',
      'LiteLLM',
      'vLLM',
      'Envoy AI Gateway',
      'OpenLIT',
      'OpenTelemetry GenAI after 1.41',
      'OpenTelemetry GenAI',
      'OpenTelemetry GenAI up to 1.36',
      'Node exporter',
      'Container exporter (cAdvisor)',
      'Redis',
      'PostgreSQL',
    ]);
  });

  it('are well where every panel has data', async () => {
    const diagnosis = await look({ present: { choreoai: CHOREOAI } });
    expect(wrong(diagnosis)).toEqual([]);
    expect(diagnosis.systems[0]?.panels.length).toBeGreaterThan(20);
    expect(new Set(diagnosis.systems[0]?.panels.map(({ reason }) => reason))).toEqual(new Set(['has-data']));
  });

  it('are missing altogether: says what is scraped instead, and how to scrape them', async () => {
    const targets = [{ job: 'prometheus', instance: 'p:9090', lastError: '', up: true }];
    const diagnosis = await look({ present: {}, targets });
    expect(diagnosis.systems).toEqual([]);
    expect(diagnosis.findings).toMatchObject([
      {
        state: 'problem',
        reason: 'empty',
        seen: 'http://prom:9090 has no LLM metric: it scrapes "prometheus".',
        snippet: expect.stringContaining('/api/v1/metrics'),
      },
    ]);
    expect((await look({ present: {} })).findings[0]?.seen).toMatch(/: it scrapes nothing\.$/);
  });
});

describe('a panel without data', () => {
  it('lacks a metric: says how to emit it', async () => {
    const present = { choreoai: without(CHOREOAI, 'choreoai_request_duration_seconds_count') };
    expect(await panel('latency-p95', { present })).toMatchObject({
      state: 'problem',
      reason: 'metric-absent',
      dashboard: 'ChoreoAI Overview',
      cause: expect.stringContaining('choreoai_request_duration_seconds'),
      fix: expect.stringContaining("Histogram('choreoai_request_duration_seconds'"),
    });
  });

  it.each(['choreoai_queue_size', 'choreoai_streaming_requests_total'])(
    'lacks %s, which it may: a warning',
    async (name) => {
      const diagnosis = await look({ present: { choreoai: without(CHOREOAI, name) } });
      expect(wrong(diagnosis)).toMatchObject([
        { state: 'warning', reason: 'metric-absent', fix: expect.stringContaining(name) },
      ]);
      expect(countFindings(diagnosis).problem).toBe(0);
    }
  );

  it('lacks a label: says which', async () => {
    const present = { choreoai: { ...CHOREOAI, choreoai_errors_total: ['provider', 'endpoint'] } };
    expect(await panel('errors-by-type', { present })).toMatchObject({
      state: 'problem',
      reason: 'label-absent',
      cause: expect.stringContaining('choreoai_errors_total has no label error_type'),
    });
  });

  it('is left out of the dashboard: a warning only', async () => {
    const diagnosis = await look({ present: { backend: CONVERGEAI_LLM } });
    expect(new Set(wrong(diagnosis).map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(['warning metric-absent'])
    );
    expect(await panel('http-latency', { present: { backend: CONVERGEAI_LLM } })).toMatchObject({
      fix: expect.stringContaining('http_request_duration_seconds'),
    });
  });

  it('shows what its system never emits: no fault; left out of the dashboard, it is not told', async () => {
    const world = { present: { otel: OTEL_GENAI } };
    expect(wrong(await look(world))).toEqual([]);
    expect(await panel('streaming-share', world)).toMatchObject({
      state: 'ok',
      reason: 'not-emitted',
      seen: 'not emitted by OpenTelemetry GenAI',
    });
    expect(await panel('http-latency', world)).toBeUndefined();
    expect(await panel('first-token', world)).toMatchObject({
      state: 'ok',
      reason: 'metric-absent',
      fix: expect.stringContaining('gen_ai_server_time_to_first_token_seconds'),
    });
  });

  const about = (text: string, samples: () => ReturnType<NonNullable<FakeWorld['answer']>>): FakeWorld => ({
    present: { choreoai: CHOREOAI },
    answer: (expression) => (expression.includes(text) ? samples() : [{ metric: {}, value: 1 }]),
  });

  it('has no traffic in the window', async () => {
    const answer = (expression: string) =>
      expression.includes('histogram_quantile') ? [{ metric: {}, value: NaN }] : [{ metric: {}, value: 0 }];
    expect(await panel('latency-p95', { present: { choreoai: CHOREOAI }, answer })).toMatchObject({
      state: 'warning',
      reason: 'no-traffic',
      cause: expect.stringContaining('in the last 5m'),
    });
  });

  it('has too few scrapes in the window', async () => {
    expect(await panel('latency-p95', { present: { choreoai: CHOREOAI }, answer: () => NO_DATA })).toMatchObject({
      state: 'warning',
      reason: 'too-few-samples',
    });
  });

  it('counted no error although there is traffic: good news', async () => {
    const world = about('sum by (error_type)', () => NO_DATA);
    expect(await panel('errors-by-type', world)).toMatchObject({ state: 'ok', reason: 'nothing-counted' });
  });

  it('has traffic, and buckets that end elsewhere', async () => {
    expect(
      await panel(
        'slow-share',
        about('le=~', () => NO_DATA)
      )
    ).toMatchObject({
      state: 'warning',
      reason: 'no-matching-series',
      cause: expect.stringMatching(/choreoai_request_duration_seconds has no bucket .*slower than 5 s/),
    });
  });

  it('has traffic, and other values of labels', async () => {
    expect(
      await panel(
        'tokens-by-type',
        about('sum by (type)', () => NO_DATA)
      )
    ).toMatchObject({
      state: 'warning',
      reason: 'no-matching-series',
      cause: expect.stringContaining('choreoai_tokens_total has no series'),
    });
  });

  const refusing = (status: number, error: string): RawAnswer => ({
    status,
    contentType: 'application/json',
    body: JSON.stringify({ status: 'error', error }),
  });

  it.each([
    ['problem', 'rejected', refusing(422, 'duplicate series')],
    ['problem', 'too-much', refusing(422, 'query processing would load too many samples into memory')],
    ['unknown', 'timed-out', refusing(503, 'query timed out in expression evaluation')],
    ['unknown', 'unhealthy', refusing(500, 'on fire')],
  ])('could not be asked: %s, %s', async (state, reason, answer) => {
    expect(
      await panel(
        'tokens-by-type',
        about('sum by (type)', () => answer)
      )
    ).toMatchObject({ state, reason });
  });
});

describe('targets', () => {
  const down = { job: 'choreoai', instance: 'c:8010', lastError: 'dial tcp: connection refused', up: false };

  it('that are down are a problem where a system is behind them, with the last error', async () => {
    const targets = [{ ...down, instance: 'c:8000', up: true }, down];
    expect(wrong(await look({ present: { choreoai: CHOREOAI }, targets }))).toMatchObject([
      {
        state: 'problem',
        reason: 'target-down',
        subject: 'Target "c:8010" of job "choreoai" (ChoreoAI)',
        seen: 'down: dial tcp: connection refused',
        cause: expect.stringContaining('Nothing listens there'),
      },
    ]);
  });

  it('that are all down: their system is known from the past, and its panels say so', async () => {
    const world = { present: { otel: OTEL_GENAI }, past: { choreoai: CHOREOAI }, targets: [down] };
    const answer = (expression: string) => (expression.includes('choreoai') ? NO_DATA : [{ metric: {}, value: 1 }]);
    const diagnosis = await look({ ...world, answer });
    const panels = diagnosis.systems.find(({ id }) => id === 'choreoai')?.panels ?? [];
    expect(new Set(panels.map(({ state, reason }) => `${state} ${reason}`))).toEqual(new Set(['problem target-down']));
    expect(panels[0]?.cause).toContain(
      'Target "c:8010" of job "choreoai" (ChoreoAI) is down: dial tcp: connection refused. Nothing listens'
    );
  });

  it('of jobs that never told a known metric are a warning', async () => {
    const lastError = 'server returned HTTP status 404 Not Found';
    const targets = [{ job: 'backend', instance: 'b:8000', lastError, up: false }];
    expect(wrong(await look({ present: { choreoai: CHOREOAI }, targets }))).toMatchObject([
      { state: 'warning', reason: 'target-down', fix: expect.stringContaining('/api/v1/metrics') },
    ]);
  });

  it.each([
    ['connection refused', /Nothing listens/],
    ['server returned HTTP status 404 Not Found', /another path/],
    ['server returned HTTP status 401 Unauthorized', /authentication/],
    ['context deadline exceeded', /longer to answer/],
    ['dial tcp: lookup x: no such host', /name is not known/],
    ['expected a valid start token, got "<"', /not the text of metrics/],
    ['', /not told/],
    ['something new', /^Its last scrape failed\.$/],
  ])('that fail with "%s" have their own cause', async (lastError, cause) => {
    const targets = [{ job: 'choreoai', instance: 'c:8010', lastError, up: false }];
    const [finding] = wrong(await look({ present: { choreoai: CHOREOAI }, targets }));
    expect(finding?.cause).toMatch(cause);
  });
});

it('says for each way to fail what is wrong with the data source, and asks no further', async () => {
  const probe = fakePrometheus({ present: {} });
  const page = { status: 200, contentType: 'text/html', body: '<html><title>Sign in</title></html>' };
  const diagnosis = await diagnose({ ...probe, post: async () => page });
  expect(diagnosis).toMatchObject({
    systems: [],
    findings: [
      { state: 'problem', reason: 'malformed', subject: 'Prometheus', seen: expect.stringContaining('"Sign in"') },
    ],
  });
  const health = async () => ({
    status: 400,
    contentType: '',
    body: '{"status":"ERROR","message":"401 Unauthorized"}',
  });
  expect((await diagnose({ ...probe, health })).findings).toMatchObject([{ reason: 'unauthorised' }]);
  expect(probe.asked).toEqual([]);
});

it('keeps label values, jobs and messages from outside on one printable line, between quotes', async () => {
  const hostile = '"\\\n\r\t\u001b[31m\u202e<script>alert(1)</script>$provider';
  const diagnosis = await look({
    present: { [hostile]: CHOREOAI },
    targets: [{ job: hostile, instance: hostile, lastError: hostile, up: false }],
    answer: () => [{ metric: { provider: hostile }, value: 1 }],
  });
  const quoted = '"\\"\\\\\\n\\r\\t\\u001b[31m\\u202e<script>alert(1)</script>$provider"';
  expect(diagnosis.findings[1]?.seen).toBe(`detected in job ${quoted}`);
  expect(diagnosis.findings[2]?.subject).toBe(`Target ${quoted} of job ${quoted} (ChoreoAI)`);
  expect(diagnosis.systems[0]?.panels.find((finding) => finding.panel === 'requests-by-provider')?.seen).toBe(
    `1 series (${quoted})`
  );
  all(diagnosis).forEach(({ snippet: _, ...texts }) =>
    Object.values(texts).forEach((text) => expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u))
  );
});

describe('figures that are not what they seem', () => {
  const answer = (expression: string): Sample[] => {
    if (expression.includes('__name__, le')) {
      const __name__ = 'choreoai_request_duration_seconds_bucket';
      return ['1.0', '10.0', '+Inf'].map((le) => ({ metric: { __name__, le }, value: 2 }));
    }
    if (expression.includes('resets(')) {
      return [{ metric: { job: 'choreoai', instance: 'c:80' }, value: 12 }];
    }
    return [{ metric: {}, value: expression.includes('histogram_quantile(0.99') ? 10 : 1 }];
  };

  it('are told of the system, and of the panel whose percentile is in the top bucket', async () => {
    const diagnosis = await look({ present: { choreoai: CHOREOAI }, answer });
    expect(diagnosis.findings).toContainEqual({
      state: 'warning',
      reason: 'counters-bounce',
      subject: 'ChoreoAI',
      seen: 'counters of "c:80" fell 12 times in 15 minutes',
      cause: expect.stringContaining('workers'),
      fix: expect.stringContaining('PROMETHEUS_MULTIPROC_DIR'),
    });
    const quantiles = diagnosis.systems[0]?.panels.find((finding) => finding.panel === 'latency-quantiles');
    expect(quantiles).toMatchObject({
      state: 'warning',
      reason: 'top-bucket',
      seen: expect.stringContaining('99th percentile is >= 10 s'),
    });
  });
});

describe('the questions', () => {
  it('are asked once each, at most six at a time, and never of series without a name', async () => {
    const probe = fakePrometheus({ present: everything });
    await diagnose(probe);
    expect(probe.asked.length).toBeGreaterThan(60);
    expect(new Set(probe.asked).size).toBe(probe.asked.length);
    expect(probe.busiest).toBe(6);
    probe.asked.forEach((expression) => expect(expression).not.toMatch(/(^|[^\w:"])\{(?!__name__)/));
  });

  it('end when the page closes', async () => {
    const page = new AbortController();
    const diagnosis = diagnose(fakePrometheus({ present: everything }), { closed: page.signal });
    page.abort(new Error('closed'));
    await expect(diagnosis).rejects.toThrow('closed');
  });

  it('are taken over the window that was chosen', async () => {
    const probe = fakePrometheus({ present: everything });
    const { window } = await diagnose(probe, { window: '30s' });
    expect(window).toBe('30s');
    expect(probe.asked.some((expression) => expression.includes('[30s]'))).toBe(true);
    expect(probe.asked.some((expression) => expression.includes('[5m]'))).toBe(false);
  });
});
