/** AI Companion, a chat companion. `custom_*` as in its monitoring document, everything else as in the project's code. */

import type { Entry } from '../ledger';
import type { LogNormal } from '../traffic/log-normal';
import { modelCall, type ModelName } from '../traffic/models';
import { answered, outcomes, PLAIN_CALL, refused, succeeded, type Call } from '../traffic/profile';
import { pythonProcess } from './python-process';
import {
  present,
  PYTHON_CLIENT_BUCKETS,
  tokenAdditions,
  type Addition,
  type CounterRow,
  type DemoSystem,
} from './system';

const LLM_OUTCOMES = outcomes(200, [
  refused(502, 'RateLimitError', 0.008, 0.1),
  refused(502, 'APIConnectionError', 0.004, 0.2),
  refused(504, 'APITimeoutError', 0.003, 5),
]);

/** What the companion remembers comes from its cache, most of the time. */
const MEMORY_OUTCOMES = outcomes(200, [
  { ...answered(200, 0.72, 0.2), tags: { cache: 'hit' } },
  answered(500, 0.004, 1),
]);

const QUICK: LogNormal = { median: 0.05, sigma: 0.6 };

const CALLS: Call[] = [
  chat('claude-haiku-4-5', 0.8),
  chat('gpt-4o-mini', 0.7),
  page('GET', '/api/memory', 1.0, { outcomes: MEMORY_OUTCOMES, tags: { cache: 'miss' } }),
  page('GET', '/api/profile', 0.3, {}),
  inside('tool', 0.4, { duration: { median: 0.3, sigma: 0.5 } }),
  inside('event', 0.5, { tags: { event: 'user_action' } }),
  inside('event', 0.1, { tags: { event: 'mood_change' } }),
];

/** One request to the application, which makes one call to a model. */
function chat(model: ModelName, perSecond: number): Call {
  return modelCall(model, { endpoint: '/api/chat', perSecond, outcomes: LLM_OUTCOMES });
}

function page(method: string, endpoint: string, perSecond: number, row: Partial<Call>): Call {
  const ends = outcomes(200, [answered(404, 0.01, 0.3), answered(500, 0.004, 1)]);
  return { ...PLAIN_CALL, layer: 'http', method, endpoint, perSecond, duration: QUICK, outcomes: ends, ...row };
}

function inside(layer: 'tool' | 'event', perSecond: number, row: Partial<Call>): Call {
  return { ...PLAIN_CALL, layer, endpoint: null, perSecond, duration: QUICK, outcomes: outcomes(null, []), ...row };
}

function whether(matches: (entry: Entry) => boolean, addition: (entry: Entry) => Addition[]) {
  return (entry: Entry) => (matches(entry) ? addition(entry) : []);
}

const toApp = ({ layer }: Entry) => layer === 'llm' || layer === 'http';
const toModel = ({ layer }: Entry) => layer === 'llm';

function outcomeOf(entry: Entry): string {
  return succeeded(entry) ? 'success' : 'error';
}

/** A cache that answered, or had to ask; a request that failed did neither. */
function cacheCounter(name: string, help: string, which: string): CounterRow {
  const matches = (entry: Entry) => entry.tags.cache === which && succeeded(entry);
  return { kind: 'counter', name, help, labels: [], adds: whether(matches, () => [{ labels: {}, measure: 'count' }]) };
}

export const aiCompanion: DemoSystem = {
  id: 'ai-companion',
  meter: null,
  profile: { calls: CALLS, heldConnections: 0, workers: 8, fragile: 'openai' },
  historyStep: 120,
  instruments: () => [
    {
      kind: 'counter',
      name: 'app_requests_total',
      help: 'Total number of requests',
      labels: ['method', 'endpoint', 'status'],
      adds: whether(toApp, (entry) => [
        {
          labels: present({ method: entry.method, endpoint: entry.endpoint, status: outcomeOf(entry) }),
          measure: 'count',
        },
      ]),
    },
    {
      kind: 'histogram',
      name: 'app_request_duration_seconds',
      help: 'Request duration in seconds',
      labels: ['method', 'endpoint'],
      buckets: PYTHON_CLIENT_BUCKETS,
      adds: whether(toApp, ({ method, endpoint }) => [{ labels: present({ method, endpoint }), measure: 'duration' }]),
    },
    {
      kind: 'counter',
      name: 'llm_requests_total',
      help: 'Total LLM requests',
      labels: ['model', 'status'],
      adds: whether(toModel, (entry) => [
        { labels: present({ model: entry.model, status: outcomeOf(entry) }), measure: 'count' },
      ]),
    },
    {
      kind: 'histogram',
      name: 'llm_response_duration_seconds',
      help: 'LLM response duration in seconds',
      labels: ['model'],
      buckets: PYTHON_CLIENT_BUCKETS,
      adds: whether(toModel, ({ model }) => [{ labels: present({ model }), measure: 'inference' }]),
    },
    {
      kind: 'counter',
      name: 'llm_tokens_total',
      help: 'Total tokens',
      labels: ['model', 'token_type'],
      adds: whether(toModel, (entry) =>
        tokenAdditions(entry, present({ model: entry.model }), 'token_type', ['prompt', 'completion'])
      ),
    },
    cacheCounter('cache_hits_total', 'Total cache hits', 'hit'),
    cacheCounter('cache_misses_total', 'Total cache misses', 'miss'),
    {
      kind: 'counter',
      name: 'custom_events_total',
      help: 'Custom events',
      labels: ['event_type'],
      adds: ({ tags }) => (tags.event === undefined ? [] : [{ labels: { event_type: tags.event }, measure: 'count' }]),
    },
    {
      kind: 'histogram',
      name: 'custom_operation_duration',
      help: 'Duration of custom operations in seconds',
      labels: [],
      buckets: PYTHON_CLIENT_BUCKETS,
      adds: whether(
        ({ layer }) => layer === 'tool',
        () => [{ labels: {}, measure: 'duration' }]
      ),
    },
  ],
  gauges: [],
  background: pythonProcess({ cores: 0.08, megabytes: 260 }),
};
