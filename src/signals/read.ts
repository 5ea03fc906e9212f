import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf, escapeRegex, excludes, fromVariable, matches, nothing, type Matcher } from '../promql/matcher';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import {
  DIMENSIONS,
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

/** Observations per second of a histogram. */
export function histogramCount(vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression {
  return summed(vocabulary, scope, [], joined(rates(vocabulary, source, source.series[0], '_count', scope)));
}

/** Seconds observed per second. */
export function histogramSum(vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression {
  return summed(vocabulary, scope, [], joined(rates(vocabulary, source, source.series[0], '_sum', scope)));
}

/**
 * The buckets of a histogram, summed. Within each group only bounds that all its targets have are kept: where replicas have
 * different bounds, one that some lack would count those replicas' requests as slower than the top bucket.
 */
export function histogramBuckets(vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression {
  const buckets = joined(rates(vocabulary, source, source.series[0], '_bucket', scope));
  const labels = scope.by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? []);
  const seriesPerBound = aggregated(promql.count, vocabulary, scope, ['le'], buckets);
  return promql.andOn(
    ['le', ...labels],
    summed(vocabulary, scope, ['le'], buckets),
    promql.equalInGroup(labels, seriesPerBound, promql.max(labels, seriesPerBound))
  );
}

/**
 * Observations per second within a bound, and all observations per second, of the targets that have this bound.
 * @param asked the bound in seconds, or the bucket that stands in for it; Python writes `5.0`, Go and JavaScript `5`
 */
export function withinBound(
  vocabulary: Vocabulary,
  source: HistogramSource,
  asked: number,
  scope: Scope
): { within: Expression; all: Expression } {
  const bound = source.nearest?.[asked] ?? asked;
  const le = (pattern: string): Expression =>
    joined(rates(vocabulary, source, source.series[0], '_bucket', scope, [matches('le', pattern)]));
  const within = le(Number.isInteger(bound) ? `${bound}|${bound}\\.0` : escapeRegex(String(bound)));
  return {
    within: summed(vocabulary, scope, [], within),
    all: summed(vocabulary, scope, [], promql.andIgnoring(['le'], le('\\+Inf'), within)),
  };
}

/** The present value of a gauge, summed over replicas. */
export function gaugeValue(vocabulary: Vocabulary, source: GaugeSource, scope: Scope): Expression {
  const [series] = source.series;
  const matchers = matchersOf(vocabulary, source, series, scope);
  return summed(vocabulary, scope, [], joined(series.metric.map((name) => promql.select(name, matchers))));
}

function rates(
  vocabulary: Vocabulary,
  source: Source,
  series: Series,
  suffix: string,
  scope: Scope,
  more: Matcher[] = []
): Expression[] {
  const matchers = [...matchersOf(vocabulary, source, series, scope), ...more];
  return series.metric.map((name) => promql.rate(name + suffix, matchers, scope.window));
}

const joined = ([first, ...rest]: readonly Expression[]): Expression => {
  if (first === undefined) {
    throw new Error('A source without a metric name cannot be read.');
  }
  return promql.firstOf([first, ...rest]);
};

/** The conditions of a query on one series: its jobs first, then what the series is, then what a person selected. */
function matchersOf(vocabulary: Vocabulary, source: Source, series: Series, { jobs, select }: Scope): Matcher[] {
  return [
    jobs,
    ...series.where,
    ...filterable(source).flatMap((dimension) => {
      const restriction = select[dimension];
      return restriction ? restrict(vocabulary, dimension, restriction) : [];
    }),
  ];
}

/**
 * The dimensions that a source can be filtered by: those of all its series. ChoreoAI's exceptions name no model. Left out
 * where a model is selected, they would make an outage look healthy; so such a figure stays that of all models.
 */
export const filterable = (source: Source): Dimension[] =>
  DIMENSIONS.filter((dimension) => seriesOf(source).every((series) => series.dimensions.includes(dimension)));

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

const summed = (vocabulary: Vocabulary, scope: Scope, extra: readonly string[], inner: Expression): Expression =>
  aggregated(promql.sum, vocabulary, scope, extra, inner);

/** A sum or count by the scope's dimensions; those without a label of their own are worked out in between. */
function aggregated(
  aggregate: typeof promql.sum,
  vocabulary: Vocabulary,
  { by }: Scope,
  extra: readonly string[],
  inner: Expression
): Expression {
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
  return promql.sum([...extra, ...by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? [])], labelled);
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
