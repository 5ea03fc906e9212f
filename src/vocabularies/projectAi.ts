import { excludes, matches } from '../promql/matcher';
import { PROBE_ENDPOINTS } from './probes';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import { counter, gauge, histogram } from './sources';
import type { Absent, Series, SystemVocabulary } from './vocabulary';

const notProbes = excludes('endpoint', PROBE_ENDPOINTS);

/** prometheus_flask_exporter's own counter, which names no endpoint and leaves `/metrics` out by itself. */
const flask: Series = { metric: ['flask_http_request_total'], where: [], dimensions: ['method', 'status'] };

const requests: Series = {
  metric: ['project_ai_requests_total'],
  where: [notProbes],
  dimensions: ['endpoint', 'method', 'status'],
  instead: flask,
};

const withStatus = (pattern: string): Series => {
  const where = [matches('status', pattern)];
  return { ...requests, where: [...requests.where, ...where], instead: { ...flask, where } };
};

const inferences = 'project_ai_ai_inference_total';

const sameAsRequests: Absent = {
  kind: 'absent',
  why: 'The requests of Project-AI already are those of its HTTP interface.',
  howToEmit: 'Nothing is missing: read the error ratio and the latency.',
};

/**
 * Project-AI, an application on Flask: requests are those to its HTTP interface; inferences, the calls to models behind
 * them, are counted apart and may be missing. Where its own counters are, Flask's of the same requests are not added.
 */
export const projectAi: SystemVocabulary = {
  id: 'project-ai',
  title: 'Project-AI',
  source: 'Project-AI monitoring stack, and the metrics catalog of its repository',
  instrumentation: 'prometheus_client',
  evidence: [
    { metric: ['project_ai_requests_total'], labels: [] },
    { metric: ['project_ai_request_duration_seconds_count'], labels: [] },
    { metric: ['project_ai_active_users'], labels: [] },
    { metric: ['project_ai_ai_inference_total'], labels: [] },
  ],
  labels: {
    ...TARGET_LABELS,
    provider: 'backend',
    model: 'model',
    endpoint: 'endpoint',
    method: 'method',
    status: 'status',
    tokenType: 'type',
    event: 'feature',
  },
  tokens: {
    types: { input: 'prompt', output: 'completion' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: { kind: 'counter', series: [requests] },
    attempts: { kind: 'counter', series: [requests] },
    failures: { kind: 'counter', series: [withStatus('5..')] },
    successes: { kind: 'counter', series: [withStatus('[23]..')] },
    errors: {
      kind: 'absent',
      why: 'Project-AI tells failed requests by their status, and errors by no type.',
      howToEmit: "Add Counter('project_ai_errors_total', '…', ['error_type']), or read the requests by status.",
    },
    latency: {
      kind: 'histogram',
      series: [
        {
          metric: ['project_ai_request_duration_seconds'],
          where: [notProbes],
          dimensions: ['endpoint', 'method'],
          instead: {
            metric: ['flask_http_request_duration_seconds'],
            where: [excludes('path', PROBE_ENDPOINTS)],
            dimensions: ['method', 'status'],
          },
        },
      ],
    },
    tokens: counter('project_ai_ai_tokens_total', ['model', 'tokenType'], matches('type', 'prompt|completion')),
    streaming: {
      kind: 'absent',
      why: 'Project-AI does not count streamed calls.',
      howToEmit: "Count them: Counter('project_ai_ai_streaming_total', '…', ['model', 'backend']).",
    },
    activeRequests: {
      kind: 'absent',
      why: 'Project-AI counts a request when it ends; there is no figure for requests in progress.',
      howToEmit: "Add Gauge('project_ai_requests_in_progress', '…'), which the Flask exporter can keep for you.",
    },
    queueDepth: {
      kind: 'absent',
      why: 'Project-AI has no queue of requests.',
      howToEmit: 'If you put a queue in front, export its length as a gauge.',
    },
    httpRequests: { kind: 'counter', series: [requests] },
    httpFailures: sameAsRequests,
    httpLatency: sameAsRequests,
    inferences: counter(inferences, ['provider', 'model']),
    failedInferences: counter(inferences, ['provider', 'model'], matches('status', 'error|timeout')),
    inferenceLatency: histogram('project_ai_ai_inference_duration_seconds', ['provider', 'model']),
    generateDuration: histogram('generate_duration', []),
    activeUsers: gauge('project_ai_active_users', []),
    chatSessions: counter('project_ai_user_sessions_total', []),
    events: counter('project_ai_feature_usage_total', ['event']),
  },
};
