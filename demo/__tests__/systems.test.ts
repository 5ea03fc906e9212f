import type { Entry } from '../ledger';
import { succeeded } from '../traffic/profile';
import type { DemoSystemId } from '../targets';
import { total, type Sample } from './exposition-text';
import { runDemo, type RunningDemo } from './running-demo';

const PATIENCE = 60_000;
const TEN_MINUTES = 600;

let running: RunningDemo;

beforeAll(async () => {
  running = await runDemo(27000);
  running.pass(TEN_MINUTES);
}, PATIENCE);

afterAll(() => running.demo.stop());

type Where = Record<string, string>;

interface Fact {
  system: DemoSystemId;
  metric: string;
  labels?: Where;
  /** Which entries count, and how much each of them adds. */
  counts: (entry: Entry) => boolean;
  adds?: (entry: Entry) => number;
}

const all = () => true;
const toModel = ({ layer }: Entry) => layer === 'llm';
const ofLayer = (layer: Entry['layer']) => (entry: Entry) => entry.layer === layer;
const failing = (entry: Entry) => !succeeded(entry);
const input = ({ tokens }: Entry) => tokens.input;
const output = ({ tokens }: Entry) => tokens.output;
const cost = (entry: Entry) => entry.cost ?? 0;
const fromCache = ({ tags }: Entry) => tags.cache === 'hit';

const FACTS: Fact[] = [
  { system: 'project-ai', metric: 'project_ai_requests_total', counts: all },
  {
    system: 'project-ai',
    metric: 'project_ai_requests_total',
    labels: { status: '502' },
    counts: ({ status }) => status === 502,
  },
  { system: 'project-ai', metric: 'project_ai_request_duration_seconds_count', counts: all },
  { system: 'project-ai', metric: 'flask_http_request_total', counts: all },
  { system: 'project-ai', metric: 'generate_duration_count', counts: ({ model }) => model === 'gpt-image-1' },
  {
    system: 'project-ai',
    metric: 'project_ai_ai_tokens_total',
    labels: { type: 'prompt' },
    counts: toModel,
    adds: input,
  },
  {
    system: 'ai-companion',
    metric: 'llm_requests_total',
    labels: { status: 'success' },
    counts: (entry) => toModel(entry) && succeeded(entry),
  },
  {
    system: 'ai-companion',
    metric: 'llm_requests_total',
    labels: { status: 'error' },
    counts: (entry) => toModel(entry) && failing(entry),
  },
  { system: 'ai-companion', metric: 'cache_hits_total', counts: fromCache },
  { system: 'ai-companion', metric: 'custom_events_total', counts: ofLayer('event') },
  { system: 'convergeai', metric: 'agent_executions_total', counts: ofLayer('agent') },
  { system: 'convergeai', metric: 'agent_errors_total', counts: (entry) => ofLayer('agent')(entry) && failing(entry) },
  { system: 'convergeai', metric: 'db_queries_total', counts: ofLayer('database') },
  {
    system: 'convergeai',
    metric: 'db_query_duration_seconds_bucket',
    labels: { le: '1' },
    counts: (entry) => ofLayer('database')(entry) && entry.duration <= 1,
  },
  {
    system: 'convergeai',
    metric: 'rag_grounding_score_sum',
    counts: all,
    adds: ({ retrieved }) => retrieved?.grounding ?? 0,
  },
  {
    system: 'convergeai',
    metric: 'bookings_created_total',
    counts: ({ tags }) => tags.event === 'bookings_created_total',
  },
  { system: 'otel-genai-gen1', metric: 'gen_ai_client_operation_duration_seconds_count', counts: all },
  {
    system: 'otel-genai-gen1',
    metric: 'gen_ai_client_token_usage_sum',
    labels: { gen_ai_token_type: 'output' },
    counts: all,
    adds: output,
  },
  { system: 'otel-genai-gen3', metric: 'gen_ai_client_inference_duration_seconds_count', counts: toModel },
  { system: 'otel-genai-gen3', metric: 'gen_ai_client_inference_usage_input_tokens_total', counts: all, adds: input },
  {
    system: 'otel-genai-gen3',
    metric: 'gen_ai_client_inference_usage_cache_read_input_tokens_total',
    counts: all,
    adds: ({ tokens }) => tokens.cached,
  },
  {
    system: 'otel-genai-gen3',
    metric: 'gen_ai_client_inference_usage_reasoning_output_tokens_total',
    counts: all,
    adds: ({ tokens }) => tokens.reasoning,
  },
  { system: 'otel-genai-gen3', metric: 'gen_ai_invoke_agent_duration_seconds_count', counts: ofLayer('agent') },
  { system: 'otel-genai-gen3', metric: 'gen_ai_execute_tool_duration_seconds_count', counts: ofLayer('tool') },
  { system: 'litellm', metric: 'litellm_proxy_total_requests_metric_total', counts: all },
  { system: 'litellm', metric: 'litellm_proxy_failed_requests_metric_total', counts: failing },
  { system: 'litellm', metric: 'litellm_spend_metric_total', counts: all, adds: cost },
  { system: 'litellm', metric: 'litellm_input_tokens_metric_total', counts: all, adds: input },
  {
    system: 'litellm',
    metric: 'litellm_output_reasoning_tokens_metric_total',
    counts: all,
    adds: ({ tokens }) => tokens.reasoning,
  },
  {
    system: 'litellm',
    metric: 'litellm_input_cached_tokens_metric_total',
    counts: (entry) => !fromCache(entry),
    adds: ({ tokens }) => tokens.cached,
  },
  { system: 'litellm', metric: 'litellm_cache_hits_metric_total', counts: fromCache },
  {
    system: 'litellm',
    metric: 'litellm_zero_cost_requests_total',
    counts: (entry) => succeeded(entry) && entry.cost === null,
  },
  {
    system: 'litellm',
    metric: 'litellm_deployment_successful_fallbacks_total',
    counts: (entry) => entry.fallback !== null && succeeded(entry),
  },
  {
    system: 'litellm',
    metric: 'litellm_request_queue_time_seconds_sum',
    counts: succeeded,
    adds: ({ queued }) => queued,
  },
  { system: 'vllm', metric: 'vllm:request_success_total', counts: succeeded },
  {
    system: 'vllm',
    metric: 'vllm:request_success_total',
    labels: { finished_reason: 'length' },
    counts: ({ tags }) => tags.finish === 'length',
  },
  {
    system: 'vllm',
    metric: 'http_requests_total',
    labels: { status: '5xx' },
    counts: ({ errorType }) => errorType !== null,
  },
  { system: 'vllm', metric: 'vllm:generation_tokens_total', counts: all, adds: output },
  {
    system: 'vllm',
    metric: 'vllm:e2e_request_latency_seconds_sum',
    counts: succeeded,
    adds: ({ duration }) => duration,
  },
  { system: 'envoy-ai-gateway', metric: 'gen_ai_server_request_duration_seconds_count', counts: all },
  {
    system: 'envoy-ai-gateway',
    metric: 'gen_ai_server_request_duration_seconds_count',
    labels: { error_type: '_OTHER' },
    counts: failing,
  },
  {
    system: 'envoy-ai-gateway',
    metric: 'gen_ai_client_token_usage_sum',
    labels: { gen_ai_original_model: 'fast', gen_ai_token_type: 'input' },
    counts: ({ tags }) => tags.group === 'fast',
    adds: input,
  },
  { system: 'openlit', metric: 'gen_ai_usage_cost_USD_sum', counts: all, adds: cost },
  { system: 'openlit', metric: 'gen_ai_usage_cost_USD_count', counts: succeeded },
  {
    system: 'openlit',
    metric: 'gen_ai_client_operation_time_to_first_chunk_seconds_count',
    counts: (entry) => entry.streaming && succeeded(entry),
  },
];

describe('every system', () => {
  it.each(FACTS)(
    '$system: $metric $labels is what its ledger says',
    async ({ system, metric, labels, counts, adds }) => {
      const samples = await running.scrape(system);
      const entries = (await running.ledger(system)).filter(counts);
      const expected = entries.reduce((sum, entry) => sum + (adds?.(entry) ?? 1), 0);
      expect(expected).toBeGreaterThan(0);
      expect(total(samples, metric, labels)).toBeCloseTo(expected, 5);
    },
    PATIENCE
  );
});

describe('gauges with labels', () => {
  const values = (samples: Sample[], name: string) => samples.flatMap((sample) => (sample.name === name ? sample : []));

  it('show headroom below the limits, and of teams, keys and users one without a budget', async () => {
    const samples = await running.scrape('litellm');
    for (const [what, limit] of [
      ['litellm_remaining_requests_metric', 'litellm_deployment_rpm_limit'],
      ['litellm_remaining_tokens_metric', 'litellm_deployment_tpm_limit'],
    ] as const) {
      for (const { labels, value } of values(samples, what)) {
        const most = total(samples, limit, { model_id: labels.model_id ?? '' });
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(most);
      }
    }
    for (const [owner, unlimited] of Object.entries({ team: 1, api_key: 1, user: 1, org: 0 })) {
      const left = values(samples, `litellm_remaining_${owner}_budget_metric`);
      expect(left.filter(({ value }) => value === Infinity)).toHaveLength(unlimited);
      expect(left.every(({ value }) => value > 0)).toBe(true);
      expect(values(samples, `litellm_${owner}_max_budget_metric`)).toHaveLength(left.length - unlimited);
    }
  });

  it('are in the ledger as the scrape saw them', async () => {
    const samples = await running.scrape('vllm');
    const noted = (await running.gauges('vllm')).filter(({ time }) => time === running.now());
    expect(total(samples, 'vllm:kv_cache_usage_perc')).toBeGreaterThan(0);
    expect(noted.find(({ name }) => name === 'vllm:kv_cache_usage_perc')?.value).toBe(
      total(samples, 'vllm:kv_cache_usage_perc')
    );
  });

  it('tell of a process of Python, and not of Node', async () => {
    const names = new Set((await running.scrape('ai-companion')).map(({ name }) => name));
    expect(names).toContain('process_resident_memory_bytes');
    expect(names).toContain('python_gc_collections_total');
    expect([...names].filter((name) => name.startsWith('nodejs_'))).toEqual([]);
  });

  it('tell of containers: one without a limit, and one that was restarted for lack of memory', async () => {
    const samples = await running.scrape('cadvisor');
    expect(values(samples, 'container_spec_memory_limit_bytes').filter(({ value }) => value === 0)).toHaveLength(1);
    expect(total(samples, 'container_oom_events_total')).toBeGreaterThan(0);
    const starts = new Set(values(samples, 'container_start_time_seconds').map(({ value }) => value));
    expect(starts.size).toBe(2);
  });
});

describe('scenarios', () => {
  const during = async (scenario: string, look: () => Promise<void>) => {
    await running.control(`/scenarios/${scenario}`, 'POST');
    running.pass(TEN_MINUTES);
    await look();
    await running.control(`/scenarios/${scenario}`, 'DELETE');
  };
  const since = async (system: DemoSystemId) => {
    const from = running.now() - TEN_MINUTES / 2;
    return (await running.ledger(system)).filter(({ time }) => time > from);
  };

  it(
    'provider-outage: LiteLLM falls back, cools down, and says which deployments are out',
    async () => {
      const before = await running.scrape('litellm');
      await during('provider-outage', async () => {
        const samples = await running.scrape('litellm');
        const grown = (name: string) => total(samples, name) - total(before, name);
        expect(grown('litellm_deployment_successful_fallbacks_total')).toBeGreaterThan(200);
        expect(grown('litellm_deployment_failed_fallbacks_total')).toBeGreaterThan(0);
        expect(grown('litellm_deployment_cooled_down_total')).toBeGreaterThan(100);
        const out = values(samples, 'litellm_deployment_state', 2).map(({ labels }) => labels.api_provider);
        expect(new Set(out)).toEqual(new Set(['openai']));
        const entries = await since('vllm');
        expect(entries.length).toBeGreaterThan(100);
        expect(entries.every(({ errorType }) => errorType !== null)).toBe(true);
      });
    },
    PATIENCE
  );

  const values = (samples: Sample[], name: string, value: number) =>
    samples.filter((sample) => sample.name === name && sample.value === value);

  const ASKED: DemoSystemId[] = ['project-ai', 'ai-companion', 'litellm', 'vllm', 'envoy-ai-gateway', 'openlit'];

  it.each(ASKED)(
    'error-burst: three calls in ten fail in %s',
    async (system) => {
      await during('error-burst', async () => {
        const calls = (await since(system)).filter(toModel);
        const share = calls.filter(({ errorType }) => errorType !== null).length / calls.length;
        expect(share).toBeGreaterThan(0.24);
        expect(share).toBeLessThan(0.36);
      });
    },
    PATIENCE
  );
});
