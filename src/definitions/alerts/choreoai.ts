import type { AlertDefinition } from '../alert';
import { BEYOND_DOCUMENTS, CALLS_OF_MODELS, highLatency } from './systems';

const veryHighLatency: AlertDefinition = {
  ...highLatency,
  id: 'latency-critical',
  name: 'VeryHighLatency',
  severity: 'critical',
  condition: {
    kind: 'signal',
    signal: 'slowerThan10s',
    by: [],
    window: '5m',
    is: 'above',
    limit: 'warning',
    minimum: { count: 20 },
  },
  summary: '{job} is very slow',
  description: '{value} of the answers took longer than 10 s, within 5 minutes; the limit is {limit}.',
  source: "ChoreoAI's README: p99 latency > 10 seconds for 5 minutes",
};

const rateLimitApproaching: AlertDefinition = {
  id: 'rate-limit',
  name: 'RateLimitApproaching',
  category: 'application',
  topic: 'capacity',
  severity: 'warning',
  condition: { kind: 'signal', signal: 'attemptRate', by: ['provider'], window: '5m', is: 'above', limit: 'warning' },
  for: '5m',
  keepFiringFor: '5m',
  summary: '{provider} is asked almost as often as it allows',
  description: '{value} go to {provider}; the limit is {limit}.',
  panel: { dashboard: 'providers', id: 'requests-by-provider' },
  source: "ChoreoAI's README: request rate > 80 req/sec for 5 minutes",
};

const highActiveConnections: AlertDefinition = {
  id: 'connections',
  name: 'HighActiveConnections',
  category: 'application',
  topic: 'capacity',
  severity: 'warning',
  condition: { kind: 'signal', signal: 'activeRequests', by: [], window: '5m', is: 'above', limit: 'warning' },
  for: '10m',
  keepFiringFor: '5m',
  summary: '{job} holds many connections',
  description: '{value} connections are open over all replicas; the limit is {limit}.',
  panel: { dashboard: 'overview', id: 'active-requests' },
  source: "ChoreoAI's README: active connections > 100 for 10 minutes",
};

export const queueGrows: AlertDefinition = {
  id: 'queue',
  name: 'QueueGrows',
  category: 'application',
  topic: 'capacity',
  severity: 'warning',
  condition: { kind: 'signal', signal: 'queueDepth', by: [], window: '5m', is: 'above', limit: 'warning' },
  for: '5m',
  summary: 'Requests queue up at {job}',
  description: '{value} requests wait; the limit is {limit}.',
  panel: { dashboard: 'overview', id: 'connections-and-queue' },
  source: 'Beyond the documents: queue growth',
};

const highTokenUsage: AlertDefinition = {
  id: 'tokens',
  name: 'HighTokenUsage',
  category: 'application',
  topic: 'cost',
  severity: 'warning',
  condition: { kind: 'signal', signal: 'tokensPerHour', by: [], window: '1h', is: 'above', limit: 'warning' },
  for: '0s',
  keepFiringFor: '15m',
  summary: '{job} uses many tokens',
  description: '{value} within the last hour; the limit is {limit}.',
  panel: { dashboard: 'overview', id: 'tokens-per-minute' },
  source: "ChoreoAI's README: token usage > 1M tokens/hour",
};

/** The ten of ChoreoAI's README and guide, and more. */
export const CHOREOAI: readonly AlertDefinition[] = [
  ...CALLS_OF_MODELS,
  veryHighLatency,
  rateLimitApproaching,
  highActiveConnections,
  highTokenUsage,
  queueGrows,
  ...BEYOND_DOCUMENTS,
];
