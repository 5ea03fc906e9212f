import { gaugeAt, type Entry } from '../ledger';
import { seriesKey, total, type Sample } from './exposition-text';
import { runDemo, type RunningDemo } from './running-demo';

const TEN_MINUTES = 600;

jest.setTimeout(30_000);

let running: RunningDemo;

beforeAll(async () => {
  running = await runDemo(21000, { only: ['choreoai', 'convergeai', 'otel-genai'] });
});

afterAll(() => running.demo.stop());

/** Counts entries by the labels that a metric should give them. */
function tally(
  name: string,
  entries: Entry[],
  labels: (entry: Entry) => Record<string, unknown>,
  add: (entry: Entry) => number = () => 1
) {
  const counted = new Map<string, number>();
  for (const entry of entries) {
    const written = Object.entries(labels(entry)).map(([label, value]) => [label, String(value)]);
    const key = seriesKey({ name, labels: Object.fromEntries(written) });
    counted.set(key, (counted.get(key) ?? 0) + add(entry));
  }
  return counted;
}

/** Series of a metric that have counted something. */
function counted(samples: Sample[], name: string, without: string[] = []) {
  const moved = samples.filter((sample) => sample.name === name && sample.value > 0);
  return new Map(
    moved.map(({ labels, value }) => {
      const kept = Object.entries(labels).filter(([label]) => !without.includes(label));
      return [seriesKey({ name, labels: Object.fromEntries(kept) }), value];
    })
  );
}

const answered = ({ errorType }: Entry) => errorType === null;
const raised = ({ errorType }: Entry) => errorType !== null;

describe.each([1, 2])('ChoreoAI, replica %i', (replica) => {
  let samples: Sample[];
  let entries: Entry[];

  beforeAll(async () => {
    running.pass(TEN_MINUTES);
    samples = await running.scrape('choreoai', replica);
    entries = (await running.ledger('choreoai')).filter((entry) => entry.replica === replica);
  });

  it('counts exactly the requests of the ledger, and no exception among them', () => {
    const labels = ({ provider, model, endpoint, status, method }: Entry) => ({
      provider,
      model,
      endpoint,
      status,
      method,
    });
    expect(entries.filter(raised).length).toBeGreaterThan(0);
    expect(counted(samples, 'choreoai_requests_total')).toEqual(
      tally('choreoai_requests_total', entries.filter(answered), labels)
    );
  });

  it('counts exactly the exceptions as errors, and no returned 5xx among them', () => {
    expect(entries.some(({ status }) => status !== null && status >= 500)).toBe(true);
    expect(counted(samples, 'choreoai_errors_total')).toEqual(
      tally('choreoai_errors_total', entries.filter(raised), ({ provider, errorType, endpoint }) => ({
        provider,
        error_type: errorType,
        endpoint,
      }))
    );
  });

  it('counts streaming requests and tokens', () => {
    const model = ({ provider, model: name }: Entry) => ({ provider, model: name });
    expect(counted(samples, 'choreoai_streaming_requests_total')).toEqual(
      tally(
        'choreoai_streaming_requests_total',
        entries.filter(answered).filter(({ streaming }) => streaming),
        model
      )
    );
    for (const type of ['input', 'output'] as const) {
      const expected = entries.reduce((sum, { tokens }) => sum + tokens[type], 0);
      expect(expected).toBeGreaterThan(0);
      expect(total(samples, 'choreoai_tokens_total', { type })).toBe(expected);
    }
  });

  it('puts every answered request into the right bucket', () => {
    const chat = entries.filter(answered).filter(({ endpoint }) => endpoint === '/v1/chat/completions');
    for (const le of [0.5, 1, 2.5, 10]) {
      expect(
        total(samples, 'choreoai_request_duration_seconds_bucket', { le: `${le}`, endpoint: '/v1/chat/completions' })
      ).toBe(chat.filter(({ duration }) => duration <= le).length);
    }
    expect(total(samples, 'choreoai_request_duration_seconds_count')).toBe(entries.filter(answered).length);
    expect(total(samples, 'choreoai_request_duration_seconds_sum')).toBeCloseTo(
      entries.filter(answered).reduce((sum, { duration }) => sum + duration, 0),
      6
    );
  });

  it('shows the connections that are open, as its ledger has them', async () => {
    const gauges = await running.gauges('choreoai');
    const open = total(samples, 'choreoai_active_connections');
    expect(open).toBeGreaterThan(0);
    expect(gaugeAt(gauges, 'choreoai_active_connections', replica, running.now())).toBe(open);
    expect(gaugeAt(gauges, 'choreoai_queue_size', replica, running.now())).toBe(total(samples, 'choreoai_queue_size'));
  });
});

describe('ChoreoAI', () => {
  it('has default buckets up to 10 s on one replica, and wider ones on the other', async () => {
    const bounds = async (replica: number) => {
      const samples = await running.scrape('choreoai', replica);
      return new Set(
        samples.filter(({ name }) => name === 'choreoai_request_duration_seconds_bucket').map(({ labels }) => labels.le)
      );
    };
    const [first, second] = [await bounds(1), await bounds(2)];
    expect([...first].slice(-2)).toEqual(['10', '+Inf']);
    expect([...second].filter((le) => !first.has(le))).toEqual(['15', '30', '60', '120']);
    expect([...first].every((le) => second.has(le))).toBe(true);
  });

  it('has every series at 0 before anything happens', async () => {
    const fresh = await runDemo(22000, { only: ['choreoai'] });
    try {
      const samples = await fresh.scrape('choreoai');
      expect(total(samples, 'choreoai_requests_total')).toBe(0);
      const series = (await running.scrape('choreoai')).map(seriesKey).sort();
      expect(samples.map(seriesKey).sort()).toEqual(series);
      expect(samples.filter(({ name }) => name === 'choreoai_errors_total').length).toBeGreaterThan(10);
    } finally {
      await fresh.demo.stop();
    }
  });
});

describe('ConvergeAI', () => {
  let samples: Sample[];
  let llm: Entry[];
  let http: Entry[];

  beforeAll(async () => {
    running.pass(TEN_MINUTES);
    samples = await running.scrape('convergeai');
    const entries = await running.ledger('convergeai');
    llm = entries.filter(({ layer }) => layer === 'llm');
    http = entries.filter(({ layer }) => layer === 'http' || layer === 'probe');
  });

  it('counts a failed call to a model as a request and as an error', () => {
    expect(counted(samples, 'llm_requests_total')).toEqual(
      tally('llm_requests_total', llm, ({ model, operation }) => ({ model, operation }))
    );
    expect(llm.some(raised)).toBe(true);
    expect(counted(samples, 'llm_errors_total')).toEqual(
      tally('llm_errors_total', llm.filter(raised), ({ model, errorType }) => ({ model, error_type: errorType }))
    );
    expect(total(samples, 'llm_request_duration_seconds_count')).toBe(llm.length);
  });

  it('counts prompt and completion tokens', () => {
    const byModel = (type: string) => (entry: Entry) => ({ model: entry.model, token_type: type });
    const answeredCalls = llm.filter(answered);
    expect(counted(samples, 'llm_tokens_used_total')).toEqual(
      new Map([
        ...tally('llm_tokens_used_total', answeredCalls, byModel('prompt'), ({ tokens }) => tokens.input),
        ...tally('llm_tokens_used_total', answeredCalls, byModel('completion'), ({ tokens }) => tokens.output),
      ])
    );
  });

  it('counts HTTP requests by method, endpoint and status', () => {
    expect(http.some(({ status }) => status === 500)).toBe(true);
    expect(counted(samples, 'http_requests_total')).toEqual(
      tally('http_requests_total', http, ({ method, endpoint, status }) => ({ method, endpoint, status_code: status }))
    );
    expect(total(samples, 'http_request_duration_seconds_count')).toBe(http.length);
    expect(total(samples, 'http_requests_in_progress')).toBeGreaterThan(0);
  });
});

describe('OpenTelemetry GenAI', () => {
  let samples: Sample[];
  let entries: Entry[];

  beforeAll(async () => {
    running.pass(TEN_MINUTES);
    samples = await running.scrape('otel-genai');
    entries = await running.ledger('otel-genai');
  });

  it('is written by the exporter for JavaScript under names without a unit', () => {
    expect([...new Set(samples.map(({ name }) => name))].sort()).toEqual([
      'gen_ai_client_operation_duration_bucket',
      'gen_ai_client_operation_duration_count',
      'gen_ai_client_operation_duration_sum',
      'gen_ai_client_token_usage_bucket',
      'gen_ai_client_token_usage_count',
      'gen_ai_client_token_usage_sum',
      'gen_ai_server_time_per_output_token_bucket',
      'gen_ai_server_time_per_output_token_count',
      'gen_ai_server_time_per_output_token_sum',
      'gen_ai_server_time_to_first_token_bucket',
      'gen_ai_server_time_to_first_token_count',
      'gen_ai_server_time_to_first_token_sum',
      'target_info',
    ]);
  });

  it('counts every operation, failed ones under their error', () => {
    expect(entries.some(raised)).toBe(true);
    expect(
      counted(samples, 'gen_ai_client_operation_duration_count', ['otel_scope_name', 'gen_ai_response_model'])
    ).toEqual(
      tally('gen_ai_client_operation_duration_count', entries, ({ provider, model, operation, errorType }) => ({
        gen_ai_provider_name: provider,
        gen_ai_request_model: model,
        gen_ai_operation_name: operation,
        ...(errorType ? { error_type: errorType } : {}),
      }))
    );
  });

  it('sums tokens, and times what was generated', () => {
    for (const type of ['input', 'output'] as const) {
      expect(total(samples, 'gen_ai_client_token_usage_sum', { gen_ai_token_type: type })).toBe(
        entries.reduce((sum, { tokens }) => sum + tokens[type], 0)
      );
    }
    const generated = entries.filter(({ firstToken }) => firstToken !== null);
    expect(generated.length).toBeGreaterThan(0);
    for (const le of [0.25, 0.5, 1]) {
      expect(total(samples, 'gen_ai_server_time_to_first_token_bucket', { le: `${le}` })).toBe(
        generated.filter(({ firstToken }) => firstToken !== null && firstToken <= le).length
      );
    }
    expect(total(samples, 'gen_ai_server_time_per_output_token_count')).toBe(generated.length);
  });
});
