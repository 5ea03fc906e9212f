/**
 * Envoy AI Gateway. Names, attributes and bounds as in its code (internal/metrics): failed requests have one error type,
 * `_OTHER`, and what does not apply is called `unknown`.
 */

import type { Entry } from '../ledger';
import { modelCall, type ModelName } from '../traffic/models';
import { outcomes, refused, type Call } from '../traffic/profile';
import { answeringModel, genAiHistogram, isStreaming, whereGenerated } from './gen-ai';
import { present, tokenAdditions, tokensOf, type DemoSystem } from './system';

const OUTCOMES = outcomes(200, [refused(429, '_OTHER', 0.01, 0.1), refused(503, '_OTHER', 0.006, 0.4)]);

const CALLS: Call[] = [
  // The name that clients ask for, and the one the gateway makes of it.
  call('gpt-4o', 'openai', 'gpt-4o', 1.2),
  call('gpt-4o-mini', 'openai', 'fast', 1.4),
  call('claude-sonnet-4-5', 'aws.anthropic', 'claude-sonnet-4-5', 0.9),
  call('gemini-2.5-flash', 'gcp.vertex_ai', 'fast', 0.6),
  { ...call('text-embedding-3-small', 'openai', 'embeddings', 0.4), operation: 'embeddings' },
];

function call(model: ModelName, provider: string, group: string, perSecond: number): Call {
  return modelCall(model, {
    endpoint: null,
    provider,
    operation: 'chat',
    perSecond,
    outcomes: OUTCOMES,
    tags: { group },
  });
}

const UNKNOWN = 'unknown';

function attributes(entry: Entry): Record<string, string> {
  return {
    'gen_ai.operation.name': entry.operation ?? UNKNOWN,
    'gen_ai.provider.name': entry.provider ?? UNKNOWN,
    'gen_ai.original.model': entry.tags.group ?? UNKNOWN,
    'gen_ai.request.model': entry.model ?? UNKNOWN,
    'gen_ai.response.model': answeringModel(entry) ?? UNKNOWN,
  };
}

const LABELS = [
  'gen_ai.operation.name',
  'gen_ai.provider.name',
  'gen_ai.original.model',
  'gen_ai.request.model',
  'gen_ai.response.model',
];

const TOKEN_TYPE = 'gen_ai.token.type';

export const envoyAiGateway: DemoSystem = {
  id: 'envoy-ai-gateway',
  meter: { name: 'envoyproxy/ai-gateway', units: true },
  profile: { calls: CALLS, heldConnections: 0, workers: 0, fragile: 'openai' },
  historyStep: null,
  instruments: () => [
    genAiHistogram('tokenUsage', [...LABELS, TOKEN_TYPE], (entry) => [
      ...tokenAdditions(entry, attributes(entry), TOKEN_TYPE, ['input', 'output']),
      ...tokensOf('cachedTokens', entry, { ...attributes(entry), [TOKEN_TYPE]: 'cached_input' }),
    ]),
    genAiHistogram('serverDuration', [...LABELS, 'error.type'], (entry) => [
      { labels: { ...attributes(entry), ...present({ 'error.type': entry.errorType }) }, measure: 'duration' },
    ]),
    genAiHistogram('timeToFirstToken', LABELS, whereGenerated('firstToken', attributes, isStreaming)),
    genAiHistogram('timePerOutputToken', LABELS, whereGenerated('perOutputToken', attributes, isStreaming)),
  ],
  gauges: [],
  background: [],
};
