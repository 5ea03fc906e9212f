import {
  callMeasures,
  firstAndNext,
  GEN_AI_LABELS,
  genAiLatency,
  NOT_IN_CONVENTIONS,
  observedWith,
  OPERATION_DURATION,
  seconds,
  tokenUsage,
} from './genAi';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import type { Dimension, SystemVocabulary } from './vocabulary';

const dimensions: readonly Dimension[] = ['provider', 'model', 'operation'];

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
    observedWith(OPERATION_DURATION, 'gen_ai_provider_name'),
    observedWith(['gen_ai_client_token_usage'], 'gen_ai_provider_name'),
  ],
  labels: { ...TARGET_LABELS, ...GEN_AI_LABELS, provider: 'gen_ai_provider_name' },
  tokens: {
    types: { input: 'input', output: 'output' },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    ...NOT_IN_CONVENTIONS,
    ...callMeasures(OPERATION_DURATION, dimensions),
    ...firstAndNext(dimensions),
    timeToFirstChunk: genAiLatency(seconds('gen_ai_client_operation_time_to_first_chunk'), dimensions),
    tokens: tokenUsage(dimensions, 'input|output'),
  },
};

/** The first chunk is measured since 1.41. */
const { timeToFirstChunk: _, ...measuresOf1 } = otelGenai.measures;

/** Generation 1 (up to 1.36): the provider is the system, and output tokens may be called completion. */
export const otelGenai1: SystemVocabulary = {
  ...otelGenai,
  id: 'otel-genai-1',
  title: 'OpenTelemetry GenAI up to 1.36',
  source: 'OpenTelemetry semantic conventions for generative AI metrics, up to 1.36',
  evidence: [
    observedWith(OPERATION_DURATION, 'gen_ai_system'),
    observedWith(['gen_ai_client_token_usage'], 'gen_ai_system'),
  ],
  labels: { ...otelGenai.labels, provider: 'gen_ai_system' },
  measures: { ...measuresOf1, tokens: tokenUsage(dimensions, 'input|output|completion') },
};
