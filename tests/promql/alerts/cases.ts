import type { SystemId, VocabularyId } from '../../../src/vocabularies/vocabulary';
import { series } from '../series';
import { failing, slow, slowIn, ratioCases } from './callCases';
import { firedBy, never, type Cases, type Course } from './case';
import { EXPORTER_CASES } from './exporterCases';
import { levelCases } from './levelCases';
import { burnsFast, burnsSlowly, seriesGrowth, spendAnomaly, unpriced } from './moneyCases';
import { blind, serviceDown, targetDown } from './targetCases';
import { counter, IDLE } from './timeline';
import { TRAFFIC } from './traffic';

type ByName = Readonly<Record<string, Cases>>;

/** Two minutes of window and two of `for`. */
const TWO_AND_TWO: Course = { healthy: 10, happens: 7, after: 10 };

/** Nobody calls for ten minutes: neither answers nor errors. */
const noRequests = (system: SystemId): Cases => {
  const { always, calls } = TRAFFIC[system];
  const during: Course = { healthy: 15, happens: 14, after: 10 };
  return {
    firesAndResolves: {
      series: {
        ...always,
        ...calls({
          succeeded: [
            [20, during.healthy],
            [0, during.happens],
            [20, during.after],
          ],
        }),
      },
      firing: firedBy(during),
    },
    underThreshold: { series: { ...always, ...calls({ succeeded: [[0.2, 40]] }) }, firing: never(40) },
    idle: { series: { ...always, ...calls({ succeeded: [[0, 40]] }) }, firing: { 3: 0, 20: 1 } },
    totalOutage: {
      // Errors are traffic: that everything fails is for others to tell.
      series: { ...always, ...calls({ failed: [[20, 40]] }) },
      firing: never(40),
    },
  };
};

const targets = (system: SystemId, down = 'ServiceDown'): ByName => ({
  [down]: serviceDown(system),
  TargetDown: targetDown(system),
  ExporterBlind: blind(system),
});

const beyond = (system: SystemId, spend = 'llm:cost_usd:rate1h'): ByName => ({
  ErrorBudgetBurnsFast: burnsFast(system),
  ErrorBudgetBurnsSlowly: burnsSlowly(system),
  SpendAnomaly: spendAnomaly(system, spend),
  SeriesGrowth: seriesGrowth(system),
});

/** ChoreoAI's limits, of systems that write calls in their own ways. */
const calls = (system: SystemId): ByName => ({
  ProviderDown: failing(system, 95, 85, TWO_AND_TWO),
  HighErrorRate: failing(system, 7, 3),
  ProviderHighErrorRate: failing(system, 13, 8),
  HighLatency: slow(system, 8, 3),
});

const firstToken = (system: SystemId): ByName => {
  const { firstToken: histogram, always, calls: write } = TRAFFIC[system];
  const beside = { ...always, ...write({ succeeded: [[0, 55]] }) };
  return histogram
    ? { SlowFirstToken: slowIn([...histogram, ['2.5']], beside, 8, 3, { healthy: 15, happens: 20, after: 20 }) }
    : {};
};

const tokensOf =
  (name: string, labels: Record<string, string>, model = 'model') =>
  (value: string) =>
    series(name, { ...labels, [model]: value });

const usage = (system: SystemId, labels: Record<string, string> = { gen_ai_provider_name: 'openai' }) =>
  tokensOf(
    'gen_ai_client_token_usage_sum',
    { job: TRAFFIC[system].job, gen_ai_token_type: 'input', ...labels },
    'gen_ai_request_model'
  );

const CHOREOAI: ByName = {
  ...targets('choreoai'),
  ...beyond('choreoai'),
  ...calls('choreoai'),
  VeryHighLatency: slow('choreoai', 4, 0.5),
  NoRequestsReceived: noRequests('choreoai'),
  RateLimitApproaching: ratioCases({
    // 81 a second are above the limit over all endpoints, none alone is.
    above: 81,
    under: 79,
    course: { healthy: 15, happens: 15, after: 25 },
    write: (_, perSecond) => {
      const phases = (perSecond ?? []).map(([each, minutes]) => [each * 30, minutes] as const);
      return Object.fromEntries(
        ['/v1/chat', '/v1/embeddings'].map((endpoint) => [
          series('choreoai_requests_total', { job: 'choreoai', provider: 'openai', endpoint, status: '200' }),
          counter(...phases),
        ])
      );
    },
    outage: {
      // Failed attempts count against the limit, too.
      series: { 'choreoai_errors_total{job="choreoai",provider="openai",error_type="x"}': counter([81 * 60, 40]) },
      firing: { 35: 1 },
    },
  }),
  HighActiveConnections: levelCases({
    // Neither replica has a hundred.
    series: ['a', 'b'].map((instance) => `choreoai_active_connections{job="choreoai",instance="${instance}"}`),
    values: [10, 51, 50, 0],
  }),
  QueueGrows: levelCases({
    series: 'choreoai_queue_size{job="choreoai",instance="a"}',
    beside: { 'choreoai_active_connections{job="choreoai",instance="a"}': '1x80' },
    values: [0, 51, 50, 0],
  }),
  HighTokenUsage: {
    firesAndResolves: {
      series: {
        'choreoai_tokens_total{job="choreoai",provider="openai",model="gpt-4o",type="input"}': counter(
          [0, 15],
          [20_000, 70],
          [0, 90]
        ),
      },
      firing: { 14: 0, 84: 1, 174: 0 },
    },
    underThreshold: {
      series: {
        'choreoai_tokens_total{job="choreoai",provider="openai",model="gpt-4o",type="input"}': counter([16_000, 120]),
      },
      firing: never(120),
    },
    idle: {
      series: { 'choreoai_tokens_total{job="choreoai",provider="openai",model="gpt-4o",type="input"}': IDLE },
      firing: never(120),
    },
    totalOutage: { because: 'A call that fails uses no tokens.' },
  },
  UnpricedTokens: unpriced(
    'choreoai',
    tokensOf('choreoai_tokens_total', { job: 'choreoai', provider: 'openai', type: 'input' })
  ),
};

const CONVERGE = { job: 'convergeai-backend', instance: 'a:8020' };
const AGENT = { ...CONVERGE, agent_name: 'booking' };

/** Requests of ConvergeAI's HTTP interface. */
const convergeHttp = (above: number, under: number) =>
  ratioCases({
    above,
    under,
    write: (good, bad) => ({
      ...TRAFFIC.convergeai.always,
      ...(good && {
        [series('http_requests_total', { ...CONVERGE, endpoint: '/api/v1/chat', method: 'POST', status_code: '200' })]:
          counter(...good),
      }),
      ...(bad && {
        [series('http_requests_total', { ...CONVERGE, endpoint: '/api/v1/chat', method: 'POST', status_code: '503' })]:
          counter(...bad),
      }),
    }),
  });

const CONVERGEAI: ByName = {
  ...targets('convergeai', 'APIDown'),
  ...beyond('convergeai'),
  ProviderDown: failing('convergeai', 95, 85, TWO_AND_TWO),
  HighErrorRate: convergeHttp(7, 3),
  HighLLMErrorRate: failing('convergeai', 7, 3),
  HighLatency: slow('convergeai', 8, 3),
  HighAgentErrorRate: ratioCases({
    above: 13,
    under: 8,
    write: (good, bad) => ({
      ...(good && {
        [series('agent_executions_total', { ...AGENT, intent: 'book', status: 'success' })]: counter(...good),
      }),
      ...(bad && {
        [series('agent_executions_total', { ...AGENT, intent: 'book', status: 'error' })]: counter(...bad),
        [series('agent_errors_total', { ...AGENT, error_type: 'timeout' })]: counter(...bad),
      }),
    }),
  }),
  SlowAgentExecution: slowIn(
    ['agent_execution_duration_seconds', { ...AGENT, intent: 'book' }, ['10.0']],
    TRAFFIC.convergeai.always,
    8,
    3
  ),
  SlowDatabaseQueries: slowIn(
    ['db_query_duration_seconds', { ...CONVERGE, operation: 'select', table: 'bookings' }, ['1.0']],
    TRAFFIC.convergeai.always,
    8,
    3
  ),
  LowGroundingScore: {
    ...slowIn(['rag_grounding_score', AGENT, ['0.4', '0.5', '1.0']], TRAFFIC.convergeai.always, 0, 0),
    ...grounding(),
  },
  UnpricedTokens: unpriced('convergeai', tokensOf('llm_tokens_used_total', { ...CONVERGE, token_type: 'prompt' })),
};

/** Scores below 0.4 while it happens, above 0.5 else. */
function grounding(): Pick<Cases, 'firesAndResolves' | 'underThreshold' | 'idle'> {
  const scores = (low: string, all: string) => ({
    ...TRAFFIC.convergeai.always,
    ...Object.fromEntries(
      Object.entries({ '0.4': low, '0.5': low, '1.0': all, '+Inf': all }).map(([le, values]) => [
        series('rag_grounding_score_bucket', { ...AGENT, le }),
        values,
      ])
    ),
    [series('rag_grounding_score_count', AGENT)]: all,
  });
  return {
    firesAndResolves: {
      series: scores(counter([0, 15], [90, 20], [0, 20]), counter([100, 55])),
      firing: { 14: 0, 34: 1, 54: 0 },
    },
    // The median is 0.8.
    underThreshold: { series: scores(counter([30, 50]), counter([100, 50])), firing: never(50) },
    idle: { series: scores(IDLE, IDLE), firing: never(50) },
  };
}

/** A system without a document of alerts of its own. */
const other = (system: SystemId, spend?: string): ByName => ({
  ...targets(system),
  ...beyond(system, spend),
  ...calls(system),
  ...firstToken(system),
  NoRequestsReceived: noRequests(system),
});

const LITE = 'job="litellm",api_provider="openai",litellm_model_name="gpt-4o"';
const LITE_ALWAYS = TRAFFIC.litellm.always;

const headroom = (left: string, limit: string): Cases =>
  levelCases({
    series: `${left}{${LITE}}`,
    beside: { ...LITE_ALWAYS, [`${limit}{${LITE}}`]: '100x80' },
    values: [90, 19, 21, 100],
  });

/** A budget of which a share is left. */
const budget = (name: string, label: string, left: readonly [number, number, number]): Cases =>
  levelCases({
    series: `litellm_remaining_${name}_budget_metric{job="litellm",${label}="x"}`,
    beside: { ...LITE_ALWAYS, [`litellm_${name}_max_budget_metric{job="litellm",${label}="x"}`]: '100x80' },
    values: [...left, 100],
  });

const budgets = (whose: string, name: string, label: string): ByName => ({
  [`${whose}BudgetSpent`]: budget(name, label, [50, -1, 1]),
  [`${whose}BudgetNearlySpent`]: budget(name, label, [50, 19, 21]),
});

const LITELLM: ByName = {
  ...other('litellm', 'llm:spend:rate1h'),
  DeploymentDown: levelCases({ series: `litellm_deployment_state{${LITE}}`, values: [0, 2, 1, 0] }),
  FallbackStorm: ratioCases({
    above: 13,
    under: 8,
    write: (good = [], taken = []) => ({
      ...TRAFFIC.litellm.calls({ succeeded: good }),
      ...TRAFFIC.litellm.calls({ succeeded: good.map(([, minutes]) => [100, minutes]) }),
      [series('litellm_deployment_successful_fallbacks_total', { job: 'litellm', requested_model: 'gpt-4o' })]: counter(
        ...taken
      ),
    }),
    outage: { because: 'What another deployment took over succeeded; where none does, HighErrorRate tells.' },
  }),
  RateLimitHeadroomLow: headroom('litellm_remaining_requests_metric', 'litellm_deployment_rpm_limit'),
  TokenLimitHeadroomLow: headroom('litellm_remaining_tokens_metric', 'litellm_deployment_tpm_limit'),
  ...budgets('Team', 'team', 'team_alias'),
  ...budgets('Key', 'api_key', 'api_key_alias'),
  ...budgets('User', 'user', 'user'),
  ...budgets('Organisation', 'org', 'org_alias'),
};

const COMPANION = { job: 'ai-companion', instance: 'a:8040' };

const AI_COMPANION: ByName = {
  ...targets('ai-companion'),
  ...beyond('ai-companion'),
  ProviderDown: failing('ai-companion', 95, 85, TWO_AND_TWO),
  HighErrorRate: ratioCases({
    above: 7,
    under: 3,
    write: (good, bad) => ({
      ...TRAFFIC['ai-companion'].always,
      ...(good && {
        [series('app_requests_total', { ...COMPANION, endpoint: '/chat', method: 'POST', status: 'success' })]: counter(
          ...good
        ),
      }),
      ...(bad && {
        [series('app_requests_total', { ...COMPANION, endpoint: '/chat', method: 'POST', status: 'error' })]: counter(
          ...bad
        ),
      }),
    }),
  }),
  HighLLMErrorRate: failing('ai-companion', 7, 3),
  HighLatency: slow('ai-companion', 8, 3),
  LowCacheHitRatio: ratioCases({
    above: 90,
    under: 75,
    course: { healthy: 15, happens: 42, after: 20 },
    write: (hits = [], misses = []) => ({
      ...TRAFFIC['ai-companion'].calls({
        succeeded: hits.map(([each, minutes], index) => [each + (misses[index]?.[0] ?? 0), minutes]),
      }),
      'cache_hits_total{job="ai-companion"}': counter(...hits),
      'cache_misses_total{job="ai-companion"}': counter(...misses),
    }),
    outage: { because: 'Errors of calls say nothing of the cache.' },
  }),
  UnpricedTokens: unpriced('ai-companion', tokensOf('llm_tokens_total', { ...COMPANION, token_type: 'prompt' })),
};

/** Requests of Project-AI name no provider. */
const withoutProviders = ({ ProviderDown: _, ProviderHighErrorRate: __, ...rest }: ByName): ByName => rest;

/** system -> alert -> its cases. */
export const CASES: Record<VocabularyId, ByName> = {
  choreoai: CHOREOAI,
  convergeai: CONVERGEAI,
  'project-ai': {
    ...withoutProviders(other('project-ai')),
    CriticalErrorRate: failing('project-ai', 13, 8),
    UnpricedTokens: unpriced(
      'project-ai',
      tokensOf('project_ai_ai_tokens_total', { job: 'project-ai', type: 'prompt' })
    ),
  },
  'ai-companion': AI_COMPANION,
  litellm: LITELLM,
  vllm: {
    ...other('vllm'),
    QueueGrows: levelCases({
      series: 'vllm:num_requests_waiting{job="vllm",model_name="llama"}',
      beside: TRAFFIC.vllm.always,
      values: [0, 21, 20, 0],
    }),
    KvCacheFull: levelCases({
      series: 'vllm:kv_cache_usage_perc{job="vllm",model_name="llama"}',
      beside: TRAFFIC.vllm.always,
      values: [0.4, 0.95, 0.85, 0],
    }),
    UnpricedTokens: unpriced('vllm', tokensOf('vllm:prompt_tokens_total', { job: 'vllm' }, 'model_name')),
  },
  'envoy-ai-gateway': {
    ...other('envoy-ai-gateway'),
    UnpricedTokens: unpriced(
      'envoy-ai-gateway',
      usage('envoy-ai-gateway', { gen_ai_provider_name: 'openai', gen_ai_original_model: 'x' })
    ),
  },
  openlit: other('openlit', 'llm:spend:rate1h'),
  'otel-genai-3': {
    ...other('otel-genai-3'),
    UnpricedTokens: unpriced(
      'otel-genai-3',
      tokensOf(
        'gen_ai_client_inference_usage_input_tokens_total',
        { job: 'otel-genai', gen_ai_provider_name: 'openai' },
        'gen_ai_request_model'
      )
    ),
  },
  'otel-genai': { ...other('otel-genai'), UnpricedTokens: unpriced('otel-genai', usage('otel-genai')) },
  'otel-genai-1': {
    ...other('otel-genai-1'),
    UnpricedTokens: unpriced('otel-genai-1', usage('otel-genai-1', { gen_ai_system: 'openai' })),
  },
  ...EXPORTER_CASES,
};
