import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type { MeasureId } from '../vocabularies/measures';
import {
  sourceOf,
  type CounterSource,
  type Dimension,
  type GaugeSource,
  type HistogramSource,
  type Source,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import { counterRate, gaugeValue } from './read';
import type { LookBack } from './recorded';
import type { Scope } from './scope';

/** Grafana's unit ids. */
export type Unit =
  | 'reqps'
  | 'reqpm'
  | 'ops'
  | 'percentunit'
  | 's'
  | 'h'
  | 'short'
  | 'bytes'
  | 'Bps'
  | 'pps'
  | 'currencyUSD'
  | 'si:tok/s'
  | 'si:tok/min'
  | 'si:tok';

/** A question that can be asked of a system. */
export interface Question {
  title: string;
  /** One of Grafana's unit ids. */
  unit: string;
  /** The measures it is worked out from; the first is the one that a person would name. */
  needs: readonly [MeasureId, ...MeasureId[]];
  /** Dimensions that a measure must have besides those that the answer is split by. */
  splits?: Partial<Record<MeasureId, readonly Dimension[]>>;
  /** Why it may have no value although there is traffic; a sentence. */
  emptyWhen?: string;
  /** Its parts add up to the whole, so that many small ones can be shown as one. */
  adds?: true;
  /** How much stands behind each part, where the figures do not say: the traffic that a ratio or a quantile is of. */
  weight?(vocabulary: Vocabulary, scope: Scope): Expression;
  /** What the figure rests on, where there is a choice: stands beside the title. */
  basis?: string;
  /** It is estimated from the buckets of its first measure, and cannot exceed the top one. */
  fromBuckets?: true;
  /** It looks back so far that it is asked at the end of the range only: a line of it would read everything many times. */
  atEnd?: true;
  /** It rests on windows of its own or on moments, neither of which is recorded: it is read raw. */
  rawOnly?: true;
  /** It is of the time since midnight or since the month began: the scope's `range` must be that. */
  since?: LookBack;
  /** How far it looks back, where it is asked `atEnd` and not of the time `since`. */
  lookBack?: LookBack;
  /** +Inf says that there is no limit. */
  unlimited?: true;
  /** It has an answer only where a person has set this budget. */
  budget?: 'daily' | 'monthly';
  /** Where there are several ways to an answer: the one for this system. */
  of?(vocabulary: Vocabulary, by: readonly Dimension[]): Question;
  /** The answer for one system, split by the scope's dimensions. Throws where the system lacks a measure: see `missing`. */
  expression(vocabulary: Vocabulary, scope: Scope): Expression;
}

/** A question that people ask of any system. */
export interface Signal extends Question {
  unit: Unit;
}

/** Whether the recorded series of the page's range cannot tell it: those that look back as far as it does may. */
export const isReadRaw = ({ rawOnly, atEnd }: Question): boolean => rawOnly ?? atEnd ?? false;

/** How far back a figure looks that does not follow the page's range. */
export const lookBackOf = ({ atEnd, since, lookBack }: Question): LookBack | undefined =>
  atEnd ? (since ?? lookBack) : undefined;

/** The way to a signal's answer for one system. */
export const signalFor = (signal: Question, vocabulary: Vocabulary, by: readonly Dimension[]): Question =>
  signal.of?.(vocabulary, by) ?? signal;

export const source = <S extends Source>(vocabulary: Vocabulary, measure: MeasureId, kind: S['kind']): S => {
  const found = sourceOf(vocabulary, measure);
  if (found.kind !== kind) {
    throw new Error(`${vocabulary.title} has no ${kind} for ${measure}.`);
  }
  return found as S;
};

export const histogram = (vocabulary: Vocabulary, measure: MeasureId) =>
  source<HistogramSource>(vocabulary, measure, 'histogram');

/** The counter that feeds a measure. Throws where the system has none. */
export const counterOf = (vocabulary: Vocabulary, measure: MeasureId) =>
  source<CounterSource>(vocabulary, measure, 'counter');

/** What a measure counts per second. */
export const rateOf = (vocabulary: Vocabulary, measure: MeasureId, scope: Scope): Expression =>
  counterRate(vocabulary, counterOf(vocabulary, measure), scope);

/** A gauge's present value, brought together over replicas. */
export const valueOf = (
  vocabulary: Vocabulary,
  measure: MeasureId,
  scope: Scope,
  together: typeof promql.sum = promql.sum
): Expression => gaugeValue(vocabulary, source<GaugeSource>(vocabulary, measure, 'gauge'), scope, together);
