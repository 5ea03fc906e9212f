import { WINDOWS, type Window } from '../definitions/alert';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf, differs, equals, type Matcher } from '../promql/matcher';
import type { Budget } from '../settings/schema';
import { missing, type Missing } from '../signals/missing';
import { ANY_JOB, JOBS, recordedAs, SEEN, SYSTEM_LABEL, TIER_IDS, TIERS, type TierId } from '../signals/recorded';
import type { Scope } from '../signals/scope';
import { signalFor, type Question } from '../signals/signal';
import { isExporter } from '../vocabularies/vocabularies';
import { sourceOf, type Dimension, type Vocabulary } from '../vocabularies/vocabulary';
import { canonical } from './canonical';
import { recordedVocabulary } from './recordedVocabulary';

/**
 * Which series alerts read. Rules on disk know no jobs: they read what the recording rules say of each system, and raw series
 * of the jobs that those take for it. Where recording rules are not loaded, the jobs have to be named.
 */
export type AlertJobs = 'recorded' | readonly string[];

/** How one system's series are read. */
export interface AlertReading {
  vocabulary: Vocabulary;
  jobs: AlertJobs;
  /** What may be spent; there is no alert of what is not set. */
  budgets?: Budget;
  /** Recording rules are loaded that know the system, although its jobs are named. */
  recorded?: boolean;
}

export const jobsMatcher = ({ jobs }: AlertReading): Matcher => (jobs === 'recorded' ? ANY_JOB : anyOf('job', jobs));

const recordedJobs = (name: string, { id }: Vocabulary): Expression =>
  promql.select(`${name}:${recordedAs('avg', '5m')}`, [equals(SYSTEM_LABEL, id)]);

/** Where the system's evidence is looked for: a day, in steps that are short enough to see a job that came and went. */
const REMEMBERED = { window: '1d', step: '5m' };

/** One series for each job that gives evidence of the system now. */
const proven = ({ vocabulary, jobs }: AlertReading): Expression => {
  const [first, ...rest] = vocabulary.evidence.map(({ metric, labels }) =>
    promql.group(
      ['job'],
      promql.selectNames(metric, [jobsMatcher({ vocabulary, jobs }), ...labels.map((label) => differs(label, ''))])
    )
  );
  return promql.firstOf([first as Expression, ...rest]);
};

/** One series for each job that gives evidence of the system right now. */
export const telling = (reading: AlertReading): Expression =>
  reading.jobs === 'recorded' && !isExporter(reading.vocabulary.id)
    ? promql.group(['job'], recordedJobs(SEEN, reading.vocabulary))
    : proven(reading);

/** One series for each of the system's jobs, also of those that are down since less than a day. */
export function known(reading: AlertReading): Expression {
  if (reading.jobs !== 'recorded') {
    const [first, ...rest] = reading.jobs.map((job) =>
      promql.labelReplace(promql.vector(promql.number(1)), 'job', job, '', '')
    );
    return promql.firstOf([first ?? promql.none(), ...rest]);
  }
  return isExporter(reading.vocabulary.id)
    ? promql.group(['job'], promql.maxOverTime(proven(reading), REMEMBERED.window, REMEMBERED.step))
    : promql.group(['job'], recordedJobs(JOBS, reading.vocabulary));
}

/** Raw series of jobs that are the system's: exporters have names of their own, systems share some. */
export const ofSystem = (reading: AlertReading, inner: Expression): Expression =>
  reading.jobs === 'recorded' && !isExporter(reading.vocabulary.id)
    ? promql.andOn(['job'], inner, known(reading))
    : inner;

/** A question, ready to be asked of one system by job: its answer and the traffic behind it, under the labels that all systems share. */
export interface Reader {
  value: Expression;
  weight?: Expression;
}

/** @returns what the system lacks to answer it, where it cannot */
export function readerOf(
  reading: AlertReading,
  signal: Question,
  by: readonly Dimension[],
  window: Window
): Reader | Missing {
  const recorded = recordedFor(reading, signal, window);
  if (recorded && !missing(recorded, signal, by)) {
    return read(recorded, signal, by, window, ANY_JOB, (inner) => inner);
  }
  const { vocabulary } = reading;
  return (
    missing(vocabulary, signal, by) ??
    read(vocabulary, signal, by, window, jobsMatcher(reading), (inner) =>
      ofSystem(reading, canonical(vocabulary, by, ['job'], inner))
    )
  );
}

export const isMissing = (answer: object): answer is Missing => 'why' in answer;

function read(
  vocabulary: Vocabulary,
  signal: Question,
  by: readonly Dimension[],
  window: Window,
  jobs: Matcher,
  finish: (inner: Expression) => Expression
): Reader {
  const scope: Scope = { jobs, select: {}, by, keep: ['job'], window };
  const asked = signalFor(signal, vocabulary, by);
  const weight = asked.weight?.(vocabulary, scope);
  return { value: finish(asked.expression(vocabulary, scope)), ...(weight && { weight: finish(weight) }) };
}

/** Recorded rates are cheap however many series there are. Levels are few, and what they are now is more than their mean. */
function recordedFor({ vocabulary, jobs }: AlertReading, signal: Question, window: Window): Vocabulary | undefined {
  const tier = tierOf(window);
  const isLevel = sourceOf(vocabulary, signal.needs[0]).kind === 'gauge';
  return jobs === 'recorded' && tier !== undefined && !signal.rawOnly && !isLevel
    ? recordedVocabulary(vocabulary, tier)
    : undefined;
}

/** The longest recorded means that make up a window. */
const tierOf = (window: Window): TierId | undefined =>
  [...TIER_IDS].reverse().find((tier) => TIERS[tier].seconds <= WINDOWS[window]);
