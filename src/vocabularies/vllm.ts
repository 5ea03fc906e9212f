import { equals, excludes } from '../promql/matcher';
import { PROBE_ENDPOINTS } from './probes';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import { counter, gauge, histogram } from './sources';
import type { Dimension, Series, SystemVocabulary } from './vocabulary';

const engine: readonly Dimension[] = ['provider', 'model'];

const finished: Series = {
  metric: ['vllm:request_success_total'],
  where: [],
  dimensions: [...engine, 'finishReason'],
};

const http: Series = {
  metric: ['http_requests_total'],
  where: [excludes('handler', PROBE_ENDPOINTS)],
  dimensions: ['provider', 'endpoint', 'method', 'status'],
};

/** Its HTTP server writes classes of status. A request that ends so is not among the finished ones. */
const serverErrors: Series = { ...http, where: [...http.where, equals('status', '5xx')] };

const tokens = (type: 'prompt' | 'generation'): Series => ({
  metric: [`vllm:${type}_tokens_total`],
  where: [],
  dimensions: [...engine, 'tokenType'],
  named: { tokenType: type },
});

const cacheHits: Series = {
  metric: ['vllm:prefix_cache_hits_total', 'vllm:gpu_prefix_cache_hits_total'],
  where: [],
  dimensions: engine,
};

const cacheQueries: Series = {
  ...cacheHits,
  metric: ['vllm:prefix_cache_queries_total', 'vllm:gpu_prefix_cache_queries_total'],
};

/**
 * vLLM, an inference engine: what it calls a success is a request that the engine finished, for whatever reason. It is a
 * provider of its own. Metrics that it renamed stand under both names.
 */
export const vllm: SystemVocabulary = {
  id: 'vllm',
  title: 'vLLM',
  source: 'vLLM documentation, production metrics (docs.vllm.ai/en/stable/usage/metrics)',
  instrumentation: 'exporter',
  evidence: [
    { metric: ['vllm:request_success_total'], labels: [] },
    { metric: ['vllm:num_requests_running'], labels: [] },
    { metric: ['vllm:e2e_request_latency_seconds_count'], labels: [] },
  ],
  labels: {
    ...TARGET_LABELS,
    // Whatever the target: every series has one.
    provider: { from: 'instance', rules: [{ provider: 'vllm', models: '.+' }] },
    model: 'model_name',
    endpoint: 'handler',
    method: 'method',
    status: 'status',
    tokenType: 'token_type',
    finishReason: 'finished_reason',
  },
  tokens: {
    types: { input: 'prompt', output: 'generation' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: { kind: 'counter', series: [finished] },
    attempts: { kind: 'counter', series: [finished, serverErrors] },
    failures: { kind: 'counter', series: [serverErrors] },
    successes: { kind: 'counter', series: [{ ...finished, where: [excludes('finished_reason', 'abort|error')] }] },
    errors: {
      kind: 'absent',
      why: 'vLLM does not tell errors apart by type.',
      howToEmit: 'Its log names them; the reasons that requests finished show those that clients broke off.',
    },
    latency: histogram('vllm:e2e_request_latency_seconds', engine),
    tokens: { kind: 'counter', series: [tokens('prompt'), tokens('generation')] },
    streaming: {
      kind: 'absent',
      why: 'vLLM does not say which requests were streamed.',
      howToEmit: 'The gateway in front of it may: LiteLLM does.',
    },
    activeRequests: gauge('vllm:num_requests_running', engine),
    queueDepth: gauge('vllm:num_requests_waiting', engine),
    httpRequests: { kind: 'counter', series: [http] },
    httpFailures: { kind: 'counter', series: [serverErrors] },
    httpLatency: histogram('http_request_duration_seconds', ['endpoint', 'method'], ...http.where),

    timeToFirstToken: histogram('vllm:time_to_first_token_seconds', engine),
    timePerOutputToken: histogram(['vllm:inter_token_latency_seconds', 'vllm:time_per_output_token_seconds'], engine),
    promptLength: histogram('vllm:request_prompt_tokens', engine),
    generationLength: histogram('vllm:request_generation_tokens', engine),
    finishedRequests: { kind: 'counter', series: [finished] },
    kvCacheUsage: gauge(['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'], engine),
    swappedRequests: gauge('vllm:num_requests_swapped', engine),
    preemptions: counter('vllm:num_preemptions_total', engine),
    queueTime: histogram('vllm:request_queue_time_seconds', engine),
    prefillTime: histogram('vllm:request_prefill_time_seconds', engine),
    decodeTime: histogram('vllm:request_decode_time_seconds', engine),
    inferenceLatency: histogram('vllm:request_inference_time_seconds', engine),
    // Both count tokens of prompts.
    cachedTokens: { kind: 'counter', series: [cacheHits] },
    cacheHits: { kind: 'counter', series: [cacheHits] },
    cacheMisses: { kind: 'counter', series: [cacheQueries], less: cacheHits },
  },
};
