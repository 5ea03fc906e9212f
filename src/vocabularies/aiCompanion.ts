import { equals, excludes, matches } from '../promql/matcher';
import { PROBE_ENDPOINTS } from './probes';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import { PROVIDER_OF_MODEL } from './providerOfModel';
import { counter, histogram } from './sources';
import type { SystemVocabulary } from './vocabulary';

const notProbes = excludes('endpoint', PROBE_ENDPOINTS);
const failed = equals('status', 'error');

/**
 * AI Companion, an application: its own HTTP interface and the LLM calls behind it are counted apart. Its document names
 * `custom_*` only, as examples; the rest is from its code. `llm_requests_total` has a status here, in ConvergeAI an operation.
 */
export const aiCompanion: SystemVocabulary = {
  id: 'ai-companion',
  title: 'AI Companion',
  source: 'AI Companion monitoring stack, and the monitoring module of its code',
  instrumentation: 'prometheus_client',
  evidence: [
    { metric: ['llm_requests_total'], labels: ['model', 'status'] },
    { metric: ['llm_response_duration_seconds_count'], labels: ['model'] },
    { metric: ['custom_events_total'], labels: ['event_type'] },
  ],
  labels: {
    ...TARGET_LABELS,
    provider: { from: 'model', rules: PROVIDER_OF_MODEL },
    model: 'model',
    endpoint: 'endpoint',
    method: 'method',
    status: 'status',
    tokenType: 'token_type',
    event: 'event_type',
  },
  tokens: {
    types: { input: 'prompt', output: 'completion' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: counter('llm_requests_total', ['provider', 'model', 'status']),
    attempts: counter('llm_requests_total', ['provider', 'model', 'status']),
    failures: counter('llm_requests_total', ['provider', 'model'], failed),
    successes: counter('llm_requests_total', ['provider', 'model'], equals('status', 'success')),
    errors: {
      kind: 'absent',
      why: 'AI Companion counts failed LLM calls, and does not say of which type.',
      howToEmit: "Add a counter of them, for example Counter('llm_errors_total', '…', ['model', 'error_type']).",
    },
    latency: histogram('llm_response_duration_seconds', ['provider', 'model']),
    tokens: counter(
      'llm_tokens_total',
      ['provider', 'model', 'tokenType'],
      matches('token_type', 'input|output|prompt|completion')
    ),
    streaming: {
      kind: 'absent',
      why: 'AI Companion does not count streamed LLM calls.',
      howToEmit: 'Count them in a counter of your own, for example llm_streaming_requests_total{model}.',
    },
    activeRequests: {
      kind: 'absent',
      why: 'AI Companion counts a request when it ends; there is no figure for requests in progress.',
      howToEmit: "Add a gauge, for example Gauge('app_requests_in_progress', '…').",
    },
    queueDepth: {
      kind: 'absent',
      why: 'AI Companion has no queue of requests.',
      howToEmit: 'If you put a queue in front, export its length as a gauge.',
    },
    httpRequests: counter('app_requests_total', ['endpoint', 'method', 'status'], notProbes),
    httpFailures: counter('app_requests_total', ['endpoint', 'method'], notProbes, failed),
    httpLatency: histogram('app_request_duration_seconds', ['endpoint', 'method'], notProbes),
    cacheHits: counter('cache_hits_total', []),
    cacheMisses: counter('cache_misses_total', []),
    events: counter('custom_events_total', ['event']),
    operationLatency: histogram(['custom_operation_duration', 'custom_operation_duration_seconds'], []),
  },
};
