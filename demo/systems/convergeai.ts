/** ConvergeAI, an application with agents. Metrics and labels as in its monitoring guide. */

import type { Entry, Layer } from '../ledger';
import type { LogNormal } from '../traffic/log-normal';
import { modelCall, type ModelName } from '../traffic/models';
import { answered, outcomes, PLAIN_CALL, raised, type Call, type Outcome } from '../traffic/profile';
import { WORK, WORK_GAUGES, WORK_INSTRUMENTS } from './convergeai-work';
import { pythonProcess } from './python-process';
import {
  ofLayers,
  plainGauge,
  present,
  PYTHON_CLIENT_BUCKETS,
  tokenAdditions,
  type Addition,
  type DemoSystem,
} from './system';

const LLM_OUTCOMES = outcomes(null, [
  raised('RateLimitError', 0.008, 0.1),
  raised('APITimeoutError', 0.004, 6),
  raised('APIConnectionError', 0.004, 0.2),
]);

const PAGE_OUTCOMES = outcomes(200, [answered(401, 0.01, 0.5), answered(422, 0.01, 0.5), answered(500, 0.006, 1)]);

const INSTANT: LogNormal = { median: 0.003, sigma: 0.4 };
const QUICK: LogNormal = { median: 0.04, sigma: 0.6 };
const WITH_AGENT: LogNormal = { median: 2.2, sigma: 0.5 };

const CALLS: Call[] = [
  llmCall('gpt-4o', 'generate', 1.4),
  llmCall('gpt-4o-mini', 'classify_intent', 1.6),
  llmCall('gpt-4o-mini', 'generate', 0.8),
  llmCall('claude-sonnet-4-5', 'generate', 0.8),
  llmCall('gemini-2.5-flash', 'summarize', 0.6),
  page('POST', '/api/v1/chat/message', 2.0, WITH_AGENT),
  page('GET', '/api/v1/services', 1.3, QUICK),
  page('GET', '/api/v1/bookings', 0.9, QUICK),
  page('POST', '/api/v1/bookings', 0.4, QUICK),
  page('POST', '/api/v1/auth/login', 0.4, QUICK),
  probe('/api/v1/health/live', 0.1),
  probe('/api/v1/health/ready', 0.1),
  probe('/api/v1/metrics', 1 / 15),
];

function llmCall(model: ModelName, operation: string, perSecond: number): Call {
  return modelCall(model, { endpoint: null, operation, perSecond, outcomes: LLM_OUTCOMES, streaming: 0 });
}

function request(layer: Layer, method: string, endpoint: string, ends: readonly Outcome[]) {
  return { ...PLAIN_CALL, layer, method, endpoint, outcomes: ends };
}

function page(method: string, endpoint: string, perSecond: number, duration: LogNormal): Call {
  return { ...request('http', method, endpoint, PAGE_OUTCOMES), perSecond, duration };
}

function probe(endpoint: string, perSecond: number): Call {
  return { ...request('probe', 'GET', endpoint, outcomes(200, [])), perSecond, duration: INSTANT };
}

/** The middleware sees HTTP requests, the LLM client sees calls to models; neither sees the other's. */
function ofHttp(addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.layer === 'http' || entry.layer === 'probe' ? addition(entry) : []);
}

function ofLlm(addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.layer === 'llm' ? addition(entry) : []);
}

function what({ model, operation }: Entry) {
  return present({ model, operation });
}

export const convergeai: DemoSystem = {
  id: 'convergeai',
  meter: null,
  profile: { calls: [...CALLS, ...WORK], heldConnections: 3, workers: 20, fragile: 'openai' },
  historyStep: 120,
  instruments: () => [
    {
      kind: 'counter',
      name: 'http_requests_total',
      help: 'Total HTTP requests',
      labels: ['method', 'endpoint', 'status_code'],
      adds: ofHttp(({ method, endpoint, status }) => [
        { labels: present({ method, endpoint, status_code: `${status}` }), measure: 'count' },
      ]),
    },
    {
      kind: 'histogram',
      name: 'http_request_duration_seconds',
      help: 'HTTP request duration in seconds',
      labels: ['method', 'endpoint'],
      buckets: PYTHON_CLIENT_BUCKETS,
      adds: ofHttp(({ method, endpoint }) => [{ labels: present({ method, endpoint }), measure: 'duration' }]),
    },
    {
      kind: 'counter',
      name: 'llm_requests_total',
      help: 'Total LLM requests, failed ones included',
      labels: ['model', 'operation'],
      adds: ofLlm((entry) => [{ labels: what(entry), measure: 'count' }]),
    },
    {
      kind: 'histogram',
      name: 'llm_request_duration_seconds',
      help: 'LLM request duration in seconds, failed requests included',
      labels: ['model', 'operation'],
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      adds: ofLlm((entry) => [{ labels: what(entry), measure: 'duration' }]),
    },
    {
      kind: 'counter',
      name: 'llm_tokens_used_total',
      help: 'Total tokens used',
      labels: ['model', 'token_type'],
      adds: ofLlm((entry) =>
        tokenAdditions(entry, present({ model: entry.model }), 'token_type', ['prompt', 'completion'])
      ),
    },
    {
      kind: 'counter',
      name: 'llm_errors_total',
      help: 'Total LLM errors',
      labels: ['model', 'error_type'],
      adds: ofLlm(({ model, errorType }) =>
        errorType === null ? [] : [{ labels: present({ model, error_type: errorType }), measure: 'count' }]
      ),
    },
    ...WORK_INSTRUMENTS,
  ],
  gauges: [
    plainGauge(
      'http_requests_in_progress',
      'HTTP requests in progress',
      ({ underWay, profile }) => underWay(ofLayers('http', 'probe')) + profile.heldConnections
    ),
    ...WORK_GAUGES,
  ],
  background: pythonProcess({ cores: 0.25, megabytes: 510 }),
};
