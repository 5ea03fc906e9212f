import type { Matcher } from '../promql/matcher';
import type { CounterSource, Dimension, GaugeSource, HistogramSource, MetricNames, Series } from './vocabulary';

const series = (metric: string | MetricNames, dimensions: readonly Dimension[], where: readonly Matcher[]): Series => ({
  metric: typeof metric === 'string' ? [metric] : metric,
  where,
  dimensions,
});

type Of<S> = (metric: string | MetricNames, dimensions: readonly Dimension[], ...where: Matcher[]) => S;

/** One counter as a measure, by the dimensions it can be split by. */
export const counter: Of<CounterSource> = (metric, dimensions, ...where) => ({
  kind: 'counter',
  series: [series(metric, dimensions, where)],
});

/** One histogram as a measure; its name without `_bucket`. */
export const histogram: Of<HistogramSource> = (metric, dimensions, ...where) => ({
  kind: 'histogram',
  series: [series(metric, dimensions, where)],
});

/** One gauge as a measure. */
export const gauge: Of<GaugeSource> = (metric, dimensions, ...where) => ({
  kind: 'gauge',
  series: [series(metric, dimensions, where)],
});

/** Each of the names with the same end, such as `_count`. */
export const suffixed = ([first, ...rest]: MetricNames, suffix: string): MetricNames => [
  first + suffix,
  ...rest.map((name) => name + suffix),
];
