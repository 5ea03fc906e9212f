import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type { MeasureId } from '../vocabularies/measures';
import type { Dimension, GaugeSource } from '../vocabularies/vocabulary';
import { histogramBuckets, shareAbove } from './buckets';
import { counterTotal, gaugeChanges, histogramCount, histogramSum, seriesLabel } from './read';
import { counterOf, source, histogram, rateOf, valueOf, type Signal, type Unit } from './signal';

export const perSecond = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  adds: true,
  expression: (vocabulary, scope) => rateOf(vocabulary, measure, scope),
});

const perSeconds =
  (seconds: number) =>
  (title: string, unit: Unit, measure: MeasureId): Signal => ({
    title,
    unit,
    needs: [measure],
    adds: true,
    expression: (vocabulary, scope) => promql.multiply(rateOf(vocabulary, measure, scope), promql.number(seconds)),
  });

export const perMinute = perSeconds(60);
export const perHour = perSeconds(3600);

/** What a counter stands at. Unlike a rate it tells of the first event of a series that begins with it. */
export const soFar = (title: string, measure: MeasureId): Signal => ({
  title,
  unit: 'short',
  needs: [measure],
  adds: true,
  rawOnly: true,
  expression: (vocabulary, scope) => counterTotal(vocabulary, counterOf(vocabulary, measure), scope),
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
  fromBuckets: true,
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
export const buckets = (title: string, measure: MeasureId, unit: Unit = 's'): Signal => ({
  title,
  unit,
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

/** A gauge of which +Inf says that there is no limit: such series are left out. Replicas all tell of one limit. */
export const limited = (title: string, measure: MeasureId, unit: Unit): Signal => ({
  title,
  unit,
  needs: [measure],
  expression: (vocabulary, scope) => promql.finite(valueOf(vocabulary, measure, scope, promql.min)),
});

const DEPLOYMENTS: readonly Dimension[] = ['deployment'];

/** A gauge that each key and replica reports of a deployment as it was told it: one of them counts, and deployments add up. */
export const overDeployments = (title: string, unit: Unit, measure: MeasureId, counts: typeof promql.sum): Signal => ({
  title,
  unit,
  needs: [measure],
  splits: { [measure]: DEPLOYMENTS },
  rawOnly: true,
  expression: (vocabulary, scope) => {
    const labels = scope.by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? []);
    const each = { ...scope, by: [...new Set<Dimension>([...scope.by, 'deployment'])] };
    return promql.sum([...(scope.keep ?? []), ...labels], valueOf(vocabulary, measure, each, counts));
  },
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

/** What is spent of a budget, as a share; no answer where there is none, which is +Inf or not there. Replicas all tell of one budget. */
export const spentShare = (title: string, left: MeasureId, budget: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [left, budget],
  expression: (vocabulary, scope) =>
    promql.subtract(
      promql.number(1),
      promql.divide(
        promql.finite(valueOf(vocabulary, left, scope, promql.min)),
        promql.positive(promql.finite(valueOf(vocabulary, budget, scope, promql.max)))
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
