import {
  callMeasures,
  firstAndNext,
  GEN_AI_LABELS,
  NOT_IN_CONVENTIONS,
  observedWith,
  seconds,
  tokensOfType,
  tokenUsage,
} from './genAi';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import type { Absent, Dimension, SystemVocabulary } from './vocabulary';

const dimensions: readonly Dimension[] = ['provider', 'model', 'operation'];

const SERVER_DURATION = seconds('gen_ai_server_request_duration');

const sameAsGateway: Absent = {
  kind: 'absent',
  why: "A gateway's errors and latencies already are those of its HTTP interface.",
  howToEmit: "Nothing is missing: read the error ratio and the latency. Envoy's own metrics are at its admin port.",
};

/**
 * Envoy AI Gateway: names of the OpenTelemetry conventions, seen from the server. It alone has the model that the client
 * asked for, before it was renamed: that tells it from OpenTelemetry GenAI and OpenLIT.
 */
export const envoyAiGateway: SystemVocabulary = {
  id: 'envoy-ai-gateway',
  title: 'Envoy AI Gateway',
  source: 'Envoy AI Gateway documentation, AI/LLM metrics',
  instrumentation: 'opentelemetry',
  evidence: [
    observedWith(SERVER_DURATION, 'gen_ai_original_model'),
    observedWith(['gen_ai_client_token_usage'], 'gen_ai_original_model'),
  ],
  labels: { ...TARGET_LABELS, ...GEN_AI_LABELS, provider: 'gen_ai_provider_name' },
  tokens: {
    types: { input: 'input', output: 'output', cacheRead: 'cached_input' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    ...NOT_IN_CONVENTIONS,
    ...callMeasures(SERVER_DURATION, dimensions),
    ...firstAndNext(dimensions),
    tokens: tokenUsage(dimensions, 'input|output'),
    cachedTokens: tokensOfType(dimensions, 'cached_input'),
    httpRequests: sameAsGateway,
    httpFailures: sameAsGateway,
    httpLatency: sameAsGateway,
  },
};
