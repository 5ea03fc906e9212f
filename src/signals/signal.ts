import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type { MeasureId } from '../vocabularies/measures';
import {
  sourceOf,
  type CounterSource,
  type Dimension,
  type GaugeSource,
  type HistogramSource,
  type Source,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import {
  counterRate,
  gaugeChanges,
  gaugeValue,
  histogramBuckets,
  histogramCount,
  histogramSum,
  seriesLabel,
  shareAbove,
} from './read';
import type { Scope } from './scope';

/** Grafana's unit ids. */
export type Unit =
  | 'reqps'
  | 'reqpm'
  | 'ops'
  | 'percentunit'
  | 's'
  | 'short'
  | 'bytes'
  | 'Bps'
  | 'pps'
  | 'currencyUSD'
  | 'si:tok/s'
  | 'si:tok/min'
  | 'si:tok';

/** A question that people ask of any system. */
export interface Signal {
  title: string;
  unit: Unit;
  /** The measures it is worked out from; the first is the one that a person would name. */
  needs: readonly [MeasureId, ...MeasureId[]];
  /** Dimensions that a measure must have besides those that the answer is split by. */
  splits?: Partial<Record<MeasureId, readonly Dimension[]>>;
  /** Why it may have no value although there is traffic; a sentence. */
  emptyWhen?: string;
  /** Its parts add up to the whole, so that many small ones can be shown as one. */
  adds?: true;
  /** How much stands behind each part, where the figures do not say: the traffic that a ratio or a quantile is of. */
  weight?(vocabulary: Vocabulary, scope: Scope): Expression;
  /** What the figure rests on, where there is a choice: stands beside the title. */
  basis?: string;
  /** It looks back so far that it is asked at the end of the range only: a line of it would read everything many times. */
  atEnd?: true;
  /** It rests on prices, on windows of its own or on moments, none of which is recorded: it is read raw. */
  rawOnly?: true;
  /** It is of the time since midnight or since the month began: the scope's `range` must be that. */
  since?: 'day' | 'month';
  /** It has an answer only where a person has set this budget. */
  budget?: 'daily' | 'monthly';
  /** Where there are several ways to an answer: the one for this system. */
  of?(vocabulary: Vocabulary, by: readonly Dimension[]): Signal;
  /** The answer for one system, split by the scope's dimensions. Throws where the system lacks a measure: see `missing`. */
  expression(vocabulary: Vocabulary, scope: Scope): Expression;
}

/** The way to a signal's answer for one system. */
export const signalFor = (signal: Signal, vocabulary: Vocabulary, by: readonly Dimension[]): Signal =>
  signal.of?.(vocabulary, by) ?? signal;

const source = <S extends Source>(vocabulary: Vocabulary, measure: MeasureId, kind: S['kind']): S => {
  const found = sourceOf(vocabulary, measure);
  if (found.kind !== kind) {
    throw new Error(`${vocabulary.title} has no ${kind} for ${measure}.`);
  }
  return found as S;
};

const histogram = (vocabulary: Vocabulary, measure: MeasureId) =>
  source<HistogramSource>(vocabulary, measure, 'histogram');

/** The counter that feeds a measure. Throws where the system has none. */
export const counterOf = (vocabulary: Vocabulary, measure: MeasureId) =>
  source<CounterSource>(vocabulary, measure, 'counter');

/** What a measure counts per second. */
export const rateOf = (vocabulary: Vocabulary, measure: MeasureId, scope: Scope): Expression =>
  counterRate(vocabulary, counterOf(vocabulary, measure), scope);

/** A gauge's present value, brought together over replicas. */
export const valueOf = (
  vocabulary: Vocabulary,
  measure: MeasureId,
  scope: Scope,
  together: typeof promql.sum = promql.sum
): Expression => gaugeValue(vocabulary, source<GaugeSource>(vocabulary, measure, 'gauge'), scope, together);

export const perSecond = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  adds: true,
  expression: (vocabulary, scope) => rateOf(vocabulary, measure, scope),
});

export const perMinute = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  adds: true,
  expression: (vocabulary, scope) => promql.multiply(rateOf(vocabulary, measure, scope), promql.number(60)),
});

/** Part over whole: 0 where the part's series do not exist yet, no answer where there is no traffic. */
export const share = (title: string, part: MeasureId, whole: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [part, whole],
  weight: (vocabulary, scope) => rateOf(vocabulary, whole, scope),
  expression: (vocabulary, scope) => {
    const all = rateOf(vocabulary, whole, scope);
    const some = rateOf(vocabulary, part, scope);
    return promql.divide(promql.or(some, promql.multiply(all, promql.number(0))), promql.positive(all));
  },
});

/** What a part leaves of the whole: 1 where the part's series do not exist yet, no answer where there is no traffic. */
export const shareLeft = (title: string, part: MeasureId, whole: MeasureId): Signal => {
  const taken = share(title, part, whole);
  return {
    ...taken,
    needs: [whole, part],
    expression: (vocabulary, scope) => promql.subtract(promql.number(1), taken.expression(vocabulary, scope)),
  };
};

/** Of two counters that exclude each other, such as hits and misses, the first's share; no answer where both are idle. */
export const shareOfBoth = (title: string, measure: MeasureId, other: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [measure, other],
  expression: (vocabulary, scope) => {
    const [one, two] = [rateOf(vocabulary, measure, scope), rateOf(vocabulary, other, scope)];
    const orNone = (inner: Expression, all: Expression) => promql.or(inner, promql.multiply(all, promql.number(0)));
    return promql.divide(orNone(one, two), promql.positive(promql.add(orNone(one, two), orNone(two, one))));
  },
});

/** How many values a histogram is of. */
const observations =
  (measure: MeasureId): Signal['weight'] =>
  (vocabulary, scope) =>
    histogramCount(vocabulary, histogram(vocabulary, measure), scope);

/** A value that a share of the observations stays below; no answer where nothing was observed. */
export const quantile = (title: string, measure: MeasureId, q: number, unit: Unit = 's'): Signal => ({
  title,
  unit,
  needs: [measure],
  weight: observations(measure),
  emptyWhen: 'Replicas whose histograms have no bucket in common have no percentile together.',
  expression: (vocabulary, scope) =>
    promql.positive(promql.histogramQuantile(q, histogramBuckets(vocabulary, histogram(vocabulary, measure), scope))),
});

/** How often something was observed, such as tool calls whose time is measured. */
export const observed = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  expression: (vocabulary, scope) => histogramCount(vocabulary, histogram(vocabulary, measure), scope),
});

export const mean = (title: string, measure: MeasureId, unit: Unit = 's'): Signal => ({
  title,
  unit,
  needs: [measure],
  weight: observations(measure),
  expression: (vocabulary, scope) => {
    const from = histogram(vocabulary, measure);
    return promql.divide(
      histogramSum(vocabulary, from, scope),
      promql.positive(histogramCount(vocabulary, from, scope))
    );
  },
});

/** How many were observed per second in each bucket, by the bucket's upper bound `le`: what a heatmap is drawn from. */
export const buckets = (title: string, measure: MeasureId): Signal => ({
  title,
  unit: 's',
  needs: [measure],
  expression: (vocabulary, scope) => histogramBuckets(vocabulary, histogram(vocabulary, measure), scope),
});

export const slowerThan = (title: string, measure: MeasureId, seconds: number): Signal => ({
  title,
  unit: 'percentunit',
  needs: [measure],
  weight: observations(measure),
  emptyWhen: `No histogram may have a bucket at ${seconds} s: add one where it is defined.`,
  expression: (vocabulary, scope) => shareAbove(vocabulary, histogram(vocabulary, measure), seconds, scope),
});

/** A whole less a part, as a share of the whole; no answer where the whole is idle. */
export const rest = (title: string, part: MeasureId, whole: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [whole, part],
  weight: (vocabulary, scope) => rateOf(vocabulary, whole, scope),
  expression: (vocabulary, scope) =>
    promql.subtract(
      promql.number(1),
      promql.divide(rateOf(vocabulary, part, scope), promql.positive(rateOf(vocabulary, whole, scope)))
    ),
});

/** What each value of a dimension takes of the whole, such as CPU time by mode. */
export const partsOf = (title: string, measure: MeasureId, dimension: Dimension): Signal => ({
  title,
  unit: 'percentunit',
  needs: [measure],
  expression: (vocabulary, scope) => {
    const by = scope.by.filter((one) => one !== dimension);
    const labels = by.flatMap((one) => seriesLabel(vocabulary, one) ?? []);
    const whole = rateOf(vocabulary, measure, { ...scope, by });
    return promql.divideInGroup(labels, rateOf(vocabulary, measure, scope), promql.positive(whole));
  },
});

/** One counter for each of another, such as seconds for each command; no answer where the other is idle. */
export const each = (title: string, unit: Unit, measure: MeasureId, of: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure, of],
  weight: (vocabulary, scope) => rateOf(vocabulary, of, scope),
  expression: (vocabulary, scope) =>
    promql.divide(rateOf(vocabulary, measure, scope), promql.positive(rateOf(vocabulary, of, scope))),
});

const HOUR = { window: '1h', seconds: 3600 };

/** How much a counter grew in the last hour. */
export const inLastHour = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  adds: true,
  rawOnly: true,
  expression: (vocabulary, scope) =>
    promql.multiply(rateOf(vocabulary, measure, { ...scope, window: HOUR.window }), promql.number(HOUR.seconds)),
});

/** How often a gauge took another value in the last hour, such as a start time. */
export const changesInLastHour = (title: string, measure: MeasureId): Signal => ({
  title,
  unit: 'short',
  needs: [measure],
  rawOnly: true,
  expression: (vocabulary, scope) =>
    gaugeChanges(vocabulary, source<GaugeSource>(vocabulary, measure, 'gauge'), { ...scope, window: HOUR.window }),
});

/** Seconds since the moment that a gauge holds. */
export const since = (title: string, measure: MeasureId): Signal => ({
  title,
  unit: 's',
  needs: [measure],
  rawOnly: true,
  expression: (vocabulary, scope) => promql.subtract(promql.time(), valueOf(vocabulary, measure, scope, promql.max)),
});
