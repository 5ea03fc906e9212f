import type { Matcher } from '../promql/matcher';
import type { Dimension } from '../vocabularies/vocabulary';

/**
 * What a dimension is restricted to: values from outside, or a dashboard variable that Grafana fills in.
 * A variable over a derived dimension must hold patterns over the label it is derived from.
 */
export type Restriction = readonly string[] | { variable: string };

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
}
