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
type Span = Pick<Track, 'from' | 'to' | 'every'>;

/** How a counter counts: so many a second, a little out of step with others. */
interface Pace {
  perSecond: number;
  phase: number;
}

/** One replica, as what makes its tracks. */
interface Replica {
  index: number;
  /** When its counters began, in seconds since 1970. */
  start: number;
  track(name: string, labels: Labels, value: Track['value']): Track;
  counter(name: string, labels: Labels, pace: Pace): Track;
  /** Counts what is no whole number, such as seconds. */
  fractions(name: string, labels: Labels, pace: Pace): Track;
}

/** Every series of so many replicas over a span. */
export function* gatewayTracks(replicas: number, span: Span): Generator<Track> {
  for (let index = 0; index < replicas; index++) {
    const replica = replicaOf(index, span);
    yield* MODELS.flatMap((model, rank) => modelTracks(replica, model, rank));
    yield* PROVIDERS.flatMap((provider, rank) => exceptionTracks(replica, provider, rank));
    yield* processTracks(replica);
  }
}

function replicaOf(index: number, span: Span): Replica {
  const target = { job: JOB, instance: `10.0.${index >> 8}.${index & 255}:8000` };
  const start = span.from - AGE;
  const track: Replica['track'] = (name, labels, value) => ({
    name: seriesName(name, { ...labels, ...target }),
    ...span,
    value,
  });
  const countedBy = ({ perSecond, phase }: Pace, time: number) => perSecond * counted(time, start, phase);
  return {
    index,
    start,
    track,
    counter: (name, labels, pace) => track(name, labels, (time) => Math.floor(countedBy(pace, time))),
    fractions: (name, labels, pace) => track(name, labels, (time) => thousandths(countedBy(pace, time))),
  };
}

const thousandths = (value: number) => Math.round(value * 1000) / 1000;

/** @param rank of the model: the first is called most */
function modelTracks({ index, counter, fractions }: Replica, who: (typeof MODELS)[number], rank: number): Track[] {
  const perSecond = 2 / (rank + 1);
  const pace = (times: number): Pace => ({ perSecond: perSecond * times, phase: rank * 97 + index * 13 });
  const where = { ...who, endpoint: ENDPOINTS[rank % ENDPOINTS.length] ?? '', method: 'POST' };
  const bounds = [...(index % 2 === 0 ? PYTHON_CLIENT_BUCKETS : WIDER_BUCKETS), Infinity];
  const duration = 'choreoai_request_duration_seconds';
  return [
    ...Object.entries(STATUSES).map(([status, share]) =>
      counter('choreoai_requests_total', { ...where, status }, pace(share))
    ),
    ...bounds.map((le) =>
      counter(
        `${duration}_bucket`,
        { ...where, le: le === Infinity ? '+Inf' : `${le}` },
        pace(1 - Math.exp(-le / MEAN_LATENCY))
      )
    ),
    counter(`${duration}_count`, where, pace(1)),
    fractions(`${duration}_sum`, where, pace(MEAN_LATENCY)),
    ...Object.entries(TOKENS).map(([type, tokens]) => counter('choreoai_tokens_total', { ...who, type }, pace(tokens))),
    counter('choreoai_streaming_requests_total', who, pace(STREAMED)),
  ];
}

const exceptionTracks = ({ counter }: Replica, provider: string, rank: number): Track[] =>
  Object.entries(EXCEPTIONS).map(([error_type, share]) =>
    counter(
      'choreoai_errors_total',
      { provider, error_type, endpoint: ENDPOINTS[0] ?? '' },
      { perSecond: share * 2, phase: rank * 31 }
    )
  );

/** What a replica has once, its scrape included. */
function processTracks({ index, start, track, fractions }: Replica): Track[] {
  const level = (name: string, mean: number) =>
    track(name, {}, (time) => Math.max(0, Math.round(mean * (1 + 0.4 * Math.sin((time + index * 60) / 900)))));
  return [
    level('choreoai_active_connections', 30),
    level('choreoai_queue_size', 4),
    fractions('process_cpu_seconds_total', {}, { perSecond: 0.12, phase: index }),
    level('process_resident_memory_bytes', 180e6),
    level('process_open_fds', 80),
    track('process_max_fds', {}, () => 1024),
    track('process_start_time_seconds', {}, () => start),
    track('up', {}, () => 1),
    track('scrape_duration_seconds', {}, (time) => thousandths(0.02 + 0.01 * Math.sin(time / 300))),
  ];
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
