/**
 * The raw series of a gateway like ChoreoAI: names and labels of its monitoring guide, which has latency by model. A larger
 * gateway has more replicas; each serves the same models.
 */
import { PYTHON_CLIENT_BUCKETS } from '../demo/systems/system';
import { PRICE_LIST } from '../src/pricing/priceList';
import { seriesName, type Track } from './track';

/** Who is called: real names with a price, so that spend is computed for all of them. */
const MODELS_PER_PROVIDER = 7;
export const MODELS = PRICE_LIST.prices
  .map(({ model, provider = 'unknown' }) => ({ model, provider }))
  .filter(
    ({ provider }, index, all) =>
      all.slice(0, index).filter((before) => before.provider === provider).length < MODELS_PER_PROVIDER
  );
export const PROVIDERS = [...new Set(MODELS.map(({ provider }) => provider))];

/** Status -> its share of all answers. */
const STATUSES: Readonly<Record<string, number>> = { 200: 0.95, 400: 0.01, 429: 0.025, 500: 0.01, 503: 0.005 };
/** Exception -> how many a second for each answer. */
const EXCEPTIONS: Readonly<Record<string, number>> = { ReadTimeout: 0.002, ConnectError: 0.003, APIStatusError: 0.001 };
const ENDPOINTS = ['/v1/chat/completions', '/v1/completions', '/v1/responses'];
const TOKENS: Readonly<Record<string, number>> = { input: 700, output: 120 };
const STREAMED = 0.5;

/** Every second replica has wider buckets, as in the demo: bounds must be matched before buckets are summed. */
const WIDER_BUCKETS = [...PYTHON_CLIENT_BUCKETS, 15, 30, 60, 120];

/** Mean of the latencies, in seconds, which are taken to be exponential. */
const MEAN_LATENCY = 1.5;

export const JOB = 'gateway';

/** When the counters began, before the first sample; in seconds. */
const AGE = 40 * 86_400;

/** How much a counter that counts one a second has counted: a little faster and slower by turns, never backwards. */
const counted = (time: number, start: number, phase: number) => time - start + 200 * Math.sin((time + phase) / 400);

type Labels = Readonly<Record<string, string>>;

/** How a counter counts. */
interface Pace {
  perSecond: number;
  phase: number;
  /** Whether it counts things; a sum of seconds does not. */
  whole?: boolean;
}

/** The series of one replica, of one target. */
interface Replica {
  index: number;
  counter(name: string, labels: Labels, pace: Pace): Track;
  level(name: string, mean: number): Track;
  track(name: string, value: Track['value']): Track;
}

/** Every series of `replicas` replicas, scraped every `every` seconds; times in seconds since 1970. */
export function* gatewayTracks(replicas: number, period: Pick<Track, 'from' | 'to' | 'every'>) {
  const start = period.from - AGE;
  for (let index = 0; index < replicas; index++) {
    const replica = replicaOf(index, start, period);
    yield* callTracks(replica);
    yield* exceptionTracks(replica);
    yield* processTracks(replica, start);
  }
}

function replicaOf(index: number, start: number, period: Pick<Track, 'from' | 'to' | 'every'>): Replica {
  const target = { job: JOB, instance: `10.0.${index >> 8}.${index & 255}:8000` };
  const labelled = (name: string, labels: Labels, value: Track['value']): Track => ({
    name: seriesName(name, { ...labels, ...target }),
    ...period,
    value,
  });
  return {
    index,
    counter: (name, labels, { perSecond, phase, whole = true }) =>
      labelled(name, labels, (time) => {
        const value = perSecond * counted(time, start, phase);
        return whole ? Math.floor(value) : Math.round(value * 1000) / 1000;
      }),
    level: (name, mean) =>
      labelled(name, {}, (time) => Math.max(0, Math.round(mean * (1 + 0.4 * Math.sin((time + index * 60) / 900))))),
    track: (name, value) => labelled(name, {}, value),
  };
}

function* callTracks({ index: replica, counter }: Replica) {
  const buckets = replica % 2 === 0 ? PYTHON_CLIENT_BUCKETS : WIDER_BUCKETS;
  for (const [index, who] of MODELS.entries()) {
    const perSecond = 2 / (index + 1);
    const pace = (share: number): Pace => ({ perSecond: perSecond * share, phase: index * 97 + replica * 13 });
    const where = { ...who, endpoint: ENDPOINTS[index % ENDPOINTS.length] ?? '', method: 'POST' };
    const duration = 'choreoai_request_duration_seconds';
    yield* Object.entries(STATUSES).map(([status, share]) =>
      counter('choreoai_requests_total', { ...where, status }, pace(share))
    );
    yield* [...buckets, Infinity].map((le) =>
      counter(
        `${duration}_bucket`,
        { ...where, le: le === Infinity ? '+Inf' : `${le}` },
        pace(1 - Math.exp(-le / MEAN_LATENCY))
      )
    );
    yield counter(`${duration}_count`, where, pace(1));
    yield counter(`${duration}_sum`, where, { ...pace(MEAN_LATENCY), whole: false });
    yield* Object.entries(TOKENS).map(([type, tokens]) =>
      counter('choreoai_tokens_total', { ...who, type }, pace(tokens))
    );
    yield counter('choreoai_streaming_requests_total', who, pace(STREAMED));
  }
}

function* exceptionTracks({ counter }: Replica) {
  for (const [index, provider] of PROVIDERS.entries()) {
    yield* Object.entries(EXCEPTIONS).map(([error_type, share]) =>
      counter(
        'choreoai_errors_total',
        { provider, error_type, endpoint: ENDPOINTS[0] ?? '' },
        { perSecond: share * 2, phase: index * 31 }
      )
    );
  }
}

function* processTracks({ index, counter, level, track }: Replica, start: number) {
  yield level('choreoai_active_connections', 30);
  yield level('choreoai_queue_size', 4);
  yield counter('process_cpu_seconds_total', {}, { perSecond: 0.12, phase: index, whole: false });
  yield level('process_resident_memory_bytes', 180e6);
  yield level('process_open_fds', 80);
  yield track('process_max_fds', () => 1024);
  yield track('process_start_time_seconds', () => start);
  yield track('up', () => 1);
  yield track('scrape_duration_seconds', (time) => Math.round(20 + 10 * Math.sin(time / 300)) / 1000);
}

/** How many series so many replicas have, of LLM calls and in all. */
export function countSeries(replicas: number): { llm: number; all: number } {
  const names = [...gatewayTracks(replicas, { from: 0, to: 0, every: 1 })].map(({ name }) => name);
  return { llm: names.filter((name) => name.startsWith('choreoai_')).length, all: names.length };
}

/** The fewest replicas that have at least so many series of LLM calls. */
export function replicasFor(series: number): number {
  let replicas = Math.max(1, Math.floor(series / countSeries(2).llm));
  while (countSeries(replicas).llm < series) {
    replicas++;
  }
  return replicas;
}
