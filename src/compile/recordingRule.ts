import type { Expression } from '../promql/expression';

/** A recording rule, as Prometheus takes it. */
export interface RecordingRule {
  record: string;
  expr: Expression;
  labels?: Readonly<Record<string, string>>;
}

export interface RecordingGroup {
  name: string;
  interval: string;
  rules: RecordingRule[];
}
