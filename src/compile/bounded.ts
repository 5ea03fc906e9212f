import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { isOwn, type Dimension } from '../vocabularies/vocabulary';
import type { Answer } from './answers';
import { nameOfDimension } from './dimensionTitles';
import type { View } from './view';

/** More lines than these cannot be told apart, and cost a browser seconds: the most that a panel shows. */
export const MOST_SERIES = 20;

/** What the models or endpoints without a line or row of their own are called together. */
export const OTHER = 'other';

/** Whose budgets are bounded: what they have spent ranks them, and no traffic. */
const ACCOUNTS: readonly Dimension[] = ['apiKey', 'user'];

/** Callers choose the values of these, or are the values: any number of them, misspelt ones too. */
const UNBOUNDED: readonly Dimension[] = ['model', 'endpoint', ...ACCOUNTS];

/** Nobody knows how many values the labels of a team's own metric have. */
const isUnbounded = (dimension: Dimension) => UNBOUNDED.includes(dimension) || isOwn(dimension);

/** Whether a value stands for many that have no line of their own. */
export const isRest = (dimension: Dimension, value: string): boolean => value === OTHER && isUnbounded(dimension);

/** The dimension that makes an answer have any number of series. */
export const unboundedBy = ({ ask }: Answer): Dimension | undefined => ask.by.find(isUnbounded);

/** The answers of a panel, with no more series together than a panel may have. */
export function boundedLines(answers: readonly Answer[], view: View): Answer[] {
  const each = Math.max(2, Math.floor(MOST_SERIES / answers.length));
  return answers.map((answer) => bounded(answer, answer, named(each, [answer]), view));
}

/** The columns of a table, with the same rows in each: those that are largest in the first column. */
export function boundedRows(answers: readonly Answer[], view: View): Answer[] {
  const most = named(MOST_SERIES, answers);
  const leading = ({ system }: Answer) => answers.find((candidate) => candidate.system === system);
  return answers.map((answer) => bounded(answer, leading(answer) ?? answer, most, view));
}

/** How many have a name of their own: one fewer where the rest is shown too. */
const named = (most: number, answers: readonly Answer[]) =>
  answers.some((answer) => answer.signal.adds) ? most - 1 : most;

/**
 * The largest parts, and the others as one where parts add up. The ranking is of the whole range and read at its end: one
 * that changed from step to step would have far more lines than it ranks.
 */
function bounded(answer: Answer, ranking: Answer, most: number, view: View): Answer {
  if (unboundedBy(answer) === undefined) {
    return answer;
  }
  const { expression, labels } = answer;
  const largest = promql.topk(most, [], renamed(rankedBy(ranking, view), ranking.labels, labels));
  const shown = promql.andOn(labels, expression, largest);
  if (!answer.signal.adds) {
    return { ...answer, expression: shown };
  }
  const others = called(OTHER, labels, promql.sum([], promql.unlessOn(labels, expression, largest)));
  // A model may be called like the rest: they are added up.
  const apart = promql.labelReplace(others, 'rest', 'true', '', '');
  return {
    ...answer,
    expression: promql.sum(labels, promql.or(shown, apart)),
  };
}

function rankedBy({ signal, vocabulary, scope }: Answer, { range }: View): Expression {
  const whole = { ...scope, window: range?.window ?? scope.window, at: 'end' as const };
  return (signal.weight ?? signal.expression)(vocabulary, whole);
}

/** Of two columns one may be recorded and the other raw, each with its own names of labels. */
const renamed = (inner: Expression, from: readonly string[], to: readonly string[]): Expression =>
  to.reduce<Expression>(
    (all, label, index) => (label === from[index] ? all : promql.copyLabel(all, label, from[index] ?? '')),
    inner
  );

const called = (name: string, labels: readonly string[], inner: Expression): Expression =>
  labels.reduce<Expression>((all, label) => promql.labelReplace(all, label, name, '', ''), inner);

/** A figure that ranks its parts itself: of an account, or a team's own that no traffic stands behind. */
const ranksItself = (answer: Answer) => {
  const { adds, weight } = answer.signal;
  const dimension = unboundedBy(answer);
  return !adds && dimension !== undefined && (ACCOUNTS.includes(dimension) || (isOwn(dimension) && !weight));
};

/** What a person must know of a breakdown that may not show everything. */
export function whatIsBounded(answers: readonly Answer[]): string[] {
  const of = (is: (answer: Answer) => boolean) => [
    ...new Set(answers.filter(is).flatMap((answer) => unboundedBy(answer) ?? [])),
  ];
  const most = (dimension: Dimension) => `Of more than ${MOST_SERIES} ${nameOfDimension(dimension)}s`;
  return [
    ...of(({ signal }) => signal.adds === true).map(
      (dimension) => `${most(dimension)} the smallest over the range are added up as "${OTHER}".`
    ),
    ...of((answer) => !answer.signal.adds && !ranksItself(answer)).map(
      (dimension) =>
        `${most(dimension)} only those with the most traffic over the range are shown: ratios and percentiles do not add up.`
    ),
    ...of(ranksItself).map((dimension) => `${most(dimension)} only those that are largest at its end are shown.`),
  ];
}
