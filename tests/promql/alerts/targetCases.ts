import type { SystemId } from '../../../src/vocabularies/vocabulary';
import type { InputSeries } from '../promtool';
import { firedBy, never, type Cases, type Course } from './case';
import { gauge } from './timeline';
import { TRAFFIC } from './traffic';

const replica = (job: string, name: string) => `up{job="${job}",instance="${name}:1"}`;

const DOWN: Course = { healthy: 15, happens: 10, after: 10 };
const MINUTES = DOWN.healthy + DOWN.happens + DOWN.after;

const course = (healthy: number, happens: number) =>
  gauge([healthy, DOWN.healthy], [happens, DOWN.happens], [healthy, DOWN.after]);

/** Calls and evidence of a system that works, and its two replicas. */
const working = (system: SystemId, replicas: Record<string, string>): InputSeries => ({
  ...evidence(system),
  ...Object.fromEntries(Object.entries(replicas).map(([name, values]) => [replica(TRAFFIC[system].job, name), values])),
});

const evidence = (system: SystemId): InputSeries => ({
  ...TRAFFIC[system].always,
  ...TRAFFIC[system].calls({ succeeded: [[100, MINUTES]] }),
});

/** The same series, which end when it happens: the targets are not even looked for any more. */
const gone = (all: InputSeries): InputSeries =>
  Object.fromEntries(Object.keys(all).map((name) => [name, `0+100x${DOWN.healthy - 1} stale`]));

export const serviceDown = (system: SystemId): Cases => ({
  firesAndResolves: { series: working(system, { a: course(1, 0), b: course(1, 0) }), firing: firedBy(DOWN) },
  underThreshold: { series: working(system, { a: gauge([1, MINUTES]), b: course(1, 0) }), firing: never(MINUTES) },
  idle: {
    series: {
      ...TRAFFIC[system].always,
      ...TRAFFIC[system].calls({ succeeded: [[0, MINUTES]] }),
      [replica(TRAFFIC[system].job, 'a')]: gauge([1, MINUTES]),
    },
    firing: never(MINUTES),
  },
  totalOutage: {
    series: { ...gone(evidence(system)), [replica(TRAFFIC[system].job, 'a')]: `1x${DOWN.healthy - 1} stale` },
    firing: { [DOWN.healthy - 1]: 0, [DOWN.healthy + DOWN.happens - 1]: 1 },
  },
});

export const targetDown = (system: SystemId): Cases => ({
  firesAndResolves: {
    series: working(system, { a: course(1, 0), b: gauge([1, MINUTES]) }),
    firing: firedBy(DOWN),
  },
  underThreshold: { series: working(system, { a: course(1, 0), b: course(1, 0) }), firing: never(MINUTES) },
  idle: { series: working(system, { a: gauge([1, MINUTES]), b: gauge([1, MINUTES]) }), firing: never(MINUTES) },
  totalOutage: { because: 'Where no target answers, ServiceDown tells, once.' },
});

const BLIND = 24;

export const blind = (system: SystemId): Cases => ({
  firesAndResolves: {
    series: {
      ...Object.fromEntries(Object.keys(evidence(system)).map((name) => [name, `0+1x14 stale _x${BLIND} 20+1x20`])),
      [replica(TRAFFIC[system].job, 'a')]: '1x80',
    },
    firing: { 14: 0, 38: 1, 58: 0 },
  },
  underThreshold: {
    series: { ...gone(evidence(system)), [replica(TRAFFIC[system].job, 'a')]: '1x14 0x40' },
    firing: never(50),
  },
  idle: { series: { ...evidence(system), [replica(TRAFFIC[system].job, 'a')]: '1x80' }, firing: never(50) },
  totalOutage: { because: 'Where no target answers, ServiceDown tells.' },
});

/** An exporter and what it is known by. */
export const exporterDown = (job: string, proof: string): Cases => {
  const watches = { [proof]: `1x${MINUTES}` };
  const up = `up{job="${job}",instance="a:1"}`;
  return {
    firesAndResolves: { series: { ...watches, [up]: course(1, 0) }, firing: firedBy(DOWN) },
    underThreshold: { series: { ...watches, [up]: gauge([1, 17], [0, 3], [1, 20]) }, firing: never(MINUTES) },
    idle: { because: 'An exporter has no traffic.' },
    totalOutage: {
      series: { [proof]: `1x${DOWN.healthy} stale`, [up]: `1x${DOWN.healthy} stale` },
      firing: { [DOWN.healthy - 1]: 0, [DOWN.healthy + DOWN.happens + 4]: 1 },
    },
  };
};
