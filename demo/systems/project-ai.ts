/**
 * Project-AI, an application on Flask. Names and bounds as in its monitoring document; `flask_*` as prometheus_flask_exporter
 * writes them by default, which does not count its own `/metrics`; `project_ai_ai_*` as in the project's code.
 */

import type { Entry } from '../ledger';
import { loadAt, outcomes, answered, PLAIN_CALL, refused, succeeded, type Call } from '../traffic/profile';
import type { LogNormal } from '../traffic/log-normal';
import { modelCall, type ModelName } from '../traffic/models';
import { pythonProcess } from './python-process';
import { plainGauge, present, PYTHON_CLIENT_BUCKETS, tokenAdditions, type Addition, type DemoSystem } from './system';

const GENERATE = '/api/generate';

const PAGE_OUTCOMES = outcomes(200, [answered(401, 0.01, 0.3), answered(404, 0.01, 0.3), answered(500, 0.004, 1)]);
const AI_OUTCOMES = outcomes(200, [
  refused(429, 'RateLimitError', 0.008, 0.1),
  refused(502, 'APIConnectionError', 0.004, 0.2),
  refused(504, 'APITimeoutError', 0.003, 5),
]);

const QUICK: LogNormal = { median: 0.03, sigma: 0.6 };

const CALLS: Call[] = [
  chat('gpt-4o', 0.9),
  chat('gpt-4o-mini', 0.7),
  { ...chat('llama-3.3-70b-instruct', 0.3), provider: 'ollama' },
  {
    ...PLAIN_CALL,
    layer: 'llm',
    provider: 'openai',
    model: 'gpt-image-1',
    endpoint: GENERATE,
    method: 'POST',
    perSecond: 0.2,
    duration: { median: 7, sigma: 0.5 },
    outcomes: AI_OUTCOMES,
  },
  page('GET', '/api/personas', 0.6),
  page('GET', '/api/plugins', 0.4),
  page('POST', '/api/login', 0.2),
];

/** One request to the application, which makes one call to a model. */
function chat(model: ModelName, perSecond: number): Call {
  return modelCall(model, { endpoint: '/api/chat', perSecond, outcomes: AI_OUTCOMES });
}

function page(method: string, endpoint: string, perSecond: number): Call {
  return { ...PLAIN_CALL, layer: 'http', method, endpoint, perSecond, duration: QUICK, outcomes: PAGE_OUTCOMES };
}

function ofModels(addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.layer === 'llm' ? addition(entry) : []);
}

function backend({ provider, model }: Entry) {
  return present({ model, backend: provider });
}

const PEOPLE = 24;

export const projectAi: DemoSystem = {
  id: 'project-ai',
  meter: null,
  profile: { calls: CALLS, heldConnections: 2, workers: 8, fragile: 'openai' },
  historyStep: 120,
  instruments: () => [
    {
      kind: 'counter',
      name: 'project_ai_requests_total',
      help: 'Total request count',
      labels: ['method', 'endpoint', 'status'],
      adds: ({ method, endpoint, status }) => [
        { labels: present({ method, endpoint, status: `${status}` }), measure: 'count' },
      ],
    },
    {
      kind: 'histogram',
      name: 'project_ai_request_duration_seconds',
      help: 'Request duration in seconds',
      labels: ['method', 'endpoint'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10],
      adds: ({ method, endpoint }) => [{ labels: present({ method, endpoint }), measure: 'duration' }],
    },
    {
      kind: 'histogram',
      name: 'generate_duration',
      help: 'Image generation duration',
      labels: [],
      buckets: PYTHON_CLIENT_BUCKETS,
      adds: ({ endpoint }) => (endpoint === GENERATE ? [{ labels: {}, measure: 'duration' }] : []),
    },
    {
      kind: 'counter',
      name: 'flask_http_request_total',
      help: 'Total number of HTTP requests',
      labels: ['method', 'status'],
      adds: ({ method, status }) => [{ labels: present({ method, status: `${status}` }), measure: 'count' }],
    },
    {
      kind: 'histogram',
      name: 'flask_http_request_duration_seconds',
      help: 'Flask HTTP request duration in seconds',
      labels: ['method', 'path', 'status'],
      buckets: PYTHON_CLIENT_BUCKETS,
      past: false,
      adds: ({ method, endpoint, status }) => [
        { labels: present({ method, path: endpoint, status: `${status}` }), measure: 'duration' },
      ],
    },
    {
      kind: 'counter',
      name: 'project_ai_ai_inference_total',
      help: 'Total AI inferences',
      labels: ['model', 'backend', 'status'],
      adds: ofModels((entry) => [
        { labels: { ...backend(entry), status: succeeded(entry) ? 'success' : 'error' }, measure: 'count' },
      ]),
    },
    {
      kind: 'histogram',
      name: 'project_ai_ai_inference_duration_seconds',
      help: 'AI inference duration in seconds',
      labels: ['model', 'backend'],
      buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60],
      adds: ofModels((entry) => [{ labels: backend(entry), measure: 'inference' }]),
    },
    {
      kind: 'counter',
      name: 'project_ai_ai_tokens_total',
      help: 'Total AI tokens',
      labels: ['model', 'type'],
      adds: ofModels((entry) =>
        tokenAdditions(entry, present({ model: entry.model }), 'type', ['prompt', 'completion'])
      ),
    },
  ],
  gauges: [
    plainGauge('project_ai_active_users', 'Number of active users', ({ time }) => Math.round(PEOPLE * loadAt(time))),
  ],
  background: pythonProcess({ cores: 0.2, megabytes: 420 }),
};
