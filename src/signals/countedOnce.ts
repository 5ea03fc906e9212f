import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type { Matcher } from '../promql/matcher';
import {
  dimensionsOf,
  sourceOf,
  type Absent,
  type Series,
  type Source,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import { counterRate, seriesLabel } from './read';

/** A day: long enough for a figure of last night not to be read in another way this morning. */
const WINDOW = '1d';

/**
 * Failures in the window below which two counters may agree by chance, as a rate per second: of 20 and 13 expected ones, 7
 * in 100 pairs do, of 200 and 132 fewer than 1 in 1,000.
 */
const ENOUGH = 200 / 86_400;

/** The rates agree where each is above this share of the other: scrapes fall between two increments, series are born at 1. */
const AGREEMENT = 0.95;

/**
 * A query that has an answer where a middleware counts a failure both as an answer with status 5xx and as an error: for
 * every provider (and endpoint, where both counters have it) the two rates agree. Then read with `countedOnce`. The
 * documented middleware counts it in one of the two.
 * @returns undefined where the vocabulary does not add up two counters of failures
 */
export function countsFailuresTwice(vocabulary: Vocabulary, jobs: Matcher): Expression | undefined {
  const failures = sourceOf(vocabulary, 'failures');
  const [answered, exceptions] = failures.kind === 'counter' ? failures.series : [];
  if (failures.kind !== 'counter' || answered === undefined || exceptions === undefined) {
    return undefined;
  }
  const by = dimensionsOf(failures);
  const scope = { jobs, select: {}, by, window: WINDOW };
  const enough = (series: Series): Expression =>
    promql.greater(counterRate(vocabulary, { kind: 'counter', series: [series] }, scope), promql.number(ENOUGH));
  const mostOf = (inner: Expression): Expression => promql.multiply(inner, promql.number(AGREEMENT));

  const asAnswers = enough(answered);
  const asErrors = enough(exceptions);
  const agreeing = promql.andOn(
    by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? []),
    promql.greater(asAnswers, mostOf(asErrors)),
    promql.greater(asErrors, mostOf(asAnswers))
  );
  return promql.equal(promql.count([], agreeing), promql.count([], promql.or(asAnswers, asErrors)));
}

/** The vocabulary of a system that counts a failure twice: attempts and failures are those that were answered. */
export function countedOnce(vocabulary: Vocabulary): Vocabulary {
  return {
    ...vocabulary,
    measures: {
      ...vocabulary.measures,
      attempts: answeredOnly(sourceOf(vocabulary, 'attempts')),
      failures: answeredOnly(sourceOf(vocabulary, 'failures')),
    },
  };
}

/** The first series is that of answered requests. */
const answeredOnly = (source: Source | Absent): Source | Absent =>
  source.kind === 'counter' ? { ...source, series: [source.series[0]] } : source;
