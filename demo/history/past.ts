/** A replica's past, step by step: counts are drawn for each kind of request, and every series follows from them. */

import type { DemoSystem, Moment, ReadingRow } from '../systems/system';
import { demoTargets, instances, type DemoSystemId } from '../targets';
import { SYSTEMS } from '../systems/all';
import { kindsOf, profileAt, type Kind, type Profile } from '../traffic/profile';
import { poisson, randomFrom, seedOf, type Random } from '../traffic/random';
import { underScenarios } from '../traffic/scenarios';
import { incidentsAt } from './incidents';
import { expectedUnderWay, sampleValue, seriesName, seriesOf, type Series } from './series';

/** A stretch of time, in seconds since 1970: samples lie at multiples of a step, from `from` on and before `to`. */
export interface Period {
  from: number;
  to: number;
}

/** A series over a period. */
export interface PastSeries {
  /** With its labels, as text. */
  name: string;
  /** As they are written, one for each of the period's times. */
  values: readonly string[];
}

/** Steps in a row under the same traffic. */
interface Regime {
  times: number[];
  /** As incidents have changed it; `kinds` are changed by the hour, too. */
  profile: Profile;
  kinds: Kind[];
}

const HOUR = 3600;

/** How long it may take decides how much is written: what is older than a week has a sample every other minute at most. */
const RECENT = 7 * 24 * HOUR;
const OLD_STEP = 120;

/** A series, and how far it has counted. */
interface Counter extends Series {
  reached: number;
}

export class ReplicaPast {
  private readonly counters: Counter[];
  private readonly labels: Record<string, string>;

  /**
   * @param recentStep seconds between two samples of the last week
   * @param end when the whole history ends, in seconds since 1970
   * @param even see `PastOptions`
   */
  constructor(
    private readonly system: DemoSystem,
    private readonly recentStep: number,
    private readonly replica: number,
    private readonly target: { job: string; instance: string },
    private readonly seed: number,
    private readonly end: number,
    private readonly even: boolean
  ) {
    this.labels = { ...target, ...(system.meter ? { 'otel.scope.name': system.meter.name } : {}) };
    this.counters = seriesOf(system, replica, this.labels).map((series) => ({ ...series, reached: 0 }));
  }

  /** When the samples of each series lie. */
  times({ from, to }: Period): number[] {
    const step = this.stepFrom(from);
    const first = Math.ceil(from / step) * step;
    return Array.from({ length: Math.ceil((to - first) / step) }, (_none, index) => first + index * step);
  }

  private stepFrom(from: number): number {
    return from < this.end - RECENT ? OLD_STEP : this.recentStep;
  }

  /** Every series over the period; periods must follow each other. */
  *series(period: Period): Generator<PastSeries> {
    const random = randomFrom(seedOf(this.seed, 'history', this.system.id, this.replica, period.from));
    const times = this.times(period);
    const regimes = regimesOf(this.system.profile, times, this.end);
    const draw = drawn(random, this.even);
    const counts = countsOf(draw, regimes, this.stepFrom(period.from));
    for (const counter of this.counters) {
      yield { name: counter.name, values: countedOn(counter, regimes, counts, this.even ? inParts : asCounted) };
    }
    const read = [...this.system.gauges, ...this.system.background].filter(({ past }) => past !== false);
    for (const row of read) {
      for (const [name, values] of this.readings(row, draw, regimes)) {
        yield { name, values: values.map(sampleValue) };
      }
    }
    yield { name: seriesName('up', { ...this.target }), values: times.map(() => '1') };
  }

  /** What a row reads at each step, by series. */
  private readings(
    row: ReadingRow,
    draw: Draw,
    regimes: readonly Regime[]
  ): Array<[name: string, values: readonly number[]]> {
    const series: Array<[string, number[]]> = [];
    for (const regime of regimes) {
      const underWay = underWayIn(draw, regime);
      for (const time of regime.times) {
        const moment = { time, start: this.end - AGE, profile: regime.profile, underWay };
        row.read(moment).forEach(({ labels, value }, index) => {
          const [, values] = (series[index] ??= [seriesName(row.name, { ...labels, ...this.labels }), []]);
          values.push(value);
        });
      }
    }
    return series;
  }
}

/** How long the processes of the past have been running at the end of it: longer than any history. */
const AGE = 400 * 24 * HOUR;

/** What happens where so much is expected: another number each time, or just that. */
type Draw = (mean: number) => number;

const drawn = (random: Random, even: boolean): Draw => (even ? (mean) => mean : (mean) => poisson(random, mean));

/** Answers how many requests are under way. */
function underWayIn(draw: Draw, { kinds }: Regime): Moment['underWay'] {
  return (matches) => draw(expectedUnderWay(kinds.filter(({ call }) => matches(call))));
}

/** Whose past, and whether by chance. */
export interface PastOptions {
  seed: number;
  /** When it ends, in seconds since 1970. */
  end: number;
  /** Added to every port, so that the `instance` labels are those of live scraping. */
  portOffset: number;
  /** All systems where it is not given. */
  only?: readonly DemoSystemId[];
  /** Nothing is left to chance: what happens is what is expected, in fractions where it must. */
  even?: boolean;
}

/** The past of every replica of every system. */
export function pastOfAll({ seed, end, portOffset, only, even = false }: PastOptions): ReplicaPast[] {
  return demoTargets(portOffset, only).flatMap((target) => {
    const system = SYSTEMS[target.id];
    const { historyStep: step } = system;
    return step === null
      ? []
      : instances(target).map((instance, index) => {
          const labels = { job: target.job, instance };
          return new ReplicaPast(system, step, index + 1, labels, seed, end, even);
        });
  });
}

/** A counter as it is exposed: things are counted one by one. */
const asCounted = ({ whole, reached }: Counter): string => (whole ? `${Math.floor(reached)}` : reached.toFixed(3));
const inParts = ({ reached }: Counter): string => reached.toFixed(6);

/** Counts on; answers where it is at each step. */
function countedOn(
  counter: Counter,
  regimes: readonly Regime[],
  counts: readonly Float64Array[],
  written: (counter: Counter) => string
): string[] {
  const values: string[] = [];
  let step = 0;
  for (const { times, kinds } of regimes) {
    const moves = counter.contributions.map(({ kind, weight }) => ({
      counted: nth(counts, kind),
      weight: weight(nth(kinds, kind)),
    }));
    for (const last = step + times.length; step < last; step += 1) {
      for (const { counted, weight } of moves) {
        counter.reached += (counted[step] ?? 0) * weight;
      }
      values.push(written(counter));
    }
  }
  return values;
}

function nth<Row>(rows: readonly Row[], index: number): Row {
  const row = rows[index];
  if (row === undefined) {
    throw new RangeError(`There is no row ${index} among ${rows.length}.`);
  }
  return row;
}

/** Cuts a period where the hour or an incident changes the traffic. */
function regimesOf(profile: Profile, times: readonly number[], end: number): Regime[] {
  const regimes: Array<Regime & { key: string }> = [];
  const underIncidents = new Map<string, Profile>();
  for (const time of times) {
    const hour = Math.floor(time / HOUR);
    const incidents = incidentsAt(time, end);
    const names = [...incidents].join();
    const key = `${hour},${names}`;
    const current = regimes[regimes.length - 1];
    if (current?.key === key) {
      current.times.push(time);
    } else {
      const changed = underIncidents.get(names) ?? underScenarios(profile, incidents);
      underIncidents.set(names, changed);
      regimes.push({ key, times: [time], profile: changed, kinds: kindsOf(profileAt(changed, (hour + 0.5) * HOUR)) });
    }
  }
  return regimes;
}

/**
 * How many requests of each kind ended in each step.
 * @param step in seconds
 */
function countsOf(draw: Draw, regimes: readonly Regime[], step: number): Float64Array[] {
  const kinds = regimes[0]?.kinds.length ?? 0;
  const within = ({ times, kinds: rows }: Regime, kind: number) => {
    const expected = nth(rows, kind).perSecond * step;
    return times.map(() => draw(expected));
  };
  return Array.from({ length: kinds }, (_none, kind) =>
    Float64Array.from(regimes.flatMap((regime) => within(regime, kind)))
  );
}
