import type { Matcher } from '../promql/matcher';
import { namesIn, nativeNames, type Presence } from './presence';
import {
  emittedLabel,
  type Absent,
  type Evidence,
  type Measures,
  type MetricNames,
  type Series,
  type Source,
  type Vocabulary,
  type VocabularyId,
} from './vocabulary';

/** A system that is there: its vocabulary, narrowed to what its jobs emit, and the jobs. */
export interface DetectedSystem {
  vocabulary: Vocabulary;
  jobs: readonly string[];
}

/** Metric name -> the labels that some of its series carry. */
export type Metrics = ReadonlyMap<string, ReadonlySet<string>>;

/** A job that is of no system, whatever it writes. */
export const LEFT_OUT = 'none';

/** What a person says of a job, against the evidence. */
export type Overrule = VocabularyId | typeof LEFT_OUT;

/** By job. */
export type Overrules = Readonly<Partial<Record<string, Overrule>>>;

/**
 * Which systems are there. A job belongs to the first vocabulary that it gives evidence of, so that systems which share
 * metric names stay apart, unless a person says otherwise. A system that writes its names in two ways, each in jobs of its
 * own, is read in the first.
 */
export function detect(
  presence: Presence,
  vocabularies: readonly Vocabulary[],
  overrules: Overrules = {}
): DetectedSystem[] {
  const systemOfJob = new Map(
    [...presence].map(([job, metrics]) => [job, belongsTo(metrics, vocabularies, overruleOf(overrules, job))])
  );
  const systems = vocabularies.flatMap((vocabulary) => {
    const jobs = [...presence.keys()].filter((job) => systemOfJob.get(job) === vocabulary).sort();
    return jobs.length === 0 ? [] : [{ vocabulary: resolve(vocabulary, merged(presence, jobs)), jobs }];
  });
  const idOf = ({ vocabulary }: DetectedSystem) => vocabulary.id;
  return systems.filter((system, index) => systems.findIndex((other) => idOf(other) === idOf(system)) === index);
}

/** What a person says of a job; jobs may be called like things of JavaScript. */
const overruleOf = (overrules: Overrules, job: string) => (Object.hasOwn(overrules, job) ? overrules[job] : undefined);

/** The vocabulary of a job: of several spellings of one that a person names, the one that it writes. */
function belongsTo(metrics: Metrics, vocabularies: readonly Vocabulary[], said?: Overrule): Vocabulary | undefined {
  const named = vocabularies.filter(({ id }) => id === said);
  const candidates = named.length > 0 ? named : vocabularies;
  return said === LEFT_OUT ? undefined : (candidates.find((one) => proves(one, metrics)) ?? named[0]);
}

export const proves = (vocabulary: Vocabulary, metrics: Metrics) =>
  vocabulary.evidence.some((evidence) => evidence.metric.some((name) => carries(metrics, name, evidence)));

export const carries = (metrics: Metrics, name: string, { labels }: Evidence) => {
  const found = metrics.get(name);
  return found !== undefined && labels.every((label) => found.has(label));
};

function merged(presence: Presence, jobs: readonly string[]): Metrics {
  const all = new Map<string, Set<string>>();
  jobs.forEach((job) =>
    presence.get(job)?.forEach((labels, name) => all.set(name, new Set([...(all.get(name) ?? []), ...labels])))
  );
  return all;
}

/**
 * The vocabulary as these metrics bear it out: of several spellings those in use, of several labels those that are carried.
 * A measure none of whose metrics is there becomes absent. What is not there yet is kept next to what is: a counter of
 * exceptions may come with the first exception, the label of an error's type with the first error.
 */
export function resolve(vocabulary: Vocabulary, metrics: Metrics): Vocabulary {
  const measures: Measures = Object.fromEntries(
    Object.entries(vocabulary.measures).map(([id, source]) => [
      id,
      source.kind === 'absent' ? source : resolveSource(vocabulary, source, metrics),
    ])
  );
  return { ...vocabulary, measures: { ...measures, ...failuresOf(vocabulary, measures) } };
}

/** Where attempts are counted, failures that are not there yet are none: the ratio is 0, not unknown. */
const failuresOf = ({ measures: declared }: Vocabulary, { attempts, failures }: Measures): Measures =>
  attempts?.kind === 'counter' && failures?.kind === 'absent' ? { failures: declared.failures } : {};

function resolveSource(vocabulary: Vocabulary, source: Source, metrics: Metrics): Source | Absent {
  if (source.kind === 'gauge' && source.ofTheScrape) {
    return source;
  }
  const has = (name: string) => metrics.has(name);
  const classic = namesIn(source).some(has);
  if (!classic && !nativeNames(source).some(has)) {
    return notSeen(vocabulary, source);
  }
  const suffix = source.kind === 'histogram' && classic ? '_count' : '';
  const narrow = (series: Series) => resolveSeries(vocabulary, series, metrics, suffix);
  switch (source.kind) {
    case 'counter': {
      const { optional: _seen, ...counter } = source;
      const [first, ...rest] = counter.series;
      return {
        ...counter,
        series: [narrow(first), ...rest.map(narrow)],
        ...(counter.less && { less: narrow(counter.less) }),
      };
    }
    case 'histogram':
      return { ...source, ...(!classic && { native: true }), series: [narrow(source.series[0])] };
    case 'gauge':
      return { ...source, series: [narrow(source.series[0])] };
  }
}

function resolveSeries(vocabulary: Vocabulary, series: Series, metrics: Metrics, suffix: string): Series {
  const [first, ...rest] = series.metric.filter((name) => metrics.has(name + suffix));
  if (first === undefined) {
    const instead = series.instead && resolveSeries(vocabulary, series.instead, metrics, suffix);
    return instead?.metric.some((name) => metrics.has(name + suffix)) ? instead : series;
  }
  const metric: MetricNames = [first, ...rest];
  const carried = new Set(metric.flatMap((name) => [...(metrics.get(name + suffix) ?? [])]));
  const dimensions = series.dimensions.filter((dimension) => {
    const label = emittedLabel(vocabulary, dimension);
    return (
      label !== undefined &&
      (carried.has(label) ||
        series.named?.[dimension] !== undefined ||
        series.where.some((matcher) => demands(matcher, label)))
    );
  });
  return { ...series, metric, dimensions, instead: undefined };
}

/** A series that is told by having a label has it, whether or not one is there yet. */
const demands = ({ label, op, text }: Matcher, name: string) => label === name && op === '!=' && text === '';

const notSeen = (vocabulary: Vocabulary, source: Source): Absent => ({
  kind: 'absent',
  why: `Prometheus has no series of ${namesIn(source).join(' or ')} for ${vocabulary.title}${
    source.kind === 'counter' ? ': it is not emitted, or nothing was counted in it yet' : ''
  }.`,
  howToEmit: howToEmit(vocabulary, source.kind, source.series[0]),
});

const PYTHON_CLASS: Record<Source['kind'], string> = { counter: 'Counter', histogram: 'Histogram', gauge: 'Gauge' };
const OTEL_INSTRUMENT: Record<Source['kind'], string> = {
  counter: 'a counter or histogram',
  histogram: 'a histogram',
  gauge: 'an observable gauge',
};

/** One sentence or line of code that makes a system emit series of a kind. */
export function howToEmit(vocabulary: Vocabulary, kind: Source['kind'], { metric, dimensions }: Series): string {
  const labels = dimensions.flatMap((dimension) => {
    const label = vocabulary.labels[dimension];
    return typeof label === 'string' ? [label] : [];
  });
  const byInstrumentation: Record<Vocabulary['instrumentation'], string> = {
    prometheus_client: `${PYTHON_CLASS[kind]}('${metric[0]}', '…', [${labels.map((label) => `'${label}'`).join(', ')}])`,
    exporter: `${vocabulary.title} writes ${metric[0]}: see ${vocabulary.source}.`,
    opentelemetry: `Record ${OTEL_INSTRUMENT[kind]} that arrives as ${metric[0]} with ${labels.join(', ')}.`,
  };
  return byInstrumentation[vocabulary.instrumentation];
}
