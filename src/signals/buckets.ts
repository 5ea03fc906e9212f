import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { escapeRegex, matches, type Matcher } from '../promql/matcher';
import type { HistogramSource, Vocabulary } from '../vocabularies/vocabulary';
import { aggregated, joined, matchersOf, nativeBuckets, rates, seriesLabel, summed } from './read';
import type { Scope } from './scope';

/**
 * The buckets of a histogram, summed. Within each group only bounds that all its targets have are kept: where replicas have
 * different bounds, one that some lack would count those replicas' requests as slower than the top bucket.
 */
export function histogramBuckets(vocabulary: Vocabulary, source: HistogramSource, scope: Scope): Expression {
  if (source.native) {
    return nativeBuckets(vocabulary, source, scope);
  }
  const buckets = joined(rates(vocabulary, source, source.series[0], '_bucket', scope));
  const labels = [...(scope.keep ?? []), ...scope.by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? [])];
  const often = (by: string[], more: Matcher[]) => howOften(vocabulary, source, scope, by, more);
  return promql.andOn(
    ['le', ...labels],
    summed(vocabulary, scope, ['le'], buckets),
    promql.equalInGroup(labels, often(['le'], []), often([], [TOP_BUCKET]))
  );
}

/**
 * How often buckets are there: a bound that all share as often as the top one, which every histogram has. Raw ones are counted
 * at each step, recorded ones once over the whole range: the server reads them once less, and what only came within it is left out.
 */
function howOften(
  vocabulary: Vocabulary,
  source: HistogramSource,
  scope: Scope,
  by: readonly string[],
  more: Matcher[]
): Expression {
  const [series] = source.series;
  const { range } = scope;
  if (series.recorded === undefined || range === undefined) {
    return aggregated(
      promql.count,
      vocabulary,
      scope,
      by,
      joined(rates(vocabulary, source, series, '_bucket', scope, more))
    );
  }
  const matchers = [...matchersOf(vocabulary, source, series, scope), ...more];
  const each = series.metric.map((name) =>
    promql.countOver(`${name}_bucket:${series.recorded}`, matchers, range.window, 'end')
  );
  return summed(vocabulary, scope, by, joined(each));
}

/** The bucket that holds every observation. */
export const TOP_BUCKET = matches('le', '\\+Inf');

/** The bucket of a bound in seconds, or the one that stands in for it; Python writes `5.0`, Go and JavaScript `5`. */
export function bucketOf({ nearest }: HistogramSource, asked: number): Matcher {
  const bound = nearest?.[asked] ?? asked;
  return matches('le', Number.isInteger(bound) ? `${bound}|${bound}\\.0` : escapeRegex(String(bound)));
}

/**
 * Share of the observations above a bound, of the targets that have this bound; no answer where nothing was observed.
 * @param asked the bound in seconds; see `bucketOf`
 */
export function shareAbove(vocabulary: Vocabulary, source: HistogramSource, asked: number, scope: Scope): Expression {
  if (source.native) {
    return promql.histogramFraction(asked, Infinity, nativeBuckets(vocabulary, source, scope));
  }
  const bucket = (le: Matcher): Expression =>
    joined(rates(vocabulary, source, source.series[0], '_bucket', scope, [le]));
  const within = bucket(bucketOf(source, asked));
  const all = summed(vocabulary, scope, [], promql.andIgnoring(['le'], bucket(TOP_BUCKET), within));
  return promql.subtract(promql.number(1), promql.divide(summed(vocabulary, scope, [], within), promql.positive(all)));
}
