import * as promql from '../promql/expression';
import { anyOf } from '../promql/matcher';
import {
  JOBS,
  LOOK_BACK,
  LOOK_BACKS,
  recordedAs,
  SYSTEM_LABEL,
  TIERS,
  type LookBack,
  type TierId,
} from '../signals/recorded';

import type { DetectedSystem } from '../vocabularies/detect';
import { sourceOf, type VocabularyId } from '../vocabularies/vocabulary';
import { instantQuery, type PrometheusProbe, type TimeRange } from './prometheus';

/** What there is to read for one system. */
export interface Recordings {
  /** When its recorded series begin, in seconds since 1970, or the range where they began before it; none: undefined. */
  since?: number;
  /** Raw series that its largest panel reads; a native histogram counts as the classic one that it stands for. */
  rawSeries: number;
  /** How far back the recorded series reach from the end of the range. */
  reaches: readonly LookBack[];
}

/** How finely the beginning is looked for: the range in so many steps. */
const STEPS = 100;

/**
 * What is recorded of each system in a range and before it, and how many raw series there are: a cheap query for each. A system
 * of which some job is not recorded is not. What cannot be found out is taken for not recorded.
 * @param lookBacks how far back to look from the end of the range, besides
 */
export async function recordingsOf(
  probe: PrometheusProbe,
  systems: readonly DetectedSystem[],
  tier: TierId,
  range: TimeRange,
  closed?: AbortSignal,
  lookBacks: readonly LookBack[] = LOOK_BACKS
): Promise<ReadonlyMap<VocabularyId, Recordings>> {
  const [first, series, ...reached] = await Promise.all([
    firstRecorded(probe, systems, tier, range, closed),
    rawSeries(probe, systems, range, closed),
    ...lookBacks.map(async (lookBack) => {
      const { tier: longer, seconds } = LOOK_BACK[lookBack];
      const within = { from: range.to - seconds, to: range.to };
      const found = await firstRecorded(probe, systems, longer, within, closed);
      return { lookBack, found, latest: within.from + stepOf(longer, within) };
    }),
  ]);
  return new Map(
    systems.map((system) => {
      const since = sinceOf(system, first);
      return [
        system.vocabulary.id,
        {
          ...(since !== undefined && { since }),
          rawSeries: system.jobs.reduce((sum, job) => sum + (series.get(job) ?? 0), 0),
          reaches: reached
            .filter(({ found, latest }) => (sinceOf(system, found) ?? Infinity) <= latest)
            .map(({ lookBack }) => lookBack),
        },
      ];
    })
  );
}

/** Since when all jobs of a system are recorded; undefined where some is not. */
function sinceOf({ vocabulary: { id }, jobs }: DetectedSystem, first: ReadonlyMap<string, number>): number | undefined {
  const known = jobs.map((job) => first.get(keyOf(id, job))).filter((begin) => begin !== undefined);
  return known.length === jobs.length ? Math.max(...known) : undefined;
}

/** The systems of which something is recorded now; what cannot be found out is taken for not recorded. */
export async function recordedNow(probe: PrometheusProbe, closed?: AbortSignal): Promise<ReadonlySet<string>> {
  const systems = promql.group([SYSTEM_LABEL], promql.select(`${JOBS}:${recordedAs('avg', '5m')}`, []));
  const outcome = await instantQuery(probe, systems, closed);
  return new Set(outcome.kind === 'ok' ? outcome.value.map(({ metric }) => metric[SYSTEM_LABEL] ?? '') : []);
}

const keyOf = (system: string, job: string) => JSON.stringify([system, job]);

const jobsOf = (systems: readonly DetectedSystem[]) => [...new Set(systems.flatMap(({ jobs }) => [...jobs]))];

/** System and job -> when its first recorded series in the range is from. */
async function firstRecorded(
  probe: PrometheusProbe,
  systems: readonly DetectedSystem[],
  tier: TierId,
  { from, to }: TimeRange,
  closed?: AbortSignal
): Promise<Map<string, number>> {
  const step = stepOf(tier, { from, to });
  const first = promql.firstSeen(
    `${JOBS}:${recordedAs('avg', tier)}`,
    [
      anyOf('job', jobsOf(systems)),
      anyOf(
        SYSTEM_LABEL,
        systems.map(({ vocabulary }) => vocabulary.id)
      ),
    ],
    `${2 * TIERS[tier].everySeconds}s`,
    `${Math.ceil(to - from) + step}s`,
    `${step}s`
  );
  const outcome = await instantQuery(probe, first, closed, to);
  return new Map(
    outcome.kind === 'ok'
      ? outcome.value.map(({ metric, value }) => [keyOf(metric[SYSTEM_LABEL] ?? '', metric.job ?? ''), value])
      : []
  );
}

/** How late recorded series may seem to begin although they cover a range; in seconds. */
export const stepOf = (tier: TierId, { from, to }: TimeRange): number =>
  Math.max(TIERS[tier].everySeconds, Math.ceil((to - from) / STEPS));

/** As many classic series a native histogram stands for: its buckets are in each of its samples. */
const BUCKETS_OF_NATIVE = 20;

/** Job -> series of the busiest kind that panels read: the buckets of latencies. */
async function rawSeries(
  probe: PrometheusProbe,
  systems: readonly DetectedSystem[],
  { to }: TimeRange,
  closed?: AbortSignal
): Promise<Map<string, number>> {
  const latencies = systems.flatMap(({ vocabulary }) => {
    const latency = sourceOf(vocabulary, 'latency');
    return latency.kind === 'histogram' ? [latency] : [];
  });
  const seriesOf = (names: readonly string[]) =>
    promql.count(['job'], promql.selectNames(names, [anyOf('job', jobsOf(systems))]));
  const classic = latencies
    .filter(({ native }) => !native)
    .flatMap(({ series: [{ metric }] }) => metric.map((name) => `${name}_bucket`));
  const native = latencies.filter((latency) => latency.native).flatMap(({ series: [{ metric }] }) => [...metric]);
  const [first, ...rest] = [
    ...(classic.length > 0 ? [seriesOf(classic)] : []),
    ...(native.length > 0 ? [promql.multiply(seriesOf(native), promql.number(BUCKETS_OF_NATIVE))] : []),
  ];
  if (first === undefined) {
    return new Map();
  }
  const outcome = await instantQuery(probe, promql.firstOf([first, ...rest]), closed, to);
  return new Map(outcome.kind === 'ok' ? outcome.value.map(({ metric, value }) => [metric.job ?? '', value]) : []);
}
