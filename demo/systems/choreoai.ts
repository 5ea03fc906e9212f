/** ChoreoAI, an LLM gateway with two replicas. Metrics and labels as in its monitoring README. */

import type { Entry } from '../ledger';
import { modelCall } from '../traffic/models';
import { answered, outcomes, PLAIN_CALL, raised, type Call } from '../traffic/profile';
import { pythonProcess } from './python-process';
import {
  ofLayers,
  plainGauge,
  present,
  PYTHON_CLIENT_BUCKETS,
  tokenAdditions,
  type Addition,
  type DemoSystem,
  type Moment,
} from './system';

const CHAT = '/v1/chat/completions';
const EMBEDDINGS = '/v1/embeddings';

const CHAT_OUTCOMES = outcomes(200, [
  answered(307, 0.004, 0.002),
  answered(400, 0.008, 0.02),
  answered(401, 0.003, 0.02),
  answered(429, 0.014, 0.05),
  answered(500, 0.004, 0.6),
  answered(502, 0.002, 0.8),
  answered(503, 0.003, 0.1),
  raised('ReadTimeout', 0.002, 8),
  raised('ConnectError', 0.003, 0.1),
  raised('APIStatusError', 0.002, 0.5),
]);

const EMBEDDINGS_OUTCOMES = outcomes(200, [
  answered(400, 0.006, 0.2),
  answered(429, 0.01, 0.2),
  answered(500, 0.004, 0.8),
  raised('ConnectError', 0.004, 0.3),
]);

/** What the middleware writes where a request names no provider and no model. */
const UNKNOWN = { ...PLAIN_CALL, provider: 'unknown', model: 'unknown' };

const CALLS: Call[] = [
  modelCall('gpt-4o', { endpoint: CHAT, perSecond: 1.6, outcomes: CHAT_OUTCOMES }),
  modelCall('gpt-4o-mini', { endpoint: CHAT, perSecond: 2.0, outcomes: CHAT_OUTCOMES }),
  modelCall('text-embedding-3-small', { endpoint: EMBEDDINGS, perSecond: 0.9, outcomes: EMBEDDINGS_OUTCOMES }),
  modelCall('claude-sonnet-4-5', { endpoint: CHAT, perSecond: 1.5, outcomes: CHAT_OUTCOMES }),
  modelCall('claude-haiku-4-5', { endpoint: CHAT, perSecond: 0.9, outcomes: CHAT_OUTCOMES }),
  modelCall('mistral-large-latest', { endpoint: CHAT, perSecond: 0.5, outcomes: CHAT_OUTCOMES }),
  modelCall('mistral-small-latest', { endpoint: CHAT, perSecond: 0.5, outcomes: CHAT_OUTCOMES }),
  modelCall('gemini-2.5-pro', { endpoint: CHAT, perSecond: 0.4, outcomes: CHAT_OUTCOMES }),
  modelCall('gemini-2.5-flash', { endpoint: CHAT, perSecond: 0.7, outcomes: CHAT_OUTCOMES }),
  {
    ...UNKNOWN,
    layer: 'llm',
    endpoint: CHAT,
    method: 'POST',
    perSecond: 0.1,
    duration: { median: 0.01, sigma: 0.4 },
    outcomes: outcomes(400, [answered(404, 0.4, 1), raised('JSONDecodeError', 0.05, 1)]),
  },
  {
    ...UNKNOWN,
    layer: 'http',
    endpoint: '/v1/models',
    perSecond: 0.2,
    duration: { median: 0.02, sigma: 0.5 },
    outcomes: outcomes(200, [answered(304, 0.3, 0.5)]),
  },
  probe('/health', 0.2),
  probe('/metrics', 1 / 15),
];

function probe(endpoint: string, perSecond: number): Call {
  return {
    ...UNKNOWN,
    layer: 'probe',
    endpoint,
    perSecond,
    duration: { median: 0.003, sigma: 0.4 },
    outcomes: outcomes(200, []),
  };
}

/** The middleware counts what was answered, and an exception nowhere but in the errors. */
function whereAnswered(addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.errorType === null ? addition(entry) : []);
}

function whoAnswers({ provider, model }: Entry) {
  return present({ provider, model });
}

function connections({ underWay, profile }: Moment): number {
  return underWay(ofLayers('llm', 'http', 'probe')) + profile.heldConnections;
}

const WIDER_BUCKETS = [...PYTHON_CLIENT_BUCKETS, 15, 30, 60, 120];

export const choreoai: DemoSystem = {
  id: 'choreoai',
  meter: null,
  profile: { calls: CALLS, heldConnections: 6, workers: 6, fragile: 'openai' },
  historyStep: 60,
  tells: true,
  instruments: (replica) => [
    {
      kind: 'counter',
      name: 'choreoai_requests_total',
      help: 'Total API requests',
      labels: ['provider', 'model', 'endpoint', 'status', 'method'],
      adds: whereAnswered(({ provider, model, endpoint, status, method }) => [
        { labels: present({ provider, model, endpoint, status: `${status}`, method }), measure: 'count' },
      ]),
    },
    {
      kind: 'histogram',
      name: 'choreoai_request_duration_seconds',
      help: 'Request duration in seconds',
      labels: ['provider', 'endpoint', 'method'],
      buckets: replica === 1 ? PYTHON_CLIENT_BUCKETS : WIDER_BUCKETS,
      adds: whereAnswered(({ provider, endpoint, method }) => [
        { labels: present({ provider, endpoint, method }), measure: 'duration' },
      ]),
    },
    {
      kind: 'counter',
      name: 'choreoai_streaming_requests_total',
      help: 'Total streaming requests',
      labels: ['provider', 'model'],
      adds: whereAnswered((entry) => (entry.streaming ? [{ labels: whoAnswers(entry), measure: 'count' }] : [])),
    },
    {
      kind: 'counter',
      name: 'choreoai_tokens_total',
      help: 'Total tokens processed',
      labels: ['provider', 'model', 'type'],
      adds: (entry) => tokenAdditions(entry, whoAnswers(entry), 'type', ['input', 'output']),
    },
    {
      kind: 'counter',
      name: 'choreoai_errors_total',
      help: 'Total errors',
      labels: ['provider', 'error_type', 'endpoint'],
      adds: ({ provider, errorType, endpoint }) =>
        errorType === null
          ? []
          : [{ labels: present({ provider, error_type: errorType, endpoint }), measure: 'count' }],
    },
  ],
  gauges: [
    plainGauge('choreoai_active_connections', 'Current active connections', connections),
    plainGauge('choreoai_queue_size', 'Request queue depth', (moment) =>
      Math.max(0, connections(moment) - moment.profile.workers)
    ),
  ],
  background: pythonProcess({ cores: 0.12, megabytes: 180 }),
};
