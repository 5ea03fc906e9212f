/**
 * An application with OpenLIT's SDK. Names, attributes and bounds as in its code (otel/metrics.py and
 * create_metrics_attributes): the cost histogram has OpenTelemetry's default bounds, so that every cost is in the first.
 */

import type { Entry } from '../ledger';
import { succeeded, type Call } from '../traffic/profile';
import { answeringModel, genAiCall, genAiHistogram, isStreaming, whereGenerated } from './gen-ai';
import { present, tokenAdditions, type DemoSystem } from './system';

const CALLS: Call[] = [
  genAiCall('gpt-4o', 'openai', 'chat', 0.9),
  genAiCall('gpt-4o-mini', 'openai', 'chat', 1.1),
  genAiCall('claude-sonnet-4-5', 'anthropic', 'chat', 0.7),
  genAiCall('mistral-small-latest', 'mistral_ai', 'chat', 0.4),
];

const HOSTS = new Map([
  ['openai', 'api.openai.com'],
  ['anthropic', 'api.anthropic.com'],
  ['mistral_ai', 'api.mistral.ai'],
]);

function attributes(entry: Entry): Record<string, string> {
  return present({
    'telemetry.sdk.name': 'openlit',
    'service.name': 'assistant',
    'deployment.environment': 'production',
    'gen_ai.operation.name': entry.operation,
    'gen_ai.provider.name': entry.provider,
    'gen_ai.request.model': entry.model,
    'server.address': HOSTS.get(entry.provider ?? ''),
    'server.port': '443',
    'gen_ai.response.model': answeringModel(entry) ?? '',
    'error.type': entry.errorType,
  });
}

const LABELS = [
  'telemetry.sdk.name',
  'service.name',
  'deployment.environment',
  'gen_ai.operation.name',
  'gen_ai.provider.name',
  'gen_ai.request.model',
  'server.address',
  'server.port',
  'gen_ai.response.model',
  'error.type',
];

const DEFAULT_BUCKETS = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

export const openlit: DemoSystem = {
  id: 'openlit',
  meter: { name: 'openlit.otel.metrics', units: true },
  profile: { calls: CALLS, heldConnections: 0, workers: 0, fragile: 'openai' },
  historyStep: null,
  instruments: () => [
    genAiHistogram('operationDuration', LABELS, (entry) => [{ labels: attributes(entry), measure: 'duration' }]),
    genAiHistogram('tokenUsage', [...LABELS, 'gen_ai.token.type'], (entry) =>
      tokenAdditions(entry, attributes(entry), 'gen_ai.token.type', ['input', 'output'])
    ),
    genAiHistogram('timeToFirstToken', LABELS, whereGenerated('firstToken', attributes)),
    genAiHistogram('timePerOutputToken', LABELS, whereGenerated('perOutputToken', attributes)),
    genAiHistogram('timeToFirstChunk', LABELS, whereGenerated('firstToken', attributes, isStreaming)),
    genAiHistogram('timePerOutputChunk', LABELS, whereGenerated('perOutputToken', attributes, isStreaming)),
    genAiHistogram('serverDuration', LABELS, (entry) => [{ labels: attributes(entry), measure: 'upstream' }]),
    {
      kind: 'histogram',
      name: 'gen_ai.usage.cost',
      help: 'The distribution of GenAI request costs.',
      unit: 'USD',
      labels: LABELS,
      buckets: DEFAULT_BUCKETS,
      adds: (entry) => (succeeded(entry) ? [{ labels: attributes(entry), measure: 'cost' }] : []),
    },
  ],
  gauges: [],
  background: [],
};
