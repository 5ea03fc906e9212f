import {
  callMeasures,
  failedOf,
  GEN_AI_LABELS,
  genAiLatency,
  NOT_IN_CONVENTIONS,
  observedWith,
  seconds,
} from './genAi';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import { counter, suffixed } from './sources';
import type { CounterSource, Dimension, MetricNames, Series, SystemVocabulary } from './vocabulary';

const dimensions: readonly Dimension[] = ['provider', 'model', 'operation'];

const INFERENCE = seconds('gen_ai_client_inference_duration');
const FIRST_CHUNK = seconds('gen_ai_client_inference_time_to_first_chunk');
const AGENT = seconds('gen_ai_invoke_agent_duration');
const TOOL = seconds('gen_ai_execute_tool_duration');

const usage = (kind: string): MetricNames => [
  `gen_ai_client_inference_usage_${kind}_total`,
  `gen_ai_client_inference_usage_${kind}`,
];

const tokens = (type: 'input' | 'output'): Series => ({
  metric: usage(`${type}_tokens`),
  where: [],
  dimensions: [...dimensions, 'tokenType'],
  named: { tokenType: type },
});

const partOf = (kind: string): CounterSource => counter(usage(kind), dimensions);

/**
 * OpenTelemetry's semantic conventions for generative AI, generation 3, which have a repository of their own: one counter for
 * each kind of token in place of a label, and agents and tools. Input includes cached tokens, output the reasoning.
 */
export const otelGenai3: SystemVocabulary = {
  id: 'otel-genai-3',
  title: 'OpenTelemetry GenAI after 1.41',
  source: 'OpenTelemetry semantic conventions for generative AI, the repository semantic-conventions-genai',
  instrumentation: 'opentelemetry',
  evidence: [observedWith(INFERENCE), { metric: usage('input_tokens'), labels: [] }, observedWith(AGENT)],
  labels: {
    ...TARGET_LABELS,
    ...GEN_AI_LABELS,
    provider: 'gen_ai_provider_name',
    agent: 'gen_ai_agent_name',
    tool: 'gen_ai_tool_name',
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
    ...NOT_IN_CONVENTIONS,
    ...callMeasures(INFERENCE, dimensions),
    tokens: { kind: 'counter', series: [tokens('input'), tokens('output')] },
    cachedTokens: partOf('cache_read_input_tokens'),
    cacheWriteTokens: partOf('cache_write_input_tokens'),
    reasoningTokens: partOf('reasoning_output_tokens'),
    // The time to the first chunk is measured of streamed calls only.
    streaming: counter(suffixed(FIRST_CHUNK, '_count'), dimensions),
    timeToFirstChunk: genAiLatency(FIRST_CHUNK, dimensions),
    agentExecutions: counter(suffixed(AGENT, '_count'), ['agent', 'errorType']),
    agentErrors: failedOf(AGENT, ['agent', 'errorType']),
    // Its bounds double from 0.1 s on.
    agentLatency: genAiLatency(AGENT, ['agent', 'errorType'], { 10: 12.8 }),
    toolLatency: genAiLatency(TOOL, ['tool', 'agent', 'errorType']),
  },
};
