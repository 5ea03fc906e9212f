/** What the systems have in common that write OpenTelemetry's conventions for generative AI, as it arrives in Prometheus. */
import { differs, equals, matches } from '../promql/matcher';
import { counter, histogram, suffixed } from './sources';
import type {
  Absent,
  CounterSource,
  Dimension,
  Evidence,
  HistogramSource,
  Measures,
  MetricNames,
  Source,
} from './vocabulary';

/** A histogram of seconds: exporters that leave out units (JavaScript's) write the second name. */
export const seconds = (name: string): MetricNames => [`${name}_seconds`, name];

/** The conventions' own bounds double from step to step. */
const NEAREST = { 5: 5.12, 10: 10.24 };

export const genAiLatency = (
  metric: MetricNames,
  dimensions: readonly Dimension[],
  nearest: HistogramSource['nearest'] = NEAREST
): HistogramSource => ({ ...histogram(metric, dimensions), nearest });

const FAILED = differs('error_type', '');

/** Calls are counted by the histogram of their duration; failed ones have an error type. */
export function callMeasures(duration: MetricNames, dimensions: readonly Dimension[]) {
  const calls = suffixed(duration, '_count');
  const all: readonly Dimension[] = [...dimensions, 'errorType'];
  const failed: CounterSource = counter(calls, all, FAILED);
  return {
    requests: counter(calls, all),
    attempts: counter(calls, all),
    failures: failed,
    successes: counter(calls, all, equals('error_type', '')),
    errors: failed,
    latency: genAiLatency(duration, all),
  };
}

/** Failed ones among what a histogram counts. */
export const failedOf = (duration: MetricNames, dimensions: readonly Dimension[]): Source =>
  counter(suffixed(duration, '_count'), dimensions, FAILED);

export const OPERATION_DURATION = seconds('gen_ai_client_operation_duration');

/** Tokens are the sum of the usage's histogram, by their type. */
export const tokenUsage = (dimensions: readonly Dimension[], types: string): CounterSource =>
  counter('gen_ai_client_token_usage_sum', [...dimensions, 'tokenType'], matches('gen_ai_token_type', types));

/** One kind of token in a measure of its own. */
export const tokensOfType = (dimensions: readonly Dimension[], type: string): CounterSource =>
  counter('gen_ai_client_token_usage_sum', dimensions, equals('gen_ai_token_type', type));

/** What a server of models may measure besides. */
export const firstAndNext = (dimensions: readonly Dimension[]): Measures => ({
  timeToFirstToken: histogram(seconds('gen_ai_server_time_to_first_token'), dimensions),
  timePerOutputToken: histogram(seconds('gen_ai_server_time_per_output_token'), dimensions),
});

/** Proof by a histogram with a label that tells the system from others with the same names. */
export const observedWith = (metric: MetricNames, ...labels: string[]): Evidence => ({
  metric: suffixed(metric, '_count'),
  labels,
});

const noHttpMetrics: Absent = {
  kind: 'absent',
  why: 'The GenAI conventions describe calls to a model, not the HTTP interface of the application that makes them.',
  howToEmit: "Add OpenTelemetry's HTTP server instrumentation to the application; its metrics are http.server.*.",
};

/** What the conventions have no metric for. */
export const NOT_IN_CONVENTIONS = {
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
} as const satisfies Measures;

/** The attributes as labels, the provider's apart: its name changed. */
export const GEN_AI_LABELS = {
  model: 'gen_ai_request_model',
  operation: 'gen_ai_operation_name',
  tokenType: 'gen_ai_token_type',
  errorType: 'error_type',
} as const;
