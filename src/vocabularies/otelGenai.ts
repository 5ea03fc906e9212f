import { differs, equals, matches } from '../promql/matcher';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import type { MetricNames, Series, SystemVocabulary } from './vocabulary';

/** Exporters that leave out units (JavaScript's) write the second name. */
const operationDuration: MetricNames = ['gen_ai_client_operation_duration_seconds', 'gen_ai_client_operation_duration'];

const suffixed = ([first, ...rest]: MetricNames, suffix: string): MetricNames => [
  first + suffix,
  ...rest.map((name) => name + suffix),
];

const calls: Series = {
  metric: suffixed(operationDuration, '_count'),
  where: [],
  dimensions: ['provider', 'model', 'operation', 'errorType'],
};

const failedCalls: Series = { ...calls, where: [differs('error_type', '')] };

const noHttpMetrics = {
  kind: 'absent',
  why: 'The GenAI conventions describe calls to a model, not the HTTP interface of the application that makes them.',
  howToEmit: "Add OpenTelemetry's HTTP server instrumentation to the application; its metrics are http.server.*.",
} as const;

/**
 * OpenTelemetry's semantic conventions for generative AI, generation 2 (1.37 to 1.41), as they arrive in Prometheus.
 * There are histograms only: calls are the duration's count, tokens the usage's sum.
 */
export const otelGenai: SystemVocabulary = {
  id: 'otel-genai',
  title: 'OpenTelemetry GenAI',
  source: 'OpenTelemetry semantic conventions for generative AI metrics, 1.37 to 1.41',
  instrumentation: 'opentelemetry',
  evidence: [
    { metric: suffixed(operationDuration, '_count'), labels: ['gen_ai_provider_name'] },
    { metric: ['gen_ai_client_token_usage_count'], labels: ['gen_ai_provider_name'] },
  ],
  labels: {
    ...TARGET_LABELS,
    provider: 'gen_ai_provider_name',
    model: 'gen_ai_request_model',
    operation: 'gen_ai_operation_name',
    tokenType: 'gen_ai_token_type',
    errorType: 'error_type',
  },
  tokens: {
    types: { input: 'input', output: 'output' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: { kind: 'counter', series: [calls] },
    attempts: { kind: 'counter', series: [calls] },
    failures: { kind: 'counter', series: [failedCalls] },
    successes: { kind: 'counter', series: [{ ...calls, where: [equals('error_type', '')] }] },
    errors: { kind: 'counter', series: [failedCalls] },
    latency: {
      kind: 'histogram',
      series: [{ metric: operationDuration, where: [], dimensions: ['provider', 'model', 'operation', 'errorType'] }],
      // The conventions' own bounds double from step to step.
      nearest: { 5: 5.12, 10: 10.24 },
    },
    tokens: {
      kind: 'counter',
      series: [
        {
          metric: ['gen_ai_client_token_usage_sum'],
          where: [matches('gen_ai_token_type', 'input|output')],
          dimensions: ['provider', 'model', 'operation', 'tokenType'],
        },
      ],
    },
    streaming: {
      kind: 'absent',
      why: 'The GenAI conventions, up to 1.41, do not say whether a call was streamed.',
      howToEmit: 'Add a counter of your own for streamed calls, for example with the attribute gen_ai.request.stream.',
    },
    activeRequests: {
      kind: 'absent',
      why: 'The GenAI conventions count a call when it ends; there is no figure for calls in flight.',
      howToEmit:
        "Add OpenTelemetry's HTTP server instrumentation: http.server.active_requests counts the requests in flight.",
    },
    queueDepth: {
      kind: 'absent',
      why: 'The GenAI conventions have no queue.',
      howToEmit: 'If calls wait in a queue of yours, export its length as an observable gauge.',
    },
    httpRequests: noHttpMetrics,
    httpFailures: noHttpMetrics,
    httpLatency: noHttpMetrics,
  },
};
