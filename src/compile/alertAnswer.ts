import type { Comparison } from '../definitions/alert';
import { levelOf, type LimitOfSignal } from '../definitions/thresholds';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type { Unit } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import type { AlertReading } from './alertReading';

/** An alert's question: its answer has a series for each alert. */
export interface AlertExpression {
  expr: Expression;
  is: Comparison;
  /** What the value is compared with, in its unit. */
  limit: number;
  unit: Unit | 'times';
  /** The labels that an alert has besides its own. */
  labels: readonly string[];
  /** What is compared with the limit; none where an alert asks several things at once. */
  value?: Expression;
}

const COMPARED: Record<Comparison, typeof promql.greater> = {
  above: promql.greater,
  'at or above': promql.atOrAbove,
  below: promql.below,
  equal: promql.equal,
};

export const compared = (is: Comparison, value: Expression, limit: number): Expression =>
  COMPARED[is](value, promql.number(limit));

/** What a signal is compared with. @throws where the system has no such limit */
export function boundOf({ vocabulary: { id, title } }: AlertReading, { signal, limit }: LimitOfSignal): number {
  const bound = levelOf(id, { signal, limit });
  if (bound === undefined) {
    throw new Error(`${title} has no ${limit} limit of ${SIGNALS[signal].title}: see thresholds.ts.`);
  }
  return bound;
}

/** So many times as much as before, and enough of it to matter. */
export const grown = (now: Expression, before: Expression, times: number, enough: Expression): AlertExpression => ({
  expr: promql.andOn(['job'], compared('above', promql.divide(now, promql.positive(before)), times), enough),
  is: 'above',
  limit: times,
  unit: 'times',
  labels: ['job'],
});
