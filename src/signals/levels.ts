/** Questions to gauges: how much there is now, and of how much. */
import * as promql from '../promql/expression';
import type { MeasureId } from '../vocabularies/measures';
import { valueOf, type Signal, type Unit } from './signal';

export const level = (title: string, measure: MeasureId, unit: Unit = 'short', together = promql.sum): Signal => ({
  title,
  unit,
  needs: [measure],
  ...(together === promql.sum ? { adds: true } : {}),
  expression: (vocabulary, scope) => valueOf(vocabulary, measure, scope, together),
});

/** A gauge over another; no answer where the other is 0, which stands for no limit. */
export const shareOfLimit = (title: string, part: MeasureId, limit: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [part, limit],
  expression: (vocabulary, scope) =>
    promql.divide(valueOf(vocabulary, part, scope), promql.positive(valueOf(vocabulary, limit, scope))),
});

/** A gauge of which +Inf says that there is no limit: such series are left out. */
export const limited = (title: string, measure: MeasureId, unit: Unit): Signal => ({
  title,
  unit,
  needs: [measure],
  expression: (vocabulary, scope) => promql.finite(valueOf(vocabulary, measure, scope)),
});

/** What is left of a limit, as a share: the least, where several keys or replicas each report what they were told. */
export const headroom = (title: string, left: MeasureId, limit: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [left, limit],
  expression: (vocabulary, scope) =>
    promql.divide(
      valueOf(vocabulary, left, scope, promql.min),
      promql.positive(valueOf(vocabulary, limit, scope, promql.max))
    ),
});

/** What is spent of a budget, as a share; no answer where there is none, which is +Inf or not there. */
export const spentShare = (title: string, left: MeasureId, budget: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [left, budget],
  expression: (vocabulary, scope) =>
    promql.subtract(
      promql.number(1),
      promql.divide(
        promql.finite(valueOf(vocabulary, left, scope)),
        promql.positive(promql.finite(valueOf(vocabulary, budget, scope)))
      )
    ),
});

/** What is used of a whole of which the free part is known. */
export const used = (title: string, free: MeasureId, whole: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [whole, free],
  expression: (vocabulary, scope) =>
    promql.subtract(
      promql.number(1),
      promql.divide(valueOf(vocabulary, free, scope), promql.positive(valueOf(vocabulary, whole, scope)))
    ),
});
