import type { Moment } from '../promql/expression';
import type { PriceBook } from '../pricing/lookUp';
import type { ModelCall } from '../pricing/names';
import type { Matcher } from '../promql/matcher';
import type { Dimension } from '../vocabularies/vocabulary';

/**
 * What a dimension is restricted to: values from outside, or a dashboard variable that Grafana fills in.
 * A variable over a derived dimension must hold patterns over the label it is derived from.
 */
export type Restriction = readonly string[] | { variable: string };

/** A macro or variable that Grafana fills in, such as `$__range_s` or `${prices:raw}`. */
export type GrafanaMacro = `$${string}`;

/** What models cost: a book and the models in view, or the constant of a dashboard that holds the whole vector. */
export type Prices = { book: PriceBook; models: readonly ModelCall[] } | { constant: GrafanaMacro };

/** USD: what a person set, or the variable of a dashboard; not above 0 where there is none. */
export type Budgets = Partial<Record<'daily' | 'monthly', number | { variable: GrafanaMacro }>>;

/** A stretch of time up to the moment of evaluation, as the range of `rate`, and in seconds. */
export interface Range {
  window: string;
  seconds: number | GrafanaMacro;
}

/** Which part of a system's series a question is about. */
export interface Scope {
  /** The jobs of the system: what keeps systems apart that share metric names. */
  jobs: Matcher;
  select: Partial<Record<Dimension, Restriction>>;
  by: readonly Dimension[];
  /** Labels of Prometheus's own that stay on the answer's series besides: `job`, `instance`. */
  keep?: readonly string[];
  /** The range of `rate`: `$__rate_interval` in a dashboard, a literal such as `5m` in a rule. */
  window: string;
  /** When the series are read: the same for every step of a range, where it is said. */
  at?: Moment;
  /** The prices that come with the plugin where nothing is said. */
  prices?: Prices;
  budgets?: Budgets;
  /** Time since midnight or since the month began, for signals that are of it: only who asks knows. */
  range?: Range;
}
