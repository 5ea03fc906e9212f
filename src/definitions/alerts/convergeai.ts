import type { AlertDefinition } from '../alert';
import { BEYOND_DOCUMENTS, highErrorRate, highLatency, providerDown, serviceDown } from './systems';

const SAYS = "ConvergeAI's guide";

/** An application's own HTTP interface. */
export const httpErrors = {
  kind: 'signal',
  signal: 'httpErrorRatio',
  by: [],
  window: '5m',
  is: 'above',
  minimum: { count: 10 },
} as const;

export const httpLatency: AlertDefinition = {
  ...highLatency,
  condition: {
    kind: 'signal',
    signal: 'httpSlowerThan5s',
    by: [],
    window: '5m',
    is: 'above',
    limit: 'warning',
    minimum: { count: 20 },
  },
  panel: { dashboard: 'overview', id: 'http-latency' },
  source: `${SAYS}: p95 latency > 5s for 5 minutes`,
};

export const llmErrors: AlertDefinition = {
  ...highErrorRate,
  id: 'llm-errors',
  name: 'HighLLMErrorRate',
  summary: 'Calls of {job} to models fail',
  description: '{value} of the calls to models failed within 5 minutes; the limit is {limit}.',
};

const agents = { category: 'application', severity: 'warning', for: '5m' } as const;

/** The eight of ConvergeAI's guide, and more. */
export const CONVERGEAI: readonly AlertDefinition[] = [
  {
    ...highErrorRate,
    severity: 'critical',
    condition: { ...httpErrors, limit: 'critical' },
    description: '{value} of the HTTP requests were answered with 5xx within 5 minutes; the limit is {limit}.',
    panel: { dashboard: 'overview', id: 'http-error-ratio' },
    source: `${SAYS}, critical: error rate > 5% for 5 minutes`,
  },
  {
    ...serviceDown,
    id: 'down',
    name: 'APIDown',
    for: '1m',
    source: `${SAYS}, critical: API unreachable for 1 minute`,
  },
  {
    ...llmErrors,
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
    source: `${SAYS}, critical: LLM error rate > 5% for 5 minutes`,
  },
  httpLatency,
  {
    ...agents,
    id: 'agent-errors',
    name: 'HighAgentErrorRate',
    topic: 'errors',
    condition: {
      kind: 'signal',
      signal: 'agentErrorRatio',
      by: ['agent'],
      window: '5m',
      is: 'above',
      limit: 'warning',
      minimum: { count: 10 },
    },
    keepFiringFor: '5m',
    summary: 'The agent {agent} fails',
    description: '{value} of the executions of {agent} failed within 5 minutes; the limit is {limit}.',
    panel: { dashboard: 'overview', id: 'agent-errors' },
    source: `${SAYS}: agent error rate > 10% for 5 minutes`,
  },
  {
    ...agents,
    id: 'agent-latency',
    name: 'SlowAgentExecution',
    topic: 'latency',
    condition: {
      kind: 'signal',
      signal: 'agentSlowerThan10s',
      by: ['agent'],
      window: '5m',
      is: 'above',
      limit: 'warning',
      minimum: { count: 20 },
    },
    keepFiringFor: '5m',
    summary: 'The agent {agent} is slow',
    description: '{value} of the executions of {agent} took longer than 10 s, within 5 minutes; the limit is {limit}.',
    panel: { dashboard: 'overview', id: 'slow-agents' },
    source: `${SAYS}: agent p95 > 10s for 5 minutes`,
  },
  {
    ...agents,
    id: 'database-latency',
    name: 'SlowDatabaseQueries',
    category: 'database',
    topic: 'latency',
    condition: {
      kind: 'signal',
      signal: 'databaseSlowerThan1s',
      by: ['operation'],
      window: '5m',
      is: 'above',
      limit: 'warning',
      minimum: { count: 20 },
    },
    keepFiringFor: '5m',
    summary: 'Database queries of {job} are slow',
    description: '{value} of the queries {operation} took longer than 1 s, within 5 minutes; the limit is {limit}.',
    panel: { dashboard: 'overview', id: 'slow-queries' },
    source: `${SAYS}: DB query p95 > 1s for 5 minutes`,
  },
  {
    ...agents,
    id: 'grounding',
    name: 'LowGroundingScore',
    topic: 'quality',
    condition: {
      kind: 'signal',
      signal: 'groundingP50',
      by: [],
      window: '5m',
      is: 'below',
      limit: 'warning',
      minimum: { count: 10 },
    },
    for: '10m',
    summary: 'Answers of {job} rest on little',
    description: 'Half of the answers have a grounding score below {value}; the limit is {limit}.',
    panel: { dashboard: 'overview', id: 'grounding-score' },
    source: `${SAYS}: RAG grounding score median < 0.45 for 10 minutes`,
  },
  providerDown,
  ...BEYOND_DOCUMENTS,
];
