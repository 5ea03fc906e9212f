import type { SystemId } from '../../../src/vocabularies/vocabulary';
import type { InputSeries } from '../promtool';
import { firedBy, never, type Cases, type Course } from './case';
import { NOT_OF_SUCCESS } from './levelCases';
import { failing } from './callCases';
import { TRAFFIC } from './traffic';
import { counter, gauge } from './timeline';

const FAST: Course = { healthy: 60, happens: 45, after: 40 };

/** 14.4% of all failing for an hour, 6% for six. */
export const burnsFast = (system: SystemId): Cases => failing(system, 40, 4, FAST);

/** In steps of ten minutes. */
const SLOW: Course = { healthy: 12, happens: 18, after: 42 };
const STEPS = SLOW.healthy + SLOW.happens + SLOW.after;

/** 3% of all failing for a day, 1% for three: what is recorded of one attempt a second, of which a share fails. */
export const burnsSlowly = (system: SystemId): Cases => {
  const { job } = TRAFFIC[system];
  const recorded = (attempts: string, failures: string): InputSeries =>
    Object.fromEntries(
      ['5m', '1h'].flatMap((tier) => [
        [`llm:sla_attempts:rate${tier}{system="${system}",job="${job}"}`, attempts],
        [`llm:sla_failures:rate${tier}{system="${system}",job="${job}"}`, failures],
      ])
    );
  const course = (happens: number) => gauge([0, SLOW.healthy], [happens, SLOW.happens], [0, SLOW.after]);
  return {
    firesAndResolves: { interval: '10m', series: recorded(gauge([1, STEPS]), course(0.1)), firing: firedBy(SLOW) },
    underThreshold: {
      interval: '10m',
      series: recorded(gauge([1, STEPS]), gauge([0.009, STEPS])),
      firing: never(STEPS),
    },
    idle: { interval: '10m', series: recorded(gauge([0, STEPS]), gauge([0, STEPS])), firing: never(STEPS) },
    totalOutage: {
      interval: '10m',
      series: recorded(gauge([1, STEPS]), course(1)),
      firing: { [SLOW.healthy + SLOW.happens - 1]: 1 },
    },
  };
};

/** A week and some hours, in steps of ten minutes. */
const WEEK = 7 * 144;

/** What a system spends, as recorded: a hundredth of a dollar a second is 36 an hour. */
export const spendAnomaly = (system: SystemId, recorded: string): Cases => {
  const { job } = TRAFFIC[system];
  const spend = `${recorded}{system="${system}",job="${job}",model="gpt-4o"}`;
  return {
    firesAndResolves: {
      interval: '10m',
      series: { [spend]: gauge([0.01, WEEK], [0.03, 12], [0.01, 12]) },
      firing: { [WEEK - 1]: 0, [WEEK + 8]: 1, [WEEK + 20]: 0 },
    },
    underThreshold: {
      interval: '10m',
      series: { [spend]: gauge([0.01, WEEK], [0.019, 12]) },
      firing: { [WEEK + 8]: 0 },
    },
    idle: { interval: '10m', series: { [spend]: gauge([0, WEEK], [0.0005, 12]) }, firing: { [WEEK + 8]: 0 } },
    totalOutage: { because: 'Nothing is spent in an outage.' },
  };
};

const DAY = 144;

export const seriesGrowth = (system: SystemId): Cases => {
  const { job } = TRAFFIC[system];
  const samples = `scrape_samples_scraped{job="${job}",instance="a:1"}`;
  const known = { [`llm:job:avg5m{system="${system}",job="${job}"}`]: gauge([1, DAY * 2]) };
  return {
    firesAndResolves: {
      interval: '10m',
      series: { ...known, [samples]: gauge([4000, DAY], [12_000, 12], [4000, 12]) },
      firing: { [DAY - 1]: 0, [DAY + 8]: 1, [DAY + 20]: 0 },
    },
    underThreshold: {
      interval: '10m',
      series: { ...known, [samples]: gauge([4000, DAY], [7900, 12]) },
      firing: { [DAY + 8]: 0 },
    },
    // Few series are few, however many times as many as yesterday.
    idle: {
      interval: '10m',
      series: { ...known, [samples]: gauge([1000, DAY], [4000, 12]) },
      firing: { [DAY + 8]: 0 },
    },
    totalOutage: NOT_OF_SUCCESS,
  };
};

const USED: Course = { healthy: 15, happens: 100, after: 90 };

/** @param tokens a counter's series, for a model: `gpt-4o` has a price, `house-model` has none */
export const unpriced = (system: SystemId, tokens: (model: string) => string): Cases => {
  const { always, calls } = TRAFFIC[system];
  const minutes = USED.healthy + USED.happens + USED.after;
  const priced = { ...always, ...calls({ succeeded: [[0, minutes]] }), [tokens('gpt-4o')]: counter([600, minutes]) };
  const phases = counter([0, USED.healthy], [600, USED.happens], [0, USED.after]);
  return {
    firesAndResolves: { series: { ...priced, [tokens('house-model')]: phases }, firing: firedBy(USED) },
    underThreshold: { series: priced, firing: never(minutes) },
    idle: { series: { ...priced, [tokens('house-model')]: counter([0, minutes]) }, firing: never(minutes) },
    totalOutage: { because: 'A call that fails uses no tokens.' },
  };
};
