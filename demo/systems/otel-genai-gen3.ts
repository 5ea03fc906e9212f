/**
 * An application instrumented by the next generation of OpenTelemetry's conventions for generative AI, not released yet.
 * Names and bounds: https://github.com/open-telemetry/semantic-conventions-genai, docs/gen-ai.
 */

import type { Entry } from '../ledger';
import type { LogNormal } from '../traffic/log-normal';
import { outcomes, PLAIN_CALL, raised, type Call } from '../traffic/profile';
import { answeringModel, genAiCall, isStreaming, OPERATION_BUCKETS, whereGenerated } from './gen-ai';
import { present, tokensOf, type Addition, type CounterRow, type DemoSystem } from './system';

const FAILURES = outcomes(null, [raised('timeout', 0.02, 3)]);

const CALLS: Call[] = [
  genAiCall('gpt-4o', 'openai', 'chat', 0.6),
  genAiCall('claude-sonnet-4-5', 'anthropic', 'chat', 0.5),
  genAiCall('gemini-2.5-pro', 'gcp.gemini', 'generate_content', 0.4),
  inside('agent', { agent: 'researcher' }, 0.3, { median: 9, sigma: 0.6 }),
  inside('agent', { agent: 'writer' }, 0.2, { median: 5, sigma: 0.5 }),
  inside('tool', { agent: 'researcher', tool: 'web_search' }, 0.5, { median: 0.8, sigma: 0.6 }),
  inside('tool', { agent: 'writer', tool: 'spell_check' }, 0.2, { median: 0.05, sigma: 0.5 }),
];

function inside(layer: 'agent' | 'tool', tags: Call['tags'], perSecond: number, duration: LogNormal): Call {
  return { ...PLAIN_CALL, layer, endpoint: null, tags, perSecond, duration, outcomes: FAILURES };
}

function attributes(entry: Entry): Record<string, string> {
  return present({
    'gen_ai.operation.name': entry.operation,
    'gen_ai.provider.name': entry.provider,
    'gen_ai.request.model': entry.model,
    'gen_ai.response.model': answeringModel(entry),
  });
}

const LABELS = ['gen_ai.operation.name', 'gen_ai.provider.name', 'gen_ai.request.model', 'gen_ai.response.model'];

function of(layer: Entry['layer'], addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.layer === layer ? addition(entry) : []);
}

function inText(entry: Entry) {
  return { ...attributes(entry), 'gen_ai.token.modality': 'text' };
}

function usage(name: string, help: string, adds: (entry: Entry) => Addition[]): CounterRow {
  return {
    kind: 'counter',
    name: `gen_ai.client.inference.usage.${name}`,
    help,
    labels: [...LABELS, 'gen_ai.token.modality'],
    adds: of('llm', adds),
  };
}

const AGENT_BUCKETS = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6];

export const otelGenAiGen3: DemoSystem = {
  id: 'otel-genai-gen3',
  meter: { name: 'genai-client-3', units: true },
  profile: { calls: CALLS, heldConnections: 0, workers: 0, fragile: 'openai' },
  historyStep: null,
  instruments: () => [
    {
      kind: 'histogram',
      name: 'gen_ai.client.inference.duration',
      help: 'Duration of an inference operation.',
      unit: 's',
      labels: [...LABELS, 'error.type'],
      buckets: OPERATION_BUCKETS,
      adds: of('llm', (entry) => [
        { labels: { ...attributes(entry), ...present({ 'error.type': entry.errorType }) }, measure: 'duration' },
      ]),
    },
    {
      kind: 'histogram',
      name: 'gen_ai.client.inference.time_to_first_chunk',
      help: 'Time to receive the first chunk of a streamed response.',
      unit: 's',
      labels: LABELS,
      buckets: OPERATION_BUCKETS,
      adds: whereGenerated('firstToken', attributes, isStreaming),
    },
    usage('input_tokens', 'Input tokens used, cached ones included.', (entry) =>
      entry.tokens.input > 0 ? [{ labels: inText(entry), measure: 'inputTokens' }] : []
    ),
    usage('output_tokens', 'Output tokens used, reasoning included.', (entry) =>
      entry.tokens.output > 0 ? [{ labels: inText(entry), measure: 'outputTokens' }] : []
    ),
    usage('cache_read.input_tokens', "Input tokens read from the provider's cache.", (entry) =>
      tokensOf('cachedTokens', entry, inText(entry))
    ),
    usage('reasoning.output_tokens', 'Output tokens used for reasoning.', (entry) =>
      tokensOf('reasoningTokens', entry, inText(entry))
    ),
    {
      kind: 'histogram',
      name: 'gen_ai.invoke_agent.duration',
      help: "Duration of an agent's invocation.",
      unit: 's',
      labels: ['gen_ai.agent.name', 'error.type'],
      buckets: AGENT_BUCKETS,
      adds: of('agent', ({ tags, errorType }) => [
        { labels: present({ 'gen_ai.agent.name': tags.agent, 'error.type': errorType }), measure: 'duration' },
      ]),
    },
    {
      kind: 'histogram',
      name: 'gen_ai.execute_tool.duration',
      help: "Duration of a tool's execution.",
      unit: 's',
      labels: ['gen_ai.tool.name', 'gen_ai.agent.name', 'error.type'],
      buckets: OPERATION_BUCKETS,
      adds: of('tool', ({ tags, errorType }) => [
        {
          labels: present({
            'gen_ai.tool.name': tags.tool,
            'gen_ai.agent.name': tags.agent,
            'error.type': errorType,
          }),
          measure: 'duration',
        },
      ]),
    },
  ],
  gauges: [],
  background: [],
};
