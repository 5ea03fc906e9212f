import type { Matcher } from '../promql/matcher';
import type { TokenAccounting, TokenKind } from './tokenAccounting';
import { measureText, type CoreMeasureId, type KnownMeasureId, type MeasureId, type OwnMeasureId } from './measures';

/** What people split and filter figures by. Each system has its own label for it. */
export const DIMENSIONS = [
  'provider',
  'model',
  'endpoint',
  'method',
  'status',
  'tokenType',
  'errorType',
  'operation',
  'finishReason',
  'deployment',
  'team',
  'apiKey',
  'user',
  'organisation',
  'agent',
  'intent',
  'tool',
  'table',
  'namespace',
  'event',
  'instance',
  'mode',
  'device',
  'mountpoint',
  'container',
  'database',
  'state',
  'command',
  'generation',
] as const;
export type KnownDimension = (typeof DIMENSIONS)[number];

/** A label of a team's own metric, by its name: see `withOwnMetrics`. */
export type OwnDimension = `own:${string}`;

export type Dimension = KnownDimension | OwnDimension;

export const isOwn = (dimension: Dimension): dimension is OwnDimension => dimension.startsWith('own:');

/** Spellings of one metric's name, today's first. All of them are read; a target that writes two is counted once. */
export type MetricNames = readonly [string, ...string[]];

/** Series that one selector finds: a metric under any of its names, where some labels have some values. */
export interface Series {
  metric: MetricNames;
  where: readonly Matcher[];
  /** The dimensions that this metric can be split by. A version of the system may write fewer: see `resolve`. */
  dimensions: readonly Dimension[];
  /** The value of a dimension that the name says and no label: a counter of its own for each type of token. */
  named?: Partial<Record<Dimension, string>>;
  /** Written by a recording rule: means over a window, which ends the name, such as `rate5m`. Nothing is to be rated again. */
  recorded?: string;
  /** A mean over a longer window than the recorded one counts moments at which the series was not there as 0. */
  absentIsZero?: true;
  /** What is read where none of the names is there, such as a library's counter of the same: `resolve` decides. */
  instead?: Series;
}

/** Counters; several are added up, such as answered requests and exceptions, and `less` is taken off. */
export interface CounterSource {
  kind: 'counter';
  series: readonly [Series, ...Series[]];
  less?: Series;
  /** Only some versions write it: it counts as absent until it was seen. */
  optional?: true;
}

/** A histogram; `metric` is the name before `_bucket`, `_sum` and `_count`, or of a native histogram. */
export interface HistogramSource {
  kind: 'histogram';
  series: readonly [Series];
  /** Classic where nothing is said; `resolve` finds out. */
  native?: true;
  /** Buckets that stand in for round bounds which the histogram lacks: asked for in seconds -> bucket in seconds. */
  nearest?: Readonly<Record<number, number>>;
}

export interface GaugeSource {
  kind: 'gauge';
  /** Prometheus itself writes it of every target, also of one that is down: it is there, and proves nothing. */
  ofTheScrape?: true;
  series: readonly [Series];
}

export type Source = CounterSource | HistogramSource | GaugeSource;

/** A measure that the system does not have: why, and what to emit so that it has. */
export interface Absent {
  kind: 'absent';
  why: string;
  howToEmit: string;
}

/** One provider and the models that are its own, as an RE2 pattern over model names. */
export interface ProviderRule {
  provider: string;
  models: string;
}

/** A dimension without a label of its own, worked out from another one. */
export interface DerivedLabel {
  from: Dimension;
  rules: readonly ProviderRule[];
}

/** A metric, together with labels where its name is shared, that proves a system is there. */
export interface Evidence {
  metric: MetricNames;
  labels: readonly string[];
}

/** Systems that call or serve models. */
export type SystemId =
  | 'choreoai'
  | 'convergeai'
  | 'project-ai'
  | 'ai-companion'
  | 'litellm'
  | 'vllm'
  | 'envoy-ai-gateway'
  | 'openlit'
  | 'otel-genai-3'
  | 'otel-genai'
  | 'otel-genai-1';

/** Programs that measure what the systems run on. */
export type ExporterId = 'node' | 'cadvisor' | 'redis' | 'postgres';

export type VocabularyId = SystemId | ExporterId;

/** What feeds each measure. What is not named is not emitted; an `Absent` says what to do about it. */
export type Measures = Partial<Record<KnownMeasureId, Source | Absent>> & Record<OwnMeasureId, Source | Absent>;

/** One system's metric names, types and label names. */
export interface Vocabulary {
  id: VocabularyId;
  title: string;
  /** Where its names are documented. */
  source: string;
  /** How its authors write metrics: decides the language of the snippet that adds a missing one. */
  instrumentation: 'prometheus_client' | 'opentelemetry' | 'exporter';
  /** Any one of these proves that the system is there. */
  evidence: readonly [Evidence, ...Evidence[]];
  labels: Partial<Record<Dimension, string | DerivedLabel>>;
  measures: Measures;
  /** Absent where there are no tokens to count. */
  tokens?: TokenCounts;
}

/** How a system counts tokens. */
export interface TokenCounts {
  /** Its value of the token type for each kind that it tells apart; several where its versions differ. */
  types: Partial<Record<TokenKind, string | readonly string[]>>;
  accounting: TokenAccounting;
}

/** A system that calls or serves models: it answers for each of the core measures. */
export interface SystemVocabulary extends Vocabulary {
  id: SystemId;
  tokens: TokenCounts;
  measures: Measures & Record<CoreMeasureId, Source | Absent>;
}

/** A program that measures what the systems run on. */
export interface ExporterVocabulary extends Vocabulary {
  id: ExporterId;
  instrumentation: 'exporter';
}

/** What feeds a measure of a vocabulary, or why nothing does. */
export function sourceOf({ title, source, measures }: Vocabulary, measure: MeasureId): Source | Absent {
  const found = measures[measure];
  return found !== undefined && !(found.kind === 'counter' && found.optional)
    ? found
    : {
        kind: 'absent',
        why: `${title} does not emit ${measureText(measure)}.`,
        howToEmit: `A newer version may: see ${source}.`,
      };
}

/** What the values of a dimension are looked for in: requests, where they have it. */
const VALUES_ARE_IN: readonly MeasureId[] = ['requests', 'inferences', 'tokens'];

/** The source that tells which values a dimension has; that of requests where no other does either. */
export function sourceOfValues(vocabulary: Vocabulary, dimension: Dimension): Source | Absent {
  const sources = VALUES_ARE_IN.map((measure) => sourceOf(vocabulary, measure));
  const told = sources.find((source) => source.kind !== 'absent' && dimensionsOf(source).includes(dimension));
  return told ?? sourceOf(vocabulary, 'requests');
}

export const isDerived = (label: string | DerivedLabel | undefined): label is DerivedLabel => typeof label === 'object';

/**
 * The label that carries a dimension on the series themselves: for a derived dimension, the label it is worked out from.
 * @returns undefined where the system has no such label
 */
export function emittedLabel(vocabulary: Vocabulary, dimension: Dimension): string | undefined {
  const label = vocabulary.labels[dimension];
  return isDerived(label) ? emittedLabel(vocabulary, label.from) : label;
}

/** The dimensions that every series of a source can be split by. */
export function dimensionsOf(source: Source): Dimension[] {
  const [{ dimensions }] = source.series;
  const all = seriesOf(source);
  return dimensions.filter((dimension) => all.every((series) => series.dimensions.includes(dimension)));
}

/** All the series that a source reads. */
export function seriesOf(source: Source): Series[] {
  return source.kind === 'counter' && source.less ? [...source.series, source.less] : [...source.series];
}
