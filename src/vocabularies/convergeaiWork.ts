import { matches } from '../promql/matcher';
import { counter, gauge, histogram } from './sources';
import type { Measures } from './vocabulary';

/** What ConvergeAI does behind its pages: agents, database, retrieval and business, as in its monitoring guide. */
export const CONVERGEAI_WORK: Measures = {
  agentExecutions: counter('agent_executions_total', ['agent', 'intent']),
  agentErrors: counter('agent_errors_total', ['agent', 'errorType']),
  agentLatency: histogram('agent_execution_duration_seconds', ['agent', 'intent']),
  activeAgents: gauge('agent_concurrent_executions', ['agent']),

  databaseQueries: counter('db_queries_total', ['operation', 'table']),
  databaseLatency: histogram('db_query_duration_seconds', ['operation', 'table']),
  databaseConnections: gauge('db_connections_active', []),
  databasePool: gauge('db_connection_pool_size', []),

  retrievals: counter('rag_retrievals_total', ['namespace']),
  failedRetrievals: counter('rag_retrievals_total', ['namespace'], matches('status', 'error|failed|failure|timeout')),
  retrievalLatency: histogram('rag_retrieval_duration_seconds', ['namespace']),
  retrievedChunks: histogram('rag_chunks_retrieved', ['namespace']),
  groundingScore: histogram('rag_grounding_score', ['agent']),

  bookings: counter('bookings_created_total', []),
  complaints: counter('complaints_created_total', []),
  chatSessions: counter('chat_sessions_total', []),
  registrations: counter('user_registrations_total', []),
  activeUsers: gauge('active_users', []),
};
