/** A replica's past, step by step: counts are drawn for each kind of request, and every series follows from them. */

import type { DemoSystem } from '../systems/system';
import { demoTargets, instances, type DemoTarget } from '../targets';
import { SYSTEMS } from '../systems/all';
import { kindsOf, profileAt, type Kind, type Profile } from '../traffic/profile';
import { poisson, randomFrom, seedOf, type Random } from '../traffic/random';
import { underScenarios } from '../traffic/scenarios';
import { incidentsAt } from './incidents';
import { expectedConnections, seriesName, seriesOf, type Series } from './series';

/** Seconds between two samples. */
export const STEP = 60;

/** A stretch of time, in seconds since 1970: samples lie at `from`, `from + STEP`, and so on, before `to`. */
export interface Period {
  from: number;
  to: number;
}

/** How many samples a series has in the period. */
export function stepsIn({ from, to }: Period): number {
  return Math.ceil((to - from) / STEP);
}

/** Steps in a row under the same traffic. */
interface Regime {
  steps: number;
  profile: Profile;
  kinds: Kind[];
}

const HOUR = 3600;

/** A series, and how far it has counted. */
interface Counter extends Series {
  reached: number;
}

export class ReplicaPast {
  private readonly counters: Counter[];
  private readonly labels: Record<string, string>;

  /**
   * @param end when the whole history ends, in seconds since 1970
   * @param traffic how many times the demo's requests it is of
   */
  constructor(
    private readonly system: DemoSystem,
    private readonly replica: number,
    private readonly target: { job: string; instance: string },
    private readonly seed: number,
    private readonly end: number,
    private readonly traffic: number
  ) {
    this.labels = { ...target, ...(system.meter ? { 'otel.scope.name': system.meter } : {}) };
    this.counters = seriesOf(system, replica, this.labels).map((series) => ({ ...series, reached: 0 }));
  }

  /** Every series over the period as OpenMetrics text, one series at a time; periods must follow each other. */
  *texts(period: Period): Generator<string> {
    const random = randomFrom(seedOf(this.seed, 'history', this.system.id, this.replica, period.from));
    const regimes = regimesOf(this.system.profile, period, this.end);
    const counts = drawCounts(random, regimes, this.traffic);
    const suffixes = Array.from({ length: stepsIn(period) }, (_none, step) => ` ${period.from + step * STEP}\n`);
    for (const counter of this.counters) {
      yield counterText(counter, regimes, counts, suffixes);
    }
    for (const { name, values } of this.gaugeValues(random, regimes)) {
      yield values.map((value, step) => `${name} ${value}${suffixes[step]}`).join('');
    }
  }

  private gaugeValues(random: Random, regimes: readonly Regime[]): Array<{ name: string; values: number[] }> {
    const gauges = this.system.gauges.map(({ name, layers, value }) => ({
      name: seriesName(name, this.labels),
      values: regimes.flatMap(({ steps, profile, kinds }) => {
        const own = kinds.filter(({ call }) => layers.includes(call.layer));
        const expected = expectedConnections(own, 0);
        return Array.from({ length: steps }, () => value(poisson(random, expected) + profile.heldConnections, profile));
      }),
    }));
    const up = regimes.flatMap(({ steps }) => Array.from({ length: steps }, () => 1));
    return [...gauges, { name: seriesName('up', { ...this.target }), values: up }];
  }
}

/** The past of every replica of every system. */
export function pastOfAll(seed: number, end: number, portOffset: number, traffic = 1): ReplicaPast[] {
  return demoTargets(portOffset).flatMap((target: DemoTarget) =>
    instances(target).map(
      (instance, index) =>
        new ReplicaPast(SYSTEMS[target.id], index + 1, { job: target.job, instance }, seed, end, traffic)
    )
  );
}

/** Counts on, and writes each step. */
function counterText(
  counter: Counter,
  regimes: readonly Regime[],
  counts: readonly Int32Array[],
  suffixes: readonly string[]
): string {
  let text = '';
  let step = 0;
  for (const { steps, kinds } of regimes) {
    const moves = counter.contributions.map(({ kind, weight }) => ({
      counted: nth(counts, kind),
      weight: weight(nth(kinds, kind)),
    }));
    for (const last = step + steps; step < last; step += 1) {
      for (const { counted, weight } of moves) {
        counter.reached += (counted[step] ?? 0) * weight;
      }
      text += `${counter.name} ${counter.whole ? Math.floor(counter.reached) : counter.reached.toFixed(3)}${suffixes[step]}`;
    }
  }
  return text;
}

function nth<Row>(rows: readonly Row[], index: number): Row {
  const row = rows[index];
  if (row === undefined) {
    throw new RangeError(`There is no row ${index} among ${rows.length}.`);
  }
  return row;
}

/** Cuts a period where the hour or an incident changes the traffic. */
function regimesOf(profile: Profile, { from, to }: Period, end: number): Regime[] {
  const regimes: Array<Regime & { key: string }> = [];
  for (let time = from; time < to; time += STEP) {
    const hour = Math.floor(time / HOUR);
    const incidents = incidentsAt(time, end);
    const key = [hour, ...incidents].join();
    const current = regimes[regimes.length - 1];
    if (current?.key === key) {
      current.steps += 1;
    } else {
      const changed = profileAt(underScenarios(profile, incidents), (hour + 0.5) * HOUR);
      regimes.push({ key, steps: 1, profile: changed, kinds: kindsOf(changed) });
    }
  }
  return regimes;
}

/** How many requests of each kind ended in each step. */
function drawCounts(random: Random, regimes: readonly Regime[], traffic: number): Int32Array[] {
  const kinds = regimes[0]?.kinds.length ?? 0;
  const draw = ({ steps, kinds: rows }: Regime, kind: number) => {
    const expected = nth(rows, kind).perSecond * STEP * traffic;
    return Array.from({ length: steps }, () => poisson(random, expected));
  };
  return Array.from({ length: kinds }, (_none, kind) =>
    Int32Array.from(regimes.flatMap((regime) => draw(regime, kind)))
  );
}
