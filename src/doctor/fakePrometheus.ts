import { presenceQuery } from '../vocabularies/presence';
import { KNOWN } from '../vocabularies/vocabularies';
import type { Vocabulary } from '../vocabularies/vocabulary';
import type { RawAnswer } from './answer';
import type { PrometheusProbe, Sample, Target } from './prometheus';

/** Job -> metric -> the labels it carries. */
export type FakePresence = Record<string, Record<string, readonly string[]>>;

/** What a Prometheus made up for a test has. */
export interface FakeWorld {
  present: FakePresence;
  /** What jobs that are down had before. */
  past?: FakePresence;
  targets?: ReadonlyArray<Target & { up: boolean }>;
  /** What is looked for, where a team has metrics of its own. */
  known?: readonly Vocabulary[];
  /** Answers every other query; by default one series without labels, of value 1. */
  answer?: (expression: string) => Sample[] | RawAnswer;
}

export interface FakePrometheus extends PrometheusProbe {
  /** The expressions asked for, in order. */
  asked: string[];
  /** The most requests that were under way at a time. */
  busiest: number;
}

export const success = (data: unknown): RawAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({ status: 'success', data }),
});

const vector = (samples: readonly Sample[]) =>
  success({
    resultType: 'vector',
    result: samples.map(({ metric, value }) => ({ metric, value: [0, String(value)] })),
  });

const series = (presence: FakePresence) =>
  Object.entries(presence).flatMap(([job, metrics]) =>
    Object.entries(metrics).map(([__name__, labels]) => ({
      ...Object.fromEntries([...labels, 'instance'].map((label) => [label, 'x'])),
      job,
      __name__,
    }))
  );

/** A Prometheus in memory. It knows the doctor's own questions; every other expression goes to `world.answer`. */
export function fakePrometheus({ present, past = {}, targets = [], known = KNOWN, answer }: FakeWorld): FakePrometheus {
  const presence = presenceQuery(known);
  const up = targets.filter((target) => target.up);
  const jobs = (some: readonly Target[]) =>
    [...new Set(some.map(({ job }) => job))].map((job) => ({ metric: { job }, value: 1 }));
  const own: Record<string, () => Sample[]> = {
    '(up) == 0': () =>
      targets.filter((target) => !target.up).map(({ job, instance }) => ({ metric: { job, instance }, value: 0 })),
    'count by (job) ((up) > 0)': () => jobs(up),
    'group by (job) (up)': () => jobs(targets),
  };
  const reply = (params: URLSearchParams): RawAnswer => {
    const expression = params.get('query') ?? '';
    if (expression === presence) {
      return vector(series(present).map((metric) => ({ metric, value: 1 })));
    }
    const found = own[expression]?.() ?? answer?.(expression) ?? [{ metric: {}, value: 1 }];
    return Array.isArray(found) ? vector(found) : found;
  };
  let underWay = 0;
  const fake: FakePrometheus = {
    name: 'http://prom:9090',
    asked: [],
    busiest: 0,
    async get() {
      return success({
        activeTargets: targets.map(({ job, instance, lastError }) => ({ labels: { job, instance }, lastError })),
      });
    },
    async post(path, params) {
      if (path === '/api/v1/series') {
        return success(series(past));
      }
      fake.asked.push(params.get('query') ?? '');
      fake.busiest = Math.max(fake.busiest, (underWay += 1));
      await new Promise((resolve) => setTimeout(resolve));
      underWay -= 1;
      return reply(params);
    },
  };
  return fake;
}

/** What the Prometheus client writes of its process, and Prometheus of the scrape. */
const PROCESS: FakePresence[string] = {
  up: [],
  scrape_duration_seconds: [],
  scrape_samples_scraped: [],
  process_cpu_seconds_total: [],
  process_resident_memory_bytes: [],
  process_open_fds: [],
  process_max_fds: [],
  process_start_time_seconds: [],
  python_gc_collections_total: ['generation'],
};

/** The metrics of a ChoreoAI that writes everything its documents name. */
export const CHOREOAI: FakePresence[string] = {
  choreoai_requests_total: ['provider', 'model', 'endpoint', 'method', 'status'],
  choreoai_errors_total: ['provider', 'endpoint', 'error_type'],
  choreoai_request_duration_seconds_count: ['provider', 'model', 'endpoint', 'method'],
  choreoai_tokens_total: ['provider', 'model', 'type'],
  choreoai_streaming_requests_total: ['provider', 'model'],
  choreoai_active_connections: [],
  choreoai_queue_size: [],
  ...PROCESS,
};

/** The metrics of an application that follows OpenTelemetry's conventions for generative AI. */
export const OTEL_GENAI: FakePresence[string] = {
  gen_ai_client_operation_duration_count: [
    'gen_ai_provider_name',
    'gen_ai_request_model',
    'gen_ai_operation_name',
    'error_type',
  ],
  gen_ai_client_token_usage_sum: [
    'gen_ai_provider_name',
    'gen_ai_request_model',
    'gen_ai_operation_name',
    'gen_ai_token_type',
  ],
  ...PROCESS,
};

/** The LLM metrics of a ConvergeAI, without those of its HTTP interface. */
export const CONVERGEAI_LLM: FakePresence[string] = {
  llm_requests_total: ['model', 'operation'],
  llm_errors_total: ['model', 'error_type'],
  llm_tokens_used_total: ['model', 'token_type'],
  llm_request_duration_seconds_count: ['model', 'operation'],
  http_requests_in_progress: ['endpoint', 'method'],
  ...PROCESS,
};

/** The same metrics without one. */
export function without(metrics: FakePresence[string], name: string): FakePresence[string] {
  return Object.fromEntries(Object.entries(metrics).filter(([metric]) => metric !== name));
}
