import { excludes, matches } from '../promql/matcher';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import { counter, gauge, histogram } from './sources';
import type { Absent, Dimension, Series, SystemVocabulary } from './vocabulary';

const callers: readonly Dimension[] = ['provider', 'model', 'team'];
const deployments: readonly Dimension[] = ['provider', 'deployment'];

const requests: Series = {
  metric: ['litellm_proxy_total_requests_metric_total'],
  where: [],
  dimensions: [...callers, 'endpoint', 'status'],
};

const failures: Series = {
  metric: ['litellm_proxy_failed_requests_metric_total'],
  where: [],
  dimensions: [...callers, 'endpoint', 'errorType'],
};

const tokens = (type: 'input' | 'output'): Series => ({
  metric: [`litellm_${type}_tokens_metric_total`],
  where: [],
  dimensions: [...callers, 'tokenType'],
  named: { tokenType: type },
});

/** Accounts without a name cannot be told apart: the budget of one would be held against what another has left. */
const named = (label: string) => excludes(label, 'None|');

const sameAsGateway: Absent = {
  kind: 'absent',
  why: 'LiteLLM is the gateway itself: its errors and latencies already are those of its HTTP interface.',
  howToEmit: 'Nothing is missing: read the error ratio and the latency.',
};

/**
 * LiteLLM's proxy. A request is counted whether it succeeds or fails; latencies are those of successful ones. The model is
 * the one that was asked for: all of its metrics name that, and only some the one that answered.
 */
export const litellm: SystemVocabulary = {
  id: 'litellm',
  title: 'LiteLLM',
  source: 'LiteLLM documentation, Prometheus metrics (docs.litellm.ai/docs/proxy/prometheus)',
  instrumentation: 'exporter',
  evidence: [
    { metric: ['litellm_proxy_total_requests_metric_total'], labels: [] },
    { metric: ['litellm_request_total_latency_metric_count'], labels: [] },
    { metric: ['litellm_deployment_state'], labels: [] },
    { metric: ['litellm_in_flight_requests'], labels: [] },
  ],
  labels: {
    ...TARGET_LABELS,
    provider: 'api_provider',
    model: 'requested_model',
    endpoint: 'route',
    status: 'status_code',
    tokenType: 'token_type',
    errorType: 'exception_class',
    deployment: 'litellm_model_name',
    team: 'team_alias',
    apiKey: 'api_key_alias',
    user: 'user',
    organisation: 'org_alias',
  },
  tokens: {
    types: {
      input: 'input',
      output: 'output',
      cacheRead: 'cache_read',
      cacheWrite: 'cache_write',
      reasoning: 'reasoning',
    },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: { kind: 'counter', series: [requests] },
    attempts: { kind: 'counter', series: [requests] },
    failures: { kind: 'counter', series: [failures] },
    successes: { kind: 'counter', series: [{ ...requests, where: [matches('status_code', '[23]..')] }] },
    errors: { kind: 'counter', series: [failures] },
    latency: histogram('litellm_request_total_latency_metric', callers),
    tokens: { kind: 'counter', series: [tokens('input'), tokens('output')] },
    // The time to the first token is measured of streamed requests only.
    streaming: counter('litellm_llm_api_time_to_first_token_metric_count', callers),
    activeRequests: gauge('litellm_in_flight_requests', []),
    queueDepth: {
      kind: 'absent',
      why: 'LiteLLM measures how long requests wait, and not how many.',
      howToEmit: 'Read the time in the queue, or the requests in flight.',
    },
    httpRequests: { kind: 'counter', series: [requests] },
    httpFailures: sameAsGateway,
    httpLatency: sameAsGateway,

    timeToFirstToken: histogram('litellm_llm_api_time_to_first_token_metric', callers),
    timePerOutputToken: histogram('litellm_deployment_latency_per_output_token', [...deployments, 'team']),
    queueTime: histogram('litellm_request_queue_time_seconds', callers),
    providerLatency: histogram('litellm_llm_api_latency_metric', callers),
    overheadLatency: histogram('litellm_overhead_latency_metric', deployments),

    spend: counter('litellm_spend_metric_total', callers),
    cachedTokens: counter('litellm_input_cached_tokens_metric_total', callers),
    cacheWriteTokens: counter('litellm_input_cache_creation_tokens_metric_total', callers),
    reasoningTokens: counter('litellm_output_reasoning_tokens_metric_total', callers),
    zeroCostRequests: counter('litellm_zero_cost_requests_total', ['provider', 'model']),
    cacheHits: counter('litellm_cache_hits_metric_total', ['provider', 'team']),
    cacheMisses: counter('litellm_cache_misses_metric_total', ['provider', 'team']),
    budget: gauge('litellm_team_max_budget_metric', ['team']),
    budgetRemaining: gauge('litellm_remaining_team_budget_metric', ['team']),
    budgetHours: gauge('litellm_team_budget_remaining_hours_metric', ['team']),
    keyBudget: gauge('litellm_api_key_max_budget_metric', ['apiKey'], named('api_key_alias')),
    keyBudgetRemaining: gauge('litellm_remaining_api_key_budget_metric', ['apiKey'], named('api_key_alias')),
    keyBudgetHours: gauge('litellm_api_key_budget_remaining_hours_metric', ['apiKey'], named('api_key_alias')),
    userBudget: gauge('litellm_user_max_budget_metric', ['user'], named('user')),
    userBudgetRemaining: gauge('litellm_remaining_user_budget_metric', ['user'], named('user')),
    userBudgetHours: gauge('litellm_user_budget_remaining_hours_metric', ['user'], named('user')),
    organisationBudget: gauge('litellm_org_max_budget_metric', ['organisation'], named('org_alias')),
    organisationBudgetRemaining: gauge('litellm_remaining_org_budget_metric', ['organisation'], named('org_alias')),
    organisationBudgetHours: gauge('litellm_org_budget_remaining_hours_metric', ['organisation'], named('org_alias')),

    fallbacks: counter('litellm_deployment_successful_fallbacks_total', ['model', 'team']),
    failedFallbacks: counter('litellm_deployment_failed_fallbacks_total', ['model', 'team']),
    cooldowns: counter('litellm_deployment_cooled_down_total', deployments),
    deploymentState: gauge('litellm_deployment_state', deployments),
    remainingRequests: gauge('litellm_remaining_requests_metric', deployments),
    requestLimit: gauge('litellm_deployment_rpm_limit', deployments),
    remainingTokens: gauge('litellm_remaining_tokens_metric', deployments),
    tokenLimit: gauge('litellm_deployment_tpm_limit', deployments),
  },
};
