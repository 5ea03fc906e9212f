import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf, excludes, fromVariable, matches, nothing, type Matcher } from '../promql/matcher';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import {
  dimensionsOf,
  emittedLabel,
  isDerived,
  seriesOf,
  type CounterSource,
  type DerivedLabel,
  type Dimension,
  type GaugeSource,
  type HistogramSource,
  type Series,
  type Source,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import { EVALUATED, latest, TIER_IDS } from './recorded';
import type { Restriction, Scope } from './scope';

/**
 * Per-second increase of a counter, summed by the scope's dimensions. Targets that write several spellings of a name, or
 * several series of one measure, are counted once each: `or` drops a series only where the same target has both.
 */
export function counterRate(vocabulary: Vocabulary, source: CounterSource, scope: Scope): Expression {
  const rateOf = (series: readonly Series[]) =>
    summed(vocabulary, scope, [], joined(series.flatMap((one) => rates(vocabulary, source, one, '', scope))));
  const total = rateOf(source.series);
  if (!source.less) {
    return total;
  }
  const taken = rateOf([source.less]);
  const rest = promql.subtract(total, promql.or(taken, promql.multiply(total, promql.number(0))));
  return promql.atLeast(0, rest);
}

/** What a counter stands at: the sum since each of the processes began, or since a series did that began later. */
export const counterTotal = (vocabulary: Vocabulary, source: CounterSource, scope: Scope): Expression =>
  summed(
    vocabulary,
    scope,
    [],
    joined(
      source.series.flatMap((series) =>
        series.metric.map((name) =>
          nameDimensions(
            vocabulary,
            series,
            promql.select(name, matchersOf(vocabulary, source, series, scope), scope.at)
          )
        )
      )
    )
  );

/** A counter whose series are of one value of a dimension that neither their name nor a label tells. */
export interface NamedCounter {
  source: CounterSource;
  named: Series['named'];
}

/**
 * Several counters per second as one, summed by the scope's dimensions.
 * @param each what becomes of the single series before they are summed, such as a price for each
 */
export function eachRate(
  vocabulary: Vocabulary,
  counters: readonly NamedCounter[],
  scope: Scope,
  each: (series: Expression) => Expression
): Expression {
  const all = counters.flatMap(({ source, named }) =>
    source.series.flatMap((series) =>
      rates(vocabulary, source, { ...series, named: { ...series.named, ...named } }, '', scope)
    )
  );
  return summed(vocabulary, scope, [], each(joined(all)));
}

/** Observations per second of a histogram. */
export const histogramCount = (vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression =>
  source.native
    ? promql.histogramCount(nativeBuckets(vocabulary, source, scope))
    : summed(vocabulary, scope, [], joined(rates(vocabulary, source, source.series[0], '_count', scope)));

/** What was observed per second: seconds, tokens, whatever the histogram is of. */
export const histogramSum = (vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression =>
  source.native
    ? promql.histogramSum(nativeBuckets(vocabulary, source, scope))
    : summed(vocabulary, scope, [], joined(rates(vocabulary, source, source.series[0], '_sum', scope)));

/** A native histogram's buckets lie in the samples: replicas with different ones are brought together by Prometheus. */
export const nativeBuckets = (vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression =>
  summed(vocabulary, scope, [], joined(rates(vocabulary, source, source.series[0], '', scope)));

/** The present value of a gauge, brought together over replicas: the sum where nothing is said. */
export function gaugeValue(
  vocabulary: Vocabulary,
  source: GaugeSource,
  scope: Scope,
  together: typeof promql.sum = promql.sum
): Expression {
  const [series] = source.series;
  const matchers = matchersOf(vocabulary, source, series, scope);
  const values = joined(series.metric.map((name) => present(name, series, matchers, scope)));
  return aggregated(together, vocabulary, scope, [], values);
}

/** The mean of a gauge over the scope's window, summed by the scope's dimensions. */
export function gaugeMean(vocabulary: Vocabulary, source: GaugeSource, scope: Scope): Expression {
  const [series] = source.series;
  const matchers = matchersOf(vocabulary, source, series, scope);
  const means = series.metric.map((name) => promql.averageOver(name, matchers, scope.window));
  return summed(vocabulary, scope, [], joined(means));
}

/** How often a gauge took another value within the scope's window, summed by the scope's dimensions. */
export function gaugeChanges(vocabulary: Vocabulary, source: GaugeSource, scope: Scope): Expression {
  const [series] = source.series;
  const matchers = matchersOf(vocabulary, source, series, scope);
  return summed(
    vocabulary,
    scope,
    [],
    joined(series.metric.map((name) => promql.changes(name, matchers, scope.window)))
  );
}

/** What each metric's name of a series comes to per second, before anything is summed. */
export function rates(
  vocabulary: Vocabulary,
  source: Source,
  series: Series,
  suffix: string,
  scope: Scope,
  more: Matcher[] = []
): Expression[] {
  const matchers = [...matchersOf(vocabulary, source, series, scope), ...more];
  return series.metric.map((name) =>
    nameDimensions(vocabulary, series, perSecond(name + suffix, series, matchers, scope))
  );
}

/** Recorded series hold means, which are rated already: each is the mean of them over the scope's window, if it is not theirs. */
const recordedOr =
  (raw: (metric: string, matchers: Matcher[], scope: Scope) => Expression) =>
  (metric: string, { recorded, absentIsZero }: Series, matchers: Matcher[], scope: Scope): Expression => {
    if (recorded === undefined) {
      return raw(metric, matchers, scope);
    }
    const name = `${metric}:${recorded}`;
    const tier = TIER_IDS.find((id) => id === scope.window && recorded.endsWith(id));
    if (tier !== undefined && scope.at === undefined) {
      return latest(name, tier, matchers);
    }
    return absentIsZero
      ? promql.divideInGroup(
          [],
          promql.sumOver(name, matchers, scope.window, scope.at),
          promql.max([], promql.countOver(`${EVALUATED}:${recorded}`, [], scope.window, scope.at))
        )
      : promql.averageOver(name, matchers, scope.window, scope.at);
  };

const perSecond = recordedOr((metric, matchers, { window, at }) => promql.rate(metric, matchers, window, at));
const present = recordedOr((metric, matchers, { at }) => promql.select(metric, matchers, at));

/** What a metric's name says becomes a label, so that two metrics of one measure are two series. */
const nameDimensions = (vocabulary: Vocabulary, { named = {} }: Series, inner: Expression): Expression =>
  Object.entries(named).reduce((all, [dimension, value]) => {
    const label = seriesLabel(vocabulary, dimension as Dimension);
    return value === undefined || label === undefined ? all : promql.labelReplace(all, label, value, '', '');
  }, inner);

/** One measure under several names: of two that a target has under both, the first. */
export const joined = ([first, ...rest]: readonly Expression[]): Expression => {
  if (first === undefined) {
    throw new Error('A source without a metric name cannot be read.');
  }
  return promql.firstOf([first, ...rest]);
};

/** The conditions of a query on one series: its jobs first, then what the series is, then what a person selected. */
export function matchersOf(vocabulary: Vocabulary, source: Source, series: Series, { jobs, select }: Scope): Matcher[] {
  const able = Object.keys(select).length === 0 ? [] : filterable(source);
  return [
    jobs,
    ...series.where,
    ...able.flatMap((dimension) => {
      const restriction = select[dimension];
      return restriction ? restrict(vocabulary, dimension, restriction) : [];
    }),
  ];
}

/**
 * The dimensions that a source can be filtered by: those of all its series. ChoreoAI's exceptions name no model. Left out
 * where a model is selected, they would make an outage look healthy; so such a figure stays that of all models.
 */
export function filterable(source: Source): Dimension[] {
  const all = seriesOf(source);
  return dimensionsOf(source).filter((dimension) => all.every(({ named }) => named?.[dimension] === undefined));
}

function restrict(vocabulary: Vocabulary, dimension: Dimension, restriction: Restriction): Matcher[] {
  const label = emittedLabel(vocabulary, dimension);
  if (label === undefined) {
    return [];
  }
  if ('variable' in restriction) {
    return [fromVariable(label, restriction.variable)];
  }
  if (restriction.length === 0) {
    return [];
  }
  const declared = vocabulary.labels[dimension];
  return isDerived(declared) ? restrictDerived(label, declared, restriction) : [anyOf(label, restriction)];
}

/** Of several providers one may be unknown here: it belongs to another system, or its models to nobody in the table. */
function restrictDerived(label: string, { rules }: DerivedLabel, values: readonly string[]): Matcher[] {
  const unknown = values.includes(UNKNOWN_PROVIDER);
  const patterns = rules.filter(({ provider }) => values.includes(provider) !== unknown).map(({ models }) => models);
  if (patterns.length === 0) {
    return unknown ? [] : nothing(label);
  }
  return [unknown ? excludes(label, patterns.join('|')) : matches(label, patterns.join('|'))];
}

/** Series added up by the scope's dimensions and by `extra` labels. */
export const summed = (vocabulary: Vocabulary, scope: Scope, extra: readonly string[], inner: Expression): Expression =>
  aggregated(promql.sum, vocabulary, scope, extra, inner);

/** Series brought together by the scope's dimensions; those without a label of their own are worked out in between. */
export function aggregated(
  aggregate: typeof promql.sum,
  vocabulary: Vocabulary,
  { by, keep = [] }: Scope,
  also: readonly string[],
  inner: Expression
): Expression {
  const extra = [...keep, ...also];
  const derived = by.flatMap((dimension) => {
    const label = vocabulary.labels[dimension];
    return isDerived(label) ? [{ dimension, label }] : [];
  });
  const emitted = [...new Set(by.flatMap((dimension) => emittedLabel(vocabulary, dimension) ?? []))];
  const vector = aggregate([...extra, ...emitted], inner);
  if (derived.length === 0) {
    return vector;
  }
  const labelled = derived.reduce((all, { dimension, label }) => derive(vocabulary, all, dimension, label), vector);
  const again = aggregate === promql.count ? promql.sum : aggregate;
  return again([...extra, ...by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? [])], labelled);
}

function derive(
  vocabulary: Vocabulary,
  inner: Expression,
  dimension: Dimension,
  { from, rules }: DerivedLabel
): Expression {
  const source = emittedLabel(vocabulary, from) ?? '';
  return rules.reduce(
    (all, { provider, models }) => promql.labelReplace(all, dimension, provider, source, models),
    promql.labelReplace(inner, dimension, UNKNOWN_PROVIDER, '', '')
  );
}

/** The label that a result split by this dimension carries. */
export function seriesLabel(vocabulary: Vocabulary, dimension: Dimension): string | undefined {
  const label = vocabulary.labels[dimension];
  return isDerived(label) ? dimension : label;
}
