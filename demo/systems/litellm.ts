/**
 * LiteLLM's proxy. Names, labels and bounds as in its documentation (docs/proxy/prometheus) and code
 * (integrations/prometheus.py): latencies are those of successful requests, and a label without a value says `None`.
 */

import type { Entry } from '../ledger';
import type { Measure } from '../traffic/measures';
import { succeeded } from '../traffic/profile';
import { litellmGauges } from './litellm-gauges';
import {
  CACHE,
  CALLER,
  CLIENT,
  DEPLOYED_FOR,
  DEPLOYMENT,
  EXCEPTION,
  KEY,
  LATENCY,
  MODEL,
  NONE,
  PROXIED,
  api,
  cache,
  caller,
  client,
  deployedFor,
  deployment,
  latency,
  overhead,
  perToken,
  proxied,
  queue,
  remembered,
  spend,
  tokens,
  type Labels,
} from './litellm-labels';
import { CALLS, deploymentOf } from './litellm-traffic';
import { pythonProcess } from './python-process';
import {
  PYTHON_CLIENT_BUCKETS,
  tokensOf,
  type Addition,
  type CounterRow,
  type DemoSystem,
  type HistogramRow,
} from './system';

const LATENCY_BUCKETS = [
  0.005, 0.00625, 0.0125, 0.025, 0.05, 0.1, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5,
  10, 15, 20, 25, 30, 60, 120, 180, 240, 300,
];

const isHit = ({ tags }: Entry) => tags.cache === 'hit';
/** A provider answered; where a fallback did, it is the one asked next. */
const isServed = (entry: Entry) => succeeded(entry) && !isHit(entry);

/** `Openai.RateLimitError` */
function exceptionClass(provider: string | null, errorType: string | null): string {
  const name = provider ?? NONE;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}.${errorType}`;
}

/** What went wrong at each deployment that was asked: none, one, or two where the fallback fails too. */
interface Failure {
  provider: string | null;
  model: string | null;
  status: number | null;
  errorType: string;
}

function failuresOf({ provider, model, status, errorType, fallback }: Entry): Failure[] {
  const last = errorType === null ? [] : [{ provider, model, status, errorType }];
  return fallback ? [fallback, ...last] : last;
}

function exception({ provider, status, errorType }: Failure): Labels {
  return { exception_status: `${status}`, exception_class: exceptionClass(provider, errorType) };
}

/** Exceptions after which LiteLLM leaves a deployment alone for a while. */
const COOLS_DOWN = [401, 404, 408, 429];

function counter(name: string, help: string, labels: string, adds: (entry: Entry) => Addition[]): CounterRow {
  return { kind: 'counter', name: `litellm_${name}_total`, help, labels: labels.split(' '), adds: remembered(adds) };
}

function histogram(
  name: string,
  help: string,
  labels: string,
  labelsOf: (entry: Entry) => Labels,
  measure: Measure,
  when = isServed
): HistogramRow {
  return {
    kind: 'histogram',
    name: `litellm_${name}`,
    help,
    labels: labels.split(' '),
    buckets: LATENCY_BUCKETS,
    past: false,
    adds: remembered((entry) => (when(entry) ? [{ labels: labelsOf(entry), measure }] : [])),
  };
}

const succeeding =
  (measure: Measure, labels: (entry: Entry) => Labels) =>
  (entry: Entry): Addition[] =>
    succeeded(entry) ? [{ labels: labels(entry), measure }] : [];

function fallbacks(successful: boolean): (entry: Entry) => Addition[] {
  return (entry) =>
    entry.fallback === null || succeeded(entry) !== successful
      ? []
      : [
          {
            labels: {
              ...caller(entry, `${KEY} team team_alias`),
              ...exception(entry.fallback),
              requested_model: entry.tags.group ?? NONE,
              fallback_model: deploymentOf(entry.model)?.group ?? NONE,
              model_id: api(entry).model_id,
            },
            measure: 'count',
          },
        ];
}

const FALLBACK = `${KEY} team team_alias ${EXCEPTION} requested_model fallback_model model_id`;

function failedDeployments(entry: Entry): Addition[] {
  return failuresOf(entry).map((failure) => ({
    labels: { ...deployedFor(entry, failure), ...exception(failure) },
    measure: 'count',
  }));
}

function askedDeployments(entry: Entry): Addition[] {
  const asked = [...failuresOf(entry), ...(isServed(entry) ? [entry] : [])];
  return asked.map((each) => ({ labels: deployedFor(entry, each), measure: 'count' }));
}

function coolDowns(entry: Entry): Addition[] {
  return failuresOf(entry)
    .filter(({ status }) => status !== null && COOLS_DOWN.includes(status))
    .map(({ model, provider, status }) => ({
      labels: { ...deployment(model, provider), exception_status: `${status}` },
      measure: 'count',
    }));
}

export const litellm: DemoSystem = {
  id: 'litellm',
  meter: null,
  profile: { calls: CALLS, heldConnections: 1, workers: 100, fragile: 'openai' },
  historyStep: 120,
  instruments: () => [
    counter(
      'proxy_total_requests_metric',
      'Total number of requests made to the proxy.',
      `${PROXIED} status_code`,
      (entry) => [{ labels: { ...proxied(entry), status_code: `${entry.status}` }, measure: 'count' }]
    ),
    counter('proxy_failed_requests_metric', 'Total number of failed responses.', `${PROXIED} ${EXCEPTION}`, (entry) =>
      failuresOf(entry)
        .filter(() => !succeeded(entry))
        .slice(-1)
        .map((failure) => ({ labels: { ...proxied(entry), ...exception(failure) }, measure: 'count' }))
    ),
    counter(
      'requests_metric',
      'Deprecated. Total number of LLM calls.',
      `${CLIENT} ${MODEL}`,
      succeeding('count', (entry) => ({ ...client(entry), ...api(entry) }))
    ),
    counter(
      'spend_metric',
      'Total spend on LLM requests.',
      `${CLIENT} ${MODEL} service_tier`,
      succeeding('cost', spend)
    ),
    counter(
      'total_tokens_metric',
      'Total number of input and output tokens.',
      `${CALLER} user_email ${MODEL}`,
      succeeding('totalTokens', tokens)
    ),
    counter(
      'input_tokens_metric',
      'Total number of input tokens.',
      `${CALLER} user_email ${MODEL}`,
      succeeding('inputTokens', tokens)
    ),
    counter(
      'output_tokens_metric',
      'Total number of output tokens.',
      `${CALLER} user_email ${MODEL}`,
      succeeding('outputTokens', tokens)
    ),
    counter(
      'input_cached_tokens_metric',
      "Input tokens read from the provider's cache.",
      `${CALLER} user_email ${MODEL}`,
      (entry) => (isServed(entry) ? tokensOf('cachedTokens', entry, tokens(entry)) : [])
    ),
    counter(
      'output_reasoning_tokens_metric',
      'Output tokens spent on reasoning.',
      `${CALLER} user_email ${MODEL}`,
      (entry) => tokensOf('reasoningTokens', entry, tokens(entry))
    ),
    counter('cache_hits_metric', 'Total number of LiteLLM cache hits.', CACHE, (entry) =>
      isHit(entry) ? [{ labels: cache(entry), measure: 'count' }] : []
    ),
    counter('cache_misses_metric', 'Total number of LiteLLM cache misses.', CACHE, (entry) =>
      isServed(entry) ? [{ labels: cache(entry), measure: 'count' }] : []
    ),
    counter('cached_tokens_metric', 'Total tokens served from LiteLLM cache.', CACHE, (entry) =>
      isHit(entry) ? [{ labels: cache(entry), measure: 'totalTokens' }] : []
    ),
    counter('zero_cost_requests', 'Requests with usage that were logged at $0.', `${MODEL} reason`, (entry) =>
      isServed(entry) && entry.cost === null
        ? [{ labels: { ...api(entry), reason: 'missing_pricing_key' }, measure: 'count' }]
        : []
    ),
    counter('deployment_total_requests', 'Calls to a deployment.', DEPLOYED_FOR, askedDeployments),
    counter('deployment_success_responses', 'Successful calls to a deployment.', DEPLOYED_FOR, (entry) =>
      isServed(entry) ? [{ labels: deployedFor(entry, entry), measure: 'count' }] : []
    ),
    counter(
      'deployment_failure_responses',
      'Failed calls to a deployment.',
      `${DEPLOYED_FOR} ${EXCEPTION}`,
      failedDeployments
    ),
    counter(
      'deployment_cooled_down',
      'How often a deployment was cooled down.',
      `${DEPLOYMENT} exception_status`,
      coolDowns
    ),
    counter('deployment_successful_fallbacks', 'Successful fallback requests.', FALLBACK, fallbacks(true)),
    counter('deployment_failed_fallbacks', 'Failed fallback requests.', FALLBACK, fallbacks(false)),
    histogram(
      'request_total_latency_metric',
      'Total latency (seconds) for a request to LiteLLM.',
      LATENCY,
      latency,
      'duration',
      succeeded
    ),
    histogram('llm_api_latency_metric', 'Total latency (seconds) for an LLM API call.', LATENCY, latency, 'upstream'),
    histogram(
      'llm_api_time_to_first_token_metric',
      'Time to first token.',
      LATENCY,
      latency,
      'firstToken',
      (entry) => isServed(entry) && entry.streaming && entry.firstToken !== null
    ),
    histogram(
      'request_queue_time_seconds',
      'Time spent in the queue.',
      `${CALLER} ${MODEL}`,
      queue,
      'queued',
      succeeded
    ),
    histogram(
      'overhead_latency_metric',
      'Latency overhead added by LiteLLM processing.',
      `${KEY} ${DEPLOYMENT} model_group`,
      overhead,
      'overhead'
    ),
    {
      ...histogram(
        'deployment_latency_per_output_token',
        'Latency per output token.',
        `${KEY} team team_alias ${DEPLOYMENT}`,
        perToken,
        'perOutputToken',
        (entry) => isServed(entry) && entry.firstToken !== null
      ),
      buckets: PYTHON_CLIENT_BUCKETS,
    },
  ],
  gauges: litellmGauges(),
  background: pythonProcess({ cores: 0.35, megabytes: 900 }),
};
