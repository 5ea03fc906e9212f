import { WINDOWS, type BurnRate, type Condition, type Window } from '../definitions/alert';
import { OBJECTIVES } from '../definitions/slos';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { equals } from '../promql/matcher';
import type { Missing } from '../signals/missing';
import {
  latest,
  PROMISED_ATTEMPTS,
  PROMISED_FAILURES,
  recordedAs,
  snakeCase,
  SYSTEM_LABEL,
  TIERS,
  type TierId,
} from '../signals/recorded';
import { signalFor, type Unit } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import { isSystem } from '../vocabularies/vocabularies';
import { boundOf, compared, grown, type AlertExpression } from './alertAnswer';
import {
  isMissing,
  jobsMatcher,
  known,
  ofSystem,
  readerOf,
  telling,
  type AlertReading,
  type Reader,
} from './alertReading';
import { budget, spendAnomaly, unpriced } from './moneyAlerts';

type Builders = {
  [K in Condition['kind']]: (
    condition: Extract<Condition, { kind: K }>,
    reading: AlertReading
  ) => AlertExpression | Missing;
};

const BUILDERS: Builders = {
  signal: signalExpression,
  'service-down': (_, reading) => {
    const answering = orZero(reading, ofSystem(reading, promql.sum(['job'], up(reading))));
    return {
      expr: compared('below', answering, 1),
      is: 'below',
      limit: 1,
      unit: 'short',
      labels: ['job'],
      value: answering,
    };
  },
  'target-down': (_, reading) => ({
    expr: promql.andOn(
      ['job'],
      compared('below', ofSystem(reading, promql.max(['job', 'instance'], up(reading))), 1),
      promql.positive(promql.max(['job'], up(reading)))
    ),
    is: 'below',
    limit: 1,
    unit: 'short',
    labels: ['job', 'instance'],
  }),
  blind: (_, reading) => ({
    expr: promql.unlessOn(
      ['job'],
      promql.andOn(['job'], compared('above', promql.sum(['job'], up(reading)), 0), known(reading)),
      telling(reading)
    ),
    is: 'above',
    limit: 0,
    unit: 'short',
    labels: ['job'],
  }),
  burn: ({ rates }, reading) => {
    const { id } = reading.vocabulary;
    const budget = isSystem(id) ? 1 - OBJECTIVES[id].availability : 0;
    const lacking = readerOf(reading, SIGNALS.errorRatio, [], '5m');
    if (isMissing(lacking)) {
      return lacking;
    }
    const [first, ...rest] = rates.map((rate) => burning(reading, rate, rounded(budget)));
    return {
      expr: promql.firstOf([first as Expression, ...rest]),
      is: 'above',
      limit: Math.min(...rates.map(({ times }) => times)),
      unit: 'times',
      labels: ['job'],
    };
  },
  unpriced,
  'spend-anomaly': spendAnomaly,
  budget,
  'series-growth': ({ times, atLeast }, reading) => {
    const matchers = [jobsMatcher(reading)];
    const now = promql.sum(['job'], promql.select('scrape_samples_scraped', matchers));
    const before = promql.sum(['job'], promql.selectEarlier('scrape_samples_scraped', matchers, '1d'));
    return grown(ofSystem(reading, now), before, times, promql.atOrAbove(now, promql.number(atLeast)));
  },
};

/** What an alert asks of a system, or what the system lacks for it. */
export function alertExpression<C extends Condition>(condition: C, reading: AlertReading): AlertExpression | Missing {
  const build = BUILDERS[condition.kind] as (condition: C, reading: AlertReading) => AlertExpression | Missing;
  return build(condition, reading);
}

const up = (reading: AlertReading): Expression => promql.select('up', [jobsMatcher(reading)]);

/** Jobs of the system that have no answer, with 0. */
const orZero = (reading: AlertReading, inner: Expression): Expression =>
  promql.or(inner, promql.multiply(known(reading), promql.number(0)));

function signalExpression(
  { signal: id, by, window, is, limit, minimum, absent }: Extract<Condition, { kind: 'signal' }>,
  reading: AlertReading
): AlertExpression | Missing {
  const signal = SIGNALS[id];
  const reader = readerOf(reading, signal, by, window);
  if (isMissing(reader)) {
    return reader;
  }
  const labels = ['job', ...by.map(snakeCase)];
  const bound = boundOf(reading, { signal: id, limit });
  const value = absent === undefined ? reader.value : orZero(reading, reader.value);
  const holds = compared(is, value, bound);
  const traffic = minimum && trafficOf(reader, minimum.of, reading, by, window);
  return {
    expr: traffic
      ? promql.andOn(labels, holds, promql.atOrAbove(countOf(traffic, window), promql.number(minimum.count)))
      : holds,
    is,
    limit: bound,
    unit: signalFor(signal, reading.vocabulary, by).unit as Unit,
    labels,
    value,
  };
}

/** What a figure is a share of: of itself, or of a signal that stands for it. */
function trafficOf(
  { weight }: Reader,
  of: Extract<Condition, { kind: 'signal' }>['signal'] | undefined,
  reading: AlertReading,
  by: Extract<Condition, { kind: 'signal' }>['by'],
  window: Window
): Expression | undefined {
  if (of === undefined) {
    return weight;
  }
  const reader = readerOf(reading, SIGNALS[of], by, window);
  return isMissing(reader) ? undefined : reader.value;
}

/** How many a rate comes to in a window. */
const countOf = (rate: Expression, window: Window): Expression => promql.multiply(rate, promql.number(WINDOWS[window]));

/** Fewer attempts in a long window prove nothing. */
const ENOUGH = 50;

/** 0.01, not 0.010000000000000009. */
const rounded = (value: number): number => Number(value.toPrecision(6));

function burning(reading: AlertReading, { times, long, short }: BurnRate, budget: number): Expression {
  const burn = (window: Window): Expression =>
    promql.greater(promql.divide(errorRatio(reading, window), promql.number(budget)), promql.number(times));
  const enough = promql.atOrAbove(attemptsIn(reading, long), promql.number(ENOUGH));
  return promql.andOn(['job'], promql.andOn(['job'], burn(long), burn(short)), enough);
}

/** Up to here, means over five minutes are few enough: those of an hour blur where a window ends. In seconds. */
const FINE = WINDOWS['6h'];

/** The recorded means that a window is made of, of a whole job. */
function promised({ vocabulary: { id } }: AlertReading, name: string, window: Window) {
  const tier: TierId = WINDOWS[window] <= FINE ? '5m' : '1h';
  return {
    tier,
    metric: `${name}:${recordedAs('rate', tier)}`,
    matchers: [equals(SYSTEM_LABEL, id)],
  };
}

/** Attempts and failures are means over the same samples, so that none weighs more than another. */
function promisedRate(reading: AlertReading, name: string, window: Window): Expression {
  const { tier, metric, matchers } = promised(reading, name, window);
  return promql.sum(
    ['job'],
    tier === window ? latest(metric, tier, matchers) : promql.averageOver(metric, matchers, window)
  );
}

function errorRatio(reading: AlertReading, window: Window): Expression {
  if (reading.jobs === 'recorded') {
    const failures = promisedRate(reading, PROMISED_FAILURES, window);
    return promql.divide(failures, promql.positive(promisedRate(reading, PROMISED_ATTEMPTS, window)));
  }
  const reader = readerOf(reading, SIGNALS.errorRatio, [], window);
  return isMissing(reader) ? promql.none() : reader.value;
}

/** Each recorded mean stands for the time to the next: a system that is new has not had a window's worth. */
function attemptsIn(reading: AlertReading, window: Window): Expression {
  if (reading.jobs === 'recorded') {
    const { tier, metric, matchers } = promised(reading, PROMISED_ATTEMPTS, window);
    const all = promql.sum(['job'], promql.sumOver(metric, matchers, window));
    return promql.multiply(all, promql.number(TIERS[tier].everySeconds));
  }
  const reader = readerOf(reading, SIGNALS.attemptRate, [], window);
  return isMissing(reader) ? promql.none() : countOf(reader.value, window);
}
