import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type {
  CounterSource,
  GaugeSource,
  HistogramSource,
  MeasureId,
  Source,
  Vocabulary,
} from '../vocabularies/vocabulary';
import { counterRate, gaugeValue, histogramBuckets, histogramCount, histogramSum, withinBound } from './read';
import type { Scope } from './scope';

/** Grafana's unit ids. */
export type Unit = 'reqps' | 'reqpm' | 'percentunit' | 's' | 'short' | 'si:tok/s' | 'si:tok/min';

/** A question that people ask of any system. */
export interface Signal {
  title: string;
  unit: Unit;
  /** The measures it is worked out from; the first is the one that a person would name. */
  needs: readonly [MeasureId, ...MeasureId[]];
  /** Why it may have no value although there is traffic; a sentence. */
  emptyWhen?: string;
  /** The answer for one system, split by the scope's dimensions. Throws where the system lacks a measure: see `missing`. */
  expression(vocabulary: Vocabulary, scope: Scope): Expression;
}

const perSecond = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  expression: (vocabulary, scope) => counterRate(vocabulary, counter(vocabulary, measure), scope),
});

const perMinute = (title: string, unit: Unit, measure: MeasureId): Signal => ({
  title,
  unit,
  needs: [measure],
  expression: (vocabulary, scope) =>
    promql.multiply(counterRate(vocabulary, counter(vocabulary, measure), scope), promql.number(60)),
});

/** Part over whole: 0 where the part's series do not exist yet, no answer where there is no traffic. */
const share = (title: string, part: MeasureId, whole: MeasureId): Signal => ({
  title,
  unit: 'percentunit',
  needs: [part, whole],
  expression: (vocabulary, scope) => {
    const all = counterRate(vocabulary, counter(vocabulary, whole), scope);
    const some = counterRate(vocabulary, counter(vocabulary, part), scope);
    return promql.divide(promql.or(some, promql.multiply(all, promql.number(0))), promql.positive(all));
  },
});

/** A time that a share of the observations stays below; no answer where there is no traffic. */
const quantile = (title: string, measure: MeasureId, q: number): Signal => ({
  title,
  unit: 's',
  needs: [measure],
  emptyWhen: 'Replicas whose histograms have no bucket in common have no percentile together.',
  expression: (vocabulary, scope) =>
    promql.positive(promql.histogramQuantile(q, histogramBuckets(vocabulary, histogram(vocabulary, measure), scope))),
});

const mean = (title: string, measure: MeasureId): Signal => ({
  title,
  unit: 's',
  needs: [measure],
  expression: (vocabulary, scope) => {
    const source = histogram(vocabulary, measure);
    return promql.divide(
      histogramSum(vocabulary, source, scope),
      promql.positive(histogramCount(vocabulary, source, scope))
    );
  },
});

const slowerThan = (title: string, measure: MeasureId, seconds: number): Signal => ({
  title,
  unit: 'percentunit',
  needs: [measure],
  emptyWhen: `No histogram may have a bucket at ${seconds} s: add one where it is defined.`,
  expression: (vocabulary, scope) => {
    const { within, all } = withinBound(vocabulary, histogram(vocabulary, measure), seconds, scope);
    return promql.subtract(promql.number(1), promql.divide(within, promql.positive(all)));
  },
});

const level = (title: string, measure: MeasureId): Signal => ({
  title,
  unit: 'short',
  needs: [measure],
  expression: (vocabulary, scope) => gaugeValue(vocabulary, gauge(vocabulary, measure), scope),
});

/**
 * Every signal. Requests are those that were answered; attempts also those that ended in an exception. Latencies are of
 * answered requests only, because that is what the histograms hold.
 */
export const SIGNALS = {
  requestRate: perSecond('Request rate', 'reqps', 'requests'),
  requestsPerMinute: perMinute('Requests per minute', 'reqpm', 'requests'),
  throughput: perSecond('Throughput', 'reqps', 'successes'),
  errorRatio: share('Error ratio', 'failures', 'attempts'),
  successRatio: share('Success ratio', 'successes', 'attempts'),
  errorRate: { ...perSecond('Errors by type', 'reqps', 'errors'), emptyWhen: 'There may have been no error.' },
  latencyP50: quantile('Latency, median', 'latency', 0.5),
  latencyP95: quantile('Latency, 95th percentile', 'latency', 0.95),
  latencyP99: quantile('Latency, 99th percentile', 'latency', 0.99),
  latencyMean: mean('Latency, mean', 'latency'),
  slowerThan5s: slowerThan('Share slower than 5 s', 'latency', 5),
  slowerThan10s: slowerThan('Share slower than 10 s', 'latency', 10),
  tokenRate: perSecond('Tokens per second', 'si:tok/s', 'tokens'),
  tokensPerMinute: perMinute('Tokens per minute', 'si:tok/min', 'tokens'),
  activeRequests: level('Active requests', 'activeRequests'),
  queueDepth: level('Queue depth', 'queueDepth'),
  streamingShare: share('Streaming share', 'streaming', 'requests'),
  httpRequestRate: perSecond('HTTP request rate', 'reqps', 'httpRequests'),
  httpErrorRatio: share('HTTP error ratio', 'httpFailures', 'httpRequests'),
  httpLatencyP50: quantile('HTTP latency, median', 'httpLatency', 0.5),
  httpLatencyP95: quantile('HTTP latency, 95th percentile', 'httpLatency', 0.95),
} satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;

const source = <S extends Source>(vocabulary: Vocabulary, measure: MeasureId, kind: S['kind']): S => {
  const found = vocabulary.measures[measure];
  if (found.kind !== kind) {
    throw new Error(`${vocabulary.title} has no ${kind} for ${measure}.`);
  }
  return found as S;
};

const counter = (vocabulary: Vocabulary, measure: MeasureId) => source<CounterSource>(vocabulary, measure, 'counter');
const histogram = (vocabulary: Vocabulary, measure: MeasureId) =>
  source<HistogramSource>(vocabulary, measure, 'histogram');
const gauge = (vocabulary: Vocabulary, measure: MeasureId) => source<GaugeSource>(vocabulary, measure, 'gauge');
