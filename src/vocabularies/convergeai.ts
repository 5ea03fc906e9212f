import { excludes, matches } from '../promql/matcher';
import { CONVERGEAI_WORK } from './convergeaiWork';
import { PROBE_ENDPOINTS } from './probes';
import { PROCESS_MEASURES, TARGET_LABELS } from './process';
import { PROVIDER_OF_MODEL } from './providerOfModel';
import type { Series, SystemVocabulary } from './vocabulary';

const notProbes = excludes('endpoint', PROBE_ENDPOINTS);

const calls: Series = {
  metric: ['llm_requests_total'],
  where: [],
  dimensions: ['provider', 'model', 'operation'],
};

const failedCalls: Series = {
  metric: ['llm_errors_total'],
  where: [],
  dimensions: ['provider', 'model', 'errorType'],
};

const http: Series = {
  metric: ['http_requests_total'],
  where: [notProbes],
  dimensions: ['endpoint', 'method', 'status'],
};

const serverErrors: Series = { ...http, where: [...http.where, matches('status_code', '5..')] };

/**
 * ConvergeAI, an application: its own HTTP interface and the LLM calls behind it are counted apart.
 * It writes no provider; the model tells. A failed LLM call is counted as a request and as an error.
 */
export const convergeai: SystemVocabulary = {
  id: 'convergeai',
  title: 'ConvergeAI',
  source: 'ConvergeAI monitoring setup guide',
  instrumentation: 'prometheus_client',
  evidence: [
    { metric: ['llm_requests_total'], labels: ['model', 'operation'] },
    { metric: ['agent_executions_total'], labels: ['agent_name', 'intent'] },
  ],
  labels: {
    ...TARGET_LABELS,
    provider: { from: 'model', rules: PROVIDER_OF_MODEL },
    model: 'model',
    endpoint: 'endpoint',
    method: 'method',
    status: 'status_code',
    tokenType: 'token_type',
    errorType: 'error_type',
    operation: 'operation',
    agent: 'agent_name',
    intent: 'intent',
    table: 'table',
    namespace: 'namespace',
  },
  tokens: {
    types: { input: ['prompt', 'input'], output: ['completion', 'output'] },
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
  },
  measures: {
    ...PROCESS_MEASURES,
    requests: { kind: 'counter', series: [calls] },
    attempts: { kind: 'counter', series: [calls] },
    failures: { kind: 'counter', series: [failedCalls] },
    successes: { kind: 'counter', series: [calls], less: failedCalls },
    errors: { kind: 'counter', series: [failedCalls] },
    latency: {
      kind: 'histogram',
      series: [
        {
          metric: ['llm_request_duration_seconds'],
          where: [],
          dimensions: ['provider', 'model', 'operation'],
        },
      ],
    },
    tokens: {
      kind: 'counter',
      series: [
        {
          metric: ['llm_tokens_used_total'],
          where: [matches('token_type', 'input|output|prompt|completion')],
          dimensions: ['provider', 'model', 'tokenType'],
        },
      ],
    },
    streaming: {
      kind: 'absent',
      why: 'ConvergeAI does not count streamed LLM calls.',
      howToEmit: 'Count them in a counter of your own, for example llm_streaming_requests_total{model}.',
    },
    activeRequests: {
      kind: 'gauge',
      series: [{ metric: ['http_requests_in_progress'], where: [notProbes], dimensions: ['endpoint', 'method'] }],
    },
    queueDepth: {
      kind: 'absent',
      why: 'ConvergeAI has no queue of requests.',
      howToEmit: 'Requests in progress show its load. If you put a queue in front, export its length as a gauge.',
    },
    httpRequests: { kind: 'counter', series: [http] },
    httpFailures: { kind: 'counter', series: [serverErrors] },
    httpLatency: {
      kind: 'histogram',
      series: [{ metric: ['http_request_duration_seconds'], where: [notProbes], dimensions: ['endpoint', 'method'] }],
    },
    ...CONVERGEAI_WORK,
  },
};
