/** What ConvergeAI does behind its pages: agents, database, retrieval and business, as in its monitoring guide. */

import type { Entry, Layer, Tags } from '../ledger';
import { constant, type LogNormal } from '../traffic/log-normal';
import { loadAt, outcomes, PLAIN_CALL, raised, succeeded, type Call } from '../traffic/profile';
import { wave } from './python-process';
import {
  ofLayers,
  plainGauge,
  present,
  PYTHON_CLIENT_BUCKETS,
  type Addition,
  type Instrument,
  type ReadingRow,
} from './system';

const AGENT_OUTCOMES = outcomes(null, [raised('LLMError', 0.015, 0.6), raised('ToolTimeout', 0.01, 3)]);
const QUERY_OUTCOMES = outcomes(null, []);
const RETRIEVAL_OUTCOMES = outcomes(null, [raised('PineconeError', 0.01, 2)]);

/** The longest queries of the document's top bucket: 1 s and above it nothing. */
const QUERY_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

const AGENTS = [
  { agent: 'coordinator', intent: 'general_query', perSecond: 0.5 },
  { agent: 'policy_agent', intent: 'policy_inquiry', perSecond: 0.4 },
  { agent: 'service_agent', intent: 'service_information', perSecond: 0.4 },
  { agent: 'booking_agent', intent: 'booking_management', perSecond: 0.3 },
  { agent: 'complaint_agent', intent: 'complaint', perSecond: 0.15 },
] as const;

const QUERIES: ReadonlyArray<[operation: string, table: string, perSecond: number]> = [
  ['SELECT', 'users', 0.6],
  ['SELECT', 'bookings', 0.5],
  ['SELECT', 'services', 0.4],
  ['INSERT', 'bookings', 0.1],
  ['INSERT', 'conversations', 0.4],
  ['UPDATE', 'bookings', 0.1],
];

const NAMESPACES: ReadonlyArray<[namespace: string, agent: string, perSecond: number]> = [
  ['policies', 'policy_agent', 0.4],
  ['services', 'service_agent', 0.3],
];

/** A counter of the business's own, and how often it moves in a second. */
const EVENTS: ReadonlyArray<[metric: string, help: string, perSecond: number]> = [
  ['bookings_created_total', 'Total bookings created', 0.06],
  ['complaints_created_total', 'Total complaints created', 0.02],
  ['chat_sessions_total', 'Total chat sessions', 0.15],
  ['user_registrations_total', 'Total user registrations', 0.03],
];

export const WORK: Call[] = [
  ...AGENTS.map(({ agent, intent, perSecond }) =>
    work('agent', { agent, intent }, perSecond, { median: 1.9, sigma: 0.5 }, { outcomes: AGENT_OUTCOMES })
  ),
  ...QUERIES.map(([operation, table, perSecond]) =>
    work('database', { table }, perSecond, { median: 0.008, sigma: 0.9 }, { operation })
  ),
  ...NAMESPACES.map(([namespace, agent, perSecond]) =>
    work(
      'retrieval',
      { namespace, agent },
      perSecond,
      { median: 0.18, sigma: 0.5 },
      {
        outcomes: RETRIEVAL_OUTCOMES,
        retrieves: { chunks: { median: 5, sigma: 0.3 }, grounding: { median: 0.71, sigma: 0.12 } },
      }
    )
  ),
  ...EVENTS.map(([event, , perSecond]) => work('event', { event }, perSecond, constant(0), {})),
];

function work(layer: Layer, tags: Tags, perSecond: number, duration: LogNormal, row: Partial<Call>): Call {
  return { ...PLAIN_CALL, layer, endpoint: null, tags, perSecond, duration, outcomes: QUERY_OUTCOMES, ...row };
}

function of(layer: Layer, addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.layer === layer ? addition(entry) : []);
}

function statusOf(entry: Entry) {
  return succeeded(entry) ? 'success' : 'error';
}

function whereRetrieved(addition: (entry: Entry) => Addition): (entry: Entry) => Addition[] {
  return (entry) => (entry.retrieved === null ? [] : [addition(entry)]);
}

export const WORK_INSTRUMENTS: readonly Instrument[] = [
  {
    kind: 'counter',
    name: 'agent_executions_total',
    help: 'Total agent executions',
    labels: ['agent_name', 'intent', 'status'],
    adds: of('agent', (entry) => [
      {
        labels: present({ agent_name: entry.tags.agent, intent: entry.tags.intent, status: statusOf(entry) }),
        measure: 'count',
      },
    ]),
  },
  {
    kind: 'histogram',
    name: 'agent_execution_duration_seconds',
    help: 'Agent execution duration in seconds',
    labels: ['agent_name', 'intent'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60],
    adds: of('agent', ({ tags }) => [
      { labels: present({ agent_name: tags.agent, intent: tags.intent }), measure: 'duration' },
    ]),
  },
  {
    kind: 'counter',
    name: 'agent_errors_total',
    help: 'Total agent errors',
    labels: ['agent_name', 'error_type'],
    adds: of('agent', ({ tags, errorType }) =>
      errorType === null
        ? []
        : [{ labels: present({ agent_name: tags.agent, error_type: errorType }), measure: 'count' }]
    ),
  },
  {
    kind: 'counter',
    name: 'db_queries_total',
    help: 'Total database queries',
    labels: ['operation', 'table'],
    adds: of('database', ({ operation, tags }) => [
      { labels: present({ operation, table: tags.table }), measure: 'count' },
    ]),
  },
  {
    kind: 'histogram',
    name: 'db_query_duration_seconds',
    help: 'Database query duration in seconds',
    labels: ['operation', 'table'],
    buckets: QUERY_BUCKETS,
    adds: of('database', ({ operation, tags }) => [
      { labels: present({ operation, table: tags.table }), measure: 'duration' },
    ]),
  },
  {
    kind: 'counter',
    name: 'rag_retrievals_total',
    help: 'Total RAG retrievals',
    labels: ['namespace', 'status'],
    adds: of('retrieval', (entry) => [
      { labels: present({ namespace: entry.tags.namespace, status: statusOf(entry) }), measure: 'count' },
    ]),
  },
  {
    kind: 'histogram',
    name: 'rag_retrieval_duration_seconds',
    help: 'RAG retrieval duration in seconds',
    labels: ['namespace'],
    buckets: PYTHON_CLIENT_BUCKETS,
    adds: of('retrieval', ({ tags }) => [{ labels: present({ namespace: tags.namespace }), measure: 'duration' }]),
  },
  {
    kind: 'histogram',
    name: 'rag_chunks_retrieved',
    help: 'Number of chunks retrieved',
    labels: ['namespace'],
    buckets: [1, 2, 3, 5, 10, 20],
    adds: whereRetrieved(({ tags }) => ({ labels: present({ namespace: tags.namespace }), measure: 'chunks' })),
  },
  {
    kind: 'histogram',
    name: 'rag_grounding_score',
    help: 'Response grounding score',
    labels: ['agent_name'],
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    adds: whereRetrieved(({ tags }) => ({ labels: present({ agent_name: tags.agent }), measure: 'grounding' })),
  },
  ...EVENTS.map(([name, help]): Instrument => ({
    kind: 'counter',
    name,
    help,
    labels: [],
    adds: of('event', ({ tags }) => (tags.event === name ? [{ labels: {}, measure: 'count' }] : [])),
  })),
];

const POOL_SIZE = 20;
const IDLE_CONNECTIONS = 4;
const PEOPLE = 55;

export const WORK_GAUGES: readonly ReadingRow[] = [
  {
    kind: 'gauge',
    name: 'agent_concurrent_executions',
    help: 'Current concurrent agent executions',
    labels: ['agent_name'],
    read: ({ underWay }) =>
      AGENTS.map(({ agent }) => ({
        labels: { agent_name: agent },
        value: underWay(({ layer, tags }) => layer === 'agent' && tags.agent === agent),
      })),
  },
  plainGauge('db_connections_active', 'Active database connections', ({ underWay, time }) =>
    Math.min(POOL_SIZE, underWay(ofLayers('database')) + Math.round(IDLE_CONNECTIONS * loadAt(time)))
  ),
  plainGauge('db_connection_pool_size', 'Database connection pool size', () => POOL_SIZE),
  plainGauge('active_users', 'Current active users', ({ time }) =>
    Math.round(PEOPLE * loadAt(time) + 3 * wave(time, 1200))
  ),
];
