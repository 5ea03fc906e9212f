/**
 * A client instrumented by OpenTelemetry's semantic conventions for generative AI, versions 1.37 to 1.41.
 * Names, units, attributes and bucket boundaries: https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/
 */

import type { Entry } from '../ledger';
import { modelCall, type ModelName } from '../traffic/models';
import { outcomes, raised, succeeded, type Call } from '../traffic/profile';
import { present, tokenAdditions, type Addition, type DemoSystem } from './system';

const OUTCOMES = outcomes(null, [raised('timeout', 0.006, 6), raised('rate_limit_exceeded', 0.012, 0.1)]);

const CALLS: Call[] = [
  call('gpt-4o', 'openai', 'chat', 2.4),
  call('claude-sonnet-4-5', 'anthropic', 'chat', 1.6),
  call('gemini-2.5-flash', 'gcp.gemini', 'generate_content', 1.2),
  call('text-embedding-3-small', 'openai', 'embeddings', 0.6),
];

/** @param provider by the conventions' own name, e.g. `gcp.gemini` */
function call(model: ModelName, provider: string, operation: string, perSecond: number): Call {
  return modelCall(model, { endpoint: null, provider, operation, perSecond, outcomes: OUTCOMES });
}

function attributes(entry: Entry): Record<string, string> {
  return present({
    'gen_ai.operation.name': entry.operation,
    'gen_ai.provider.name': entry.provider,
    'gen_ai.request.model': entry.model,
    'gen_ai.response.model': succeeded(entry) ? (entry.responseModel ?? entry.model) : null,
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

function whereGenerated(measure: 'firstToken' | 'perOutputToken'): (entry: Entry) => Addition[] {
  return (entry) => (entry[measure] === null ? [] : [{ labels: attributes(entry), measure }]);
}

export const otelGenAi: DemoSystem = {
  id: 'otel-genai',
  meter: 'genai-client',
  profile: { calls: CALLS, heldConnections: 0, workers: 0 },
  instruments: () => [
    {
      kind: 'histogram',
      name: 'gen_ai.client.operation.duration',
      help: 'GenAI operation duration.',
      unit: 's',
      labels: LABELS,
      buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
      adds: (entry) => [{ labels: attributes(entry), measure: 'duration' }],
    },
    {
      kind: 'histogram',
      name: 'gen_ai.client.token.usage',
      help: 'Number of input and output tokens used.',
      unit: '{token}',
      labels: [...LABELS, 'gen_ai.token.type'],
      buckets: [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
      adds: (entry) => tokenAdditions(entry, attributes(entry), 'gen_ai.token.type', ['input', 'output']),
    },
    {
      kind: 'histogram',
      name: 'gen_ai.server.time_to_first_token',
      help: 'Time to generate first token for successful responses.',
      unit: 's',
      labels: LABELS,
      buckets: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      adds: whereGenerated('firstToken'),
    },
    {
      kind: 'histogram',
      name: 'gen_ai.server.time_per_output_token',
      help: 'Time per output token generated after the first token for successful responses.',
      unit: 's',
      labels: LABELS,
      buckets: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
      adds: whereGenerated('perOutputToken'),
    },
  ],
  gauges: [],
};
