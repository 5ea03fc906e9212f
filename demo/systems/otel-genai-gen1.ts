/** A client instrumented by OpenTelemetry's conventions for generative AI, generation 1 (up to 1.36): `gen_ai.system`. */

import type { Entry } from '../ledger';
import type { Call } from '../traffic/profile';
import { answeringModel, genAiCall, genAiHistogram, whereGenerated } from './gen-ai';
import { present, tokenAdditions, type DemoSystem } from './system';

const CALLS: Call[] = [
  genAiCall('gpt-4o-mini', 'openai', 'chat', 0.9),
  genAiCall('claude-haiku-4-5', 'anthropic', 'chat', 0.6),
];

function attributes(entry: Entry): Record<string, string> {
  return present({
    'gen_ai.operation.name': entry.operation,
    'gen_ai.system': entry.provider,
    'gen_ai.request.model': entry.model,
    'gen_ai.response.model': answeringModel(entry),
    'error.type': entry.errorType,
  });
}

const LABELS = [
  'gen_ai.operation.name',
  'gen_ai.system',
  'gen_ai.request.model',
  'gen_ai.response.model',
  'error.type',
];

export const otelGenAiGen1: DemoSystem = {
  id: 'otel-genai-gen1',
  meter: { name: 'genai-client-1', units: true },
  profile: { calls: CALLS, heldConnections: 0, workers: 0, fragile: 'openai' },
  historyStep: null,
  instruments: () => [
    genAiHistogram('operationDuration', LABELS, (entry) => [{ labels: attributes(entry), measure: 'duration' }]),
    genAiHistogram('serverDuration', LABELS, (entry) => [{ labels: attributes(entry), measure: 'upstream' }]),
    genAiHistogram('tokenUsage', [...LABELS, 'gen_ai.token.type'], (entry) =>
      tokenAdditions(entry, attributes(entry), 'gen_ai.token.type', ['input', 'output'])
    ),
    genAiHistogram('timeToFirstToken', LABELS, whereGenerated('firstToken', attributes)),
    genAiHistogram('timePerOutputToken', LABELS, whereGenerated('perOutputToken', attributes)),
  ],
  gauges: [],
  background: [],
};
