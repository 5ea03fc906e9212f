import type { AlertDefinition } from '../alert';
import { httpErrors, httpLatency, llmErrors } from './convergeai';
import {
  BEYOND_DOCUMENTS,
  CALLS_OF_MODELS,
  highErrorRate,
  noRequestsReceived,
  providerDown,
  serviceDown,
} from './systems';

const highCriticalErrorRate: AlertDefinition = {
  ...highErrorRate,
  id: 'errors-critical',
  name: 'CriticalErrorRate',
  severity: 'critical',
  condition: {
    kind: 'signal',
    signal: 'errorRatio',
    by: [],
    window: '5m',
    is: 'above',
    limit: 'critical',
    minimum: { count: 10 },
  },
  summary: 'Very high error rate of {job}',
};

const CATEGORIES = "AI Companion's application performance alerts, with ChoreoAI's limits";
const SEVERITIES = "Project-AI's multi-level severities, with ChoreoAI's limits";

const from = (source: string, alerts: ReadonlyArray<Omit<AlertDefinition, 'source'>>): AlertDefinition[] =>
  alerts.map((alert) => ({ ...alert, source }));

/** AI Companion's group "application"; its other three are those of the exporters. */
export const AI_COMPANION: readonly AlertDefinition[] = [
  ...from(CATEGORIES, [
    serviceDown,
    {
      ...highErrorRate,
      condition: { ...httpErrors, limit: 'warning' },
      description: '{value} of the HTTP requests failed within 5 minutes; the limit is {limit}.',
      panel: { dashboard: 'overview', id: 'http-error-ratio' },
    },
    llmErrors,
    httpLatency,
    providerDown,
    {
      id: 'cache-hits',
      name: 'LowCacheHitRatio',
      category: 'application',
      topic: 'quality',
      severity: 'info',
      condition: {
        kind: 'signal',
        signal: 'cacheHitRatio',
        by: [],
        window: '5m',
        is: 'below',
        limit: 0.2,
        minimum: { count: 100, of: 'attemptRate' },
      },
      for: '30m',
      summary: 'The cache of {job} hits rarely',
      description: '{value} of what was asked of the cache was in it, within 5 minutes; the limit is {limit}.',
      panel: { dashboard: 'overview', id: 'cache-hit-ratio' },
    },
  ]),
  ...BEYOND_DOCUMENTS,
];

/** Project-AI's three severities; critical, warning and info stand in this order. */
export const PROJECT_AI: readonly AlertDefinition[] = [
  ...from(SEVERITIES, [
    ...CALLS_OF_MODELS.filter(({ topic }) => topic !== 'traffic'),
    highCriticalErrorRate,
    { ...noRequestsReceived, severity: 'info' },
  ]),
  ...BEYOND_DOCUMENTS,
];
