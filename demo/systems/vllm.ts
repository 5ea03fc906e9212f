/**
 * A vLLM server with one model and one engine. Names, labels and bounds as in its code (v1/metrics/loggers.py), and those of
 * prometheus-fastapi-instrumentator, which counts its HTTP requests, probes and scrapes excepted. `inter_token_latency` is written once a request here,
 * with the request's mean; vLLM writes it once a token.
 */

import type { Entry } from '../ledger';
import type { Measure } from '../traffic/measures';
import { modelCall } from '../traffic/models';
import { answered, outcomes, refused, succeeded, type Call } from '../traffic/profile';
import { pythonProcess, wave } from './python-process';
import {
  ofLayers,
  plainGauge,
  present,
  type Addition,
  type DemoSystem,
  type HistogramRow,
  type Moment,
  type ReadingRow,
} from './system';

const MODEL = 'llama-3.3-70b-instruct';

const OUTCOMES = outcomes(200, [
  { ...answered(200, 0.12, 1.6), tags: { finish: 'length' } },
  { ...answered(200, 0.02, 0.3), tags: { finish: 'abort' } },
  answered(400, 0.01, 0.01),
  refused(500, 'EngineDeadError', 0.006, 0.2),
]);

function generate(endpoint: string, perSecond: number): Call {
  return modelCall(MODEL, { endpoint, perSecond, outcomes: OUTCOMES, tags: { finish: 'stop' } });
}

const CALLS: Call[] = [generate('/v1/chat/completions', 2.6), generate('/v1/completions', 0.5)];

const ENGINE = { model_name: MODEL, engine: '0' };
const LABELS = ['model_name', 'engine'];

/** Requests that the engine finished, whatever the reason. */
function finished(addition: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  return (entry) => (entry.layer === 'llm' && succeeded(entry) ? addition(entry) : []);
}

/** Tokens are counted under the name that the server knows itself by, whatever was asked for. */
function engine({ model }: Entry) {
  return present({ ...ENGINE, model_name: model });
}

function histogram(name: string, help: string, buckets: readonly number[], measure: Measure): HistogramRow {
  return {
    kind: 'histogram',
    name: `vllm:${name}`,
    help,
    labels: LABELS,
    buckets,
    adds: finished((entry) => [{ labels: engine(entry), measure }]),
  };
}

function liveOnly(row: HistogramRow): HistogramRow {
  return { ...row, past: false };
}

const REQUEST_BUCKETS = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680];
const FIRST_TOKEN_BUCKETS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const PER_TOKEN_BUCKETS = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
];
/** 1, 2, 5, 10, ... up to the longest context of 32,768 tokens. */
const LENGTH_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];

/** How many requests the engine computes at once; the others wait. */
const MAX_SEQUENCES = 64;
/** Of the cache, what one running request takes. */
const CACHE_PER_REQUEST = 0.012;

function requests({ underWay, profile }: Moment): number {
  return underWay(ofLayers('llm')) + profile.heldConnections;
}

function engineGauge(name: string, help: string, value: (moment: Moment) => number): ReadingRow {
  const row = plainGauge(`vllm:${name}`, help, value);
  return {
    ...row,
    labels: LABELS,
    read: (moment) => row.read(moment).map((reading) => ({ ...reading, labels: ENGINE })),
  };
}

export const vllm: DemoSystem = {
  id: 'vllm',
  meter: null,
  profile: { calls: CALLS, heldConnections: 0, workers: MAX_SEQUENCES, fragile: 'vllm' },
  historyStep: 120,
  instruments: () => [
    {
      kind: 'counter',
      name: 'vllm:request_success_total',
      help: 'Count of successfully processed requests.',
      labels: [...LABELS, 'finished_reason'],
      adds: finished((entry) => [
        { labels: { ...engine(entry), ...present({ finished_reason: entry.tags.finish }) }, measure: 'count' },
      ]),
    },
    {
      kind: 'counter',
      name: 'vllm:prompt_tokens_total',
      help: 'Number of prefill tokens processed.',
      labels: LABELS,
      adds: finished((entry) => [{ labels: engine(entry), measure: 'inputTokens' }]),
    },
    {
      kind: 'counter',
      name: 'vllm:generation_tokens_total',
      help: 'Number of generation tokens processed.',
      labels: LABELS,
      adds: finished((entry) => [{ labels: engine(entry), measure: 'outputTokens' }]),
    },
    {
      kind: 'counter',
      name: 'vllm:prefix_cache_queries_total',
      help: 'Prefix cache queries, in terms of number of queried tokens.',
      labels: LABELS,
      adds: finished((entry) => [{ labels: engine(entry), measure: 'inputTokens' }]),
    },
    {
      kind: 'counter',
      name: 'vllm:prefix_cache_hits_total',
      help: 'Prefix cache hits, in terms of number of cached tokens.',
      labels: LABELS,
      adds: finished((entry) => [{ labels: engine(entry), measure: 'cachedTokens' }]),
    },
    histogram('e2e_request_latency_seconds', 'End to end request latency.', REQUEST_BUCKETS, 'duration'),
    histogram('time_to_first_token_seconds', 'Time to first token.', FIRST_TOKEN_BUCKETS, 'firstToken'),
    histogram('inter_token_latency_seconds', 'Inter-token latency.', PER_TOKEN_BUCKETS, 'perOutputToken'),
    histogram('request_queue_time_seconds', 'Time spent in WAITING phase.', REQUEST_BUCKETS, 'queued'),
    ...[
      histogram('request_time_per_output_token_seconds', 'Time per output token.', PER_TOKEN_BUCKETS, 'perOutputToken'),
      histogram('request_inference_time_seconds', 'Time spent in RUNNING phase.', REQUEST_BUCKETS, 'inference'),
      histogram('request_prefill_time_seconds', 'Time spent in PREFILL phase.', REQUEST_BUCKETS, 'prefill'),
      histogram('request_decode_time_seconds', 'Time spent in DECODE phase.', REQUEST_BUCKETS, 'decode'),
      histogram('request_prompt_tokens', 'Number of prefill tokens processed.', LENGTH_BUCKETS, 'inputTokens'),
      histogram('request_generation_tokens', 'Number of generation tokens.', LENGTH_BUCKETS, 'outputTokens'),
    ].map(liveOnly),
    {
      kind: 'counter',
      name: 'http_requests_total',
      help: 'Total number of requests by method, status and handler.',
      labels: ['handler', 'status', 'method'],
      adds: ({ endpoint, status, method }) => [
        { labels: present({ handler: endpoint, status: statusClass(status), method }), measure: 'count' },
      ],
    },
    {
      kind: 'histogram',
      name: 'http_request_duration_seconds',
      help: 'Latency with only few buckets by handler.',
      labels: ['handler', 'method'],
      buckets: [0.1, 0.5, 1],
      adds: ({ endpoint, method }) => [{ labels: present({ handler: endpoint, method }), measure: 'duration' }],
    },
  ],
  gauges: [
    engineGauge('num_requests_running', 'Number of requests in model execution batches.', (moment) =>
      Math.min(MAX_SEQUENCES, requests(moment))
    ),
    engineGauge('num_requests_waiting', 'Number of requests waiting to be processed.', (moment) =>
      Math.max(0, requests(moment) - MAX_SEQUENCES)
    ),
    engineGauge('kv_cache_usage_perc', 'KV-cache usage. 1 means 100 percent usage.', (moment) =>
      Math.min(1, CACHE_PER_REQUEST * requests(moment) + 0.02 + 0.01 * wave(moment.time, 300))
    ),
  ],
  background: [
    ...pythonProcess({ cores: 0.9, megabytes: 5200 }),
    {
      kind: 'counter',
      name: 'vllm:num_preemptions_total',
      help: 'Cumulative number of preemption from the engine.',
      labels: LABELS,
      read: ({ time, start }) => [{ labels: ENGINE, value: Math.floor((time - start) / 60) }],
    },
  ],
};

function statusClass(status: number | null): string {
  return `${Math.floor((status ?? 500) / 100)}xx`;
}
