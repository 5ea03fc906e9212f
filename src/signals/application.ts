import { inLastHour, level, mean, observed, perSecond, quantile, share, shareOfLimit, slowerThan } from './formulas';
import type { Signal } from './signal';

/** What an application does around its calls to models: agents, retrieval, its database, and the people who use it. */
export const APPLICATION = {
  agentRate: perSecond('Agent executions', 'ops', 'agentExecutions'),
  agentErrorRatio: share('Agent error ratio', 'agentErrors', 'agentExecutions'),
  agentErrorRate: {
    ...perSecond('Agent errors by type', 'ops', 'agentErrors'),
    emptyWhen: 'There may have been no error.',
  },
  agentLatencyP50: quantile('Agent execution time, median', 'agentLatency', 0.5),
  agentLatencyP95: quantile('Agent execution time, 95th percentile', 'agentLatency', 0.95),
  agentSlowerThan10s: slowerThan('Agent executions slower than 10 s', 'agentLatency', 10),
  activeAgents: level('Agents at work', 'activeAgents'),
  toolRate: observed('Tool calls', 'ops', 'toolLatency'),
  toolLatencyP95: quantile('Tool call time, 95th percentile', 'toolLatency', 0.95),

  retrievalRate: perSecond('Retrievals', 'ops', 'retrievals'),
  retrievalErrorRatio: share('Retrieval error ratio', 'failedRetrievals', 'retrievals'),
  retrievalLatencyP50: quantile('Retrieval time, median', 'retrievalLatency', 0.5),
  retrievalLatencyP95: quantile('Retrieval time, 95th percentile', 'retrievalLatency', 0.95),
  retrievedChunks: mean('Chunks for each retrieval', 'retrievedChunks', 'short'),
  groundingP50: quantile('Grounding score, median', 'groundingScore', 0.5, 'short'),
  groundingMean: mean('Grounding score, mean', 'groundingScore', 'short'),

  databaseRate: perSecond('Database queries', 'ops', 'databaseQueries'),
  databaseLatencyP50: quantile('Database query time, median', 'databaseLatency', 0.5),
  databaseLatencyP95: quantile('Database query time, 95th percentile', 'databaseLatency', 0.95),
  databaseSlowerThan1s: slowerThan('Database queries slower than 1 s', 'databaseLatency', 1),
  databaseConnections: level('Database connections', 'databaseConnections'),
  databasePool: level('Size of the database pool', 'databasePool'),
  databasePoolUsed: shareOfLimit('Database connections, of the pool', 'databaseConnections', 'databasePool'),

  inferenceRate: perSecond('Inferences', 'ops', 'inferences'),
  inferenceErrorRatio: share('Inference error ratio', 'failedInferences', 'inferences'),
  inferenceLatencyP50: quantile('Inference time, median', 'inferenceLatency', 0.5),
  inferenceLatencyP95: quantile('Inference time, 95th percentile', 'inferenceLatency', 0.95),
  generateDurationP50: quantile('Image generation time, median', 'generateDuration', 0.5),
  generateDurationP95: quantile('Image generation time, 95th percentile', 'generateDuration', 0.95),
  operationLatencyP50: quantile('Custom operation time, median', 'operationLatency', 0.5),
  operationLatencyP95: quantile('Custom operation time, 95th percentile', 'operationLatency', 0.95),
  eventRate: perSecond('Events', 'ops', 'events'),
  activeUsers: level('Active users', 'activeUsers'),
  chatSessions: inLastHour('Sessions in the last hour', 'short', 'chatSessions'),
  registrations: inLastHour('Registrations in the last hour', 'short', 'registrations'),
  bookings: inLastHour('Bookings in the last hour', 'short', 'bookings'),
  complaints: inLastHour('Complaints in the last hour', 'short', 'complaints'),
} satisfies Record<string, Signal>;
