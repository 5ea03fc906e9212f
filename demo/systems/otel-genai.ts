/** A client instrumented by OpenTelemetry's conventions for generative AI, generation 2 (1.37 to 1.41). */

import type { Entry } from '../ledger';
import type { Call } from '../traffic/profile';
import { answeringModel, genAiCall, genAiHistogram, whereGenerated } from './gen-ai';
import { present, tokenAdditions, type DemoSystem } from './system';

const CALLS: Call[] = [
  genAiCall('gpt-4o', 'openai', 'chat', 2.4),
  genAiCall('claude-sonnet-4-5', 'anthropic', 'chat', 1.6),
  genAiCall('gemini-2.5-flash', 'gcp.gemini', 'generate_content', 1.2),
  genAiCall('text-embedding-3-small', 'openai', 'embeddings', 0.6),
];

function attributes(entry: Entry): Record<string, string> {
  return present({
    'gen_ai.operation.name': entry.operation,
    'gen_ai.provider.name': entry.provider,
    'gen_ai.request.model': entry.model,
    'gen_ai.response.model': answeringModel(entry),
    'error.type': entry.errorType,
  });
}

const LABELS = [
  'gen_ai.operation.name',
  'gen_ai.provider.name',
  'gen_ai.request.model',
  'gen_ai.response.model',
  'error.type',
];

export const otelGenAi: DemoSystem = {
  id: 'otel-genai',
  meter: { name: 'genai-client', units: false },
  profile: { calls: CALLS, heldConnections: 0, workers: 0, fragile: 'openai' },
  historyStep: 120,
  instruments: () => [
    genAiHistogram('operationDuration', LABELS, (entry) => [{ labels: attributes(entry), measure: 'duration' }]),
    genAiHistogram('tokenUsage', [...LABELS, 'gen_ai.token.type'], (entry) =>
      tokenAdditions(entry, attributes(entry), 'gen_ai.token.type', ['input', 'output'])
    ),
    genAiHistogram('timeToFirstToken', LABELS, whereGenerated('firstToken', attributes)),
    genAiHistogram('timePerOutputToken', LABELS, whereGenerated('perOutputToken', attributes)),
  ],
  gauges: [],
  background: [],
};
