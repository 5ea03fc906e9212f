import { excludes, matches } from '../promql/matcher';
import { PROBE_ENDPOINTS } from './probes';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import type { Absent, Series, SystemVocabulary } from './vocabulary';

const notProbes = excludes('endpoint', PROBE_ENDPOINTS);

const requests: Series = {
  metric: ['choreoai_requests_total'],
  where: [notProbes],
  dimensions: ['provider', 'model', 'endpoint', 'method', 'status'],
};

/** An exception increments this counter and not the requests; a returned 5xx does the reverse. */
const exceptions: Series = {
  metric: ['choreoai_errors_total'],
  where: [notProbes],
  dimensions: ['provider', 'endpoint', 'errorType'],
};

const withStatus = (pattern: string): Series => ({
  ...requests,
  where: [...requests.where, matches('status', pattern)],
});

const tokens: Series = {
  metric: ['choreoai_tokens_total', 'choreoai_tokens_processed_total'],
  where: [matches('type', 'input|output')],
  dimensions: ['provider', 'model', 'tokenType'],
};

const sameAsGateway: Absent = {
  kind: 'absent',
  why: 'ChoreoAI is the gateway itself: its errors and latencies already are those of its HTTP interface.',
  howToEmit: 'Nothing is missing: read the error ratio and the latency.',
};

/**
 * ChoreoAI, a gateway: what it serves over HTTP are its LLM calls. Its two documents disagree on labels; this is the union
 * of both (latency by model is in the guide only, by method in the README only), narrowed by `resolve` to what is there.
 */
export const choreoai: SystemVocabulary = {
  id: 'choreoai',
  title: 'ChoreoAI',
  source: 'ChoreoAI monitoring README and monitoring guide (docs/deployment/monitoring.md)',
  instrumentation: 'prometheus_client',
  evidence: [
    { metric: ['choreoai_requests_total'], labels: [] },
    { metric: ['choreoai_errors_total'], labels: [] },
    { metric: ['choreoai_tokens_total', 'choreoai_tokens_processed_total'], labels: [] },
    { metric: ['choreoai_active_connections'], labels: [] },
  ],
  labels: {
    ...TARGET_LABELS,
    provider: 'provider',
    model: 'model',
    endpoint: 'endpoint',
    method: 'method',
    status: 'status',
    tokenType: 'type',
    errorType: 'error_type',
  },
  tokens: {
    types: { input: 'input', output: 'output' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: { kind: 'counter', series: [requests] },
    attempts: { kind: 'counter', series: [requests, exceptions] },
    failures: { kind: 'counter', series: [withStatus('5..'), exceptions] },
    successes: { kind: 'counter', series: [withStatus('[23]..')] },
    errors: { kind: 'counter', series: [exceptions] },
    latency: {
      kind: 'histogram',
      series: [
        {
          metric: ['choreoai_request_duration_seconds'],
          where: [notProbes],
          dimensions: ['provider', 'model', 'endpoint', 'method'],
        },
      ],
    },
    tokens: { kind: 'counter', series: [tokens] },
    spend: {
      kind: 'counter',
      optional: true,
      series: [{ metric: ['choreoai_estimated_cost_total'], where: [], dimensions: ['provider', 'model'] }],
    },
    streaming: {
      kind: 'counter',
      series: [{ metric: ['choreoai_streaming_requests_total'], where: [], dimensions: ['provider', 'model'] }],
    },
    activeRequests: {
      kind: 'gauge',
      series: [{ metric: ['choreoai_active_connections'], where: [], dimensions: [] }],
    },
    queueDepth: { kind: 'gauge', series: [{ metric: ['choreoai_queue_size'], where: [], dimensions: [] }] },
    httpRequests: { kind: 'counter', series: [requests] },
    httpFailures: sameAsGateway,
    httpLatency: sameAsGateway,
  },
};
