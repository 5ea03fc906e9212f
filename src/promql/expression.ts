import { anyOf, conditions, escapeString, labelName, selector, type Matcher } from './matcher';

declare const brand: unique symbol;

/** A PromQL expression. Branded, so that no string gets into a query except through the functions below. */
export type Expression = string & { readonly [brand]: true };

const expression = (text: string) => text as Expression;

/** A number, as a scalar. */
export const number = (value: number) => expression(String(value));

/** What Grafana puts in a macro's place, such as `$__range_s`, or a dashboard's constant that is PromQL: `${prices:raw}`. */
export const fromGrafana = (macro: `$${string}`) => expression(macro);

/** What a person has written themselves, as it is. */
export const asWritten = (text: string) => expression(text);

/** No series at all. */
export const none = () => expression('vector(0) > 0');

/** How long the month is, in seconds, as a scalar. */
export const secondsOfMonth = () => expression('scalar(days_in_month()) * 86400');

/** How long ago the month began, UTC, in seconds, as a scalar. */
export const secondsIntoMonth = () => expression('(scalar(day_of_month()) - 1) * 86400 + time() % 86400');

/** Of which day or month a moment is, and the longest window in which that names no other one. */
const CALENDAR = { day: { of: 'day_of_month', longest: '1d' }, month: { of: 'month', longest: '31d' } };

/** The moment of evaluation, also within a subquery, whose steps are earlier. */
const EVALUATION = 'last_over_time(vector(time())[1m:1s] @ end())';

/**
 * The sum of what an expression yields every step since midnight or since the month began, UTC. What it yields is of the
 * time before: that of midnight itself belongs to the day before.
 */
export const sumSince = (since: keyof typeof CALENDAR, inner: Expression, step: string) => {
  const { of, longest } = CALENDAR[since];
  const isNow = `${of}(vector(time() - 1)) == ${of}(${EVALUATION})`;
  return expression(`sum_over_time(((${inner}) and on () (${isNow}))[${longest}:${step}])`);
};

/** The moment for which the query is answered, in seconds since 1970, as a scalar. */
export const time = () => expression('time()');

/** A scalar as a vector of one series without labels. */
export const vector = (scalar: Expression) => expression(`vector(${scalar})`);

/** Another moment than the one for which a query is answered: the end of the range, whichever its step. */
export type Moment = 'end';

const at = (moment: Moment | undefined) => (moment === undefined ? '' : ` @ ${moment}()`);

/** An instant vector selector. */
export const select = (metric: string, matchers: readonly Matcher[], moment?: Moment) =>
  expression(`${selector(metric, matchers)}${at(moment)}`);

/** An instant vector selector of some time ago, such as `1w`. */
export const selectEarlier = (metric: string, matchers: readonly Matcher[], ago: string) =>
  expression(`${selector(metric, matchers)} offset ${ago}`);

/** 1 where no series has a sample now. */
export const absent = (metric: string, matchers: readonly Matcher[]) =>
  expression(`absent(${selector(metric, matchers)})`);

/** Every metric whose name matches, as one instant vector. */
export const selectNames = (names: readonly string[], matchers: readonly Matcher[]) =>
  expression(conditions([anyOf('__name__', names), ...matchers]));

/**
 * Per-second increase of a counter, per series.
 * @param window a literal such as `5m` in a rule, `$__rate_interval` in a dashboard
 */
export const rate = (metric: string, matchers: readonly Matcher[], window: string, moment?: Moment) =>
  expression(`rate(${selector(metric, matchers)}[${window}]${at(moment)})`);

/** The sum of what an expression yields every step within a window; steps lie at whole multiples of themselves. */
export const sumOverTime = (inner: Expression, window: string, step: string) =>
  expression(`sum_over_time((${inner})[${window}:${step}])`);

/** The largest value that an expression had within a window, looked at step by step. */
export const maxOverTime = (inner: Expression, window: string, step: string) =>
  expression(`max_over_time((${inner})[${window}:${step}])`);

/** How often a gauge took another value within a window. */
export const changes = (metric: string, matchers: readonly Matcher[], window: string) =>
  expression(`changes(${selector(metric, matchers)}[${window}])`);

/** How often a counter began anew within a window, per series. */
export const resets = (metric: string, matchers: readonly Matcher[], window: string) =>
  expression(`resets(${selector(metric, matchers)}[${window}])`);

const overTime =
  (op: 'avg' | 'sum' | 'count' | 'max') =>
  (metric: string, matchers: readonly Matcher[], window: string, moment?: Moment) =>
    expression(`${op}_over_time(${selector(metric, matchers)}[${window}]${at(moment)})`);

/** The mean of the samples within a window, per series; `sumOver`, `countOver` and `maxOver` likewise. */
export const averageOver = overTime('avg');
export const sumOver = overTime('sum');
export const countOver = overTime('count');
export const maxOver = overTime('max');

/** The last sample within a window, per series: what is written seldom is not found without it. @param ago such as `1w` */
export const lastOver = (metric: string, matchers: readonly Matcher[], window: string, ago?: string) =>
  expression(`last_over_time(${selector(metric, matchers)}[${window}]${ago === undefined ? '' : ` offset ${ago}`})`);

/**
 * When each series was there first in a window, looked at step by step; in seconds since 1970.
 * @param every at least the time from one sample to the next: what is older than five minutes is not found without it
 */
export const firstSeen = (metric: string, matchers: readonly Matcher[], every: string, window: string, step: string) =>
  expression(`min_over_time(timestamp(last_over_time(${selector(metric, matchers)}[${every}]))[${window}:${step}])`);

type Aggregation = 'sum' | 'count' | 'max' | 'min' | 'avg' | 'group';

const aggregate = (op: Aggregation) => (by: readonly string[], inner: Expression) =>
  expression(by.length === 0 ? `${op}(${inner})` : `${op} by (${by.map(labelName).join(', ')}) (${inner})`);

export const sum = aggregate('sum');
export const count = aggregate('count');
export const max = aggregate('max');
export const min = aggregate('min');
export const avg = aggregate('avg');
export const group = aggregate('group');

const ranked = (op: 'topk' | 'bottomk') => (count: number, by: readonly string[], inner: Expression) =>
  expression(
    by.length === 0 ? `${op}(${count}, ${inner})` : `${op} by (${by.map(labelName).join(', ')}) (${count}, ${inner})`
  );

export const topk = ranked('topk');
export const bottomk = ranked('bottomk');

/** `histogram_quantile`; `buckets` is summed and still has `le`, or is a native histogram. */
export const histogramQuantile = (quantile: number, buckets: Expression) =>
  expression(`histogram_quantile(${quantile}, ${buckets})`);

/** Observations per second of a rate of native histograms. */
export const histogramCount = (inner: Expression) => expression(`histogram_count(${inner})`);

/** What was observed per second, of a rate of native histograms. */
export const histogramSum = (inner: Expression) => expression(`histogram_sum(${inner})`);

/** Share of the observations of native histograms between two bounds. */
export const histogramFraction = (lower: number, upper: number, inner: Expression) =>
  expression(`histogram_fraction(${lower}, ${upper === Infinity ? '+Inf' : upper}, ${inner})`);

/** Writes `label` on every series whose `source` label matches `pattern` in full. An empty source matches all. */
export const labelReplace = (inner: Expression, label: string, value: string, source: string, pattern: string) =>
  expression(
    `label_replace(${inner}, ${[label, value.replace(/\$/g, '$$$$'), source, pattern]
      .map((text) => `"${escapeString(text)}"`)
      .join(', ')})`
  );

/** The value of `source` under the name `label`, next to it: what the pattern's first group holds, where it matches in full. */
export const copyLabel = (inner: Expression, label: string, source: string, pattern = '(?s)(.*)') =>
  expression(
    `label_replace(${inner}, "${escapeString(label)}", "$1", "${escapeString(source)}", "${escapeString(pattern)}")`
  );

const literal = /^[\d.]+(e[+-]\d+)?$/;

/** No number is longer; a query may be, and is put together from parts that are better left alone. */
const LONGEST_LITERAL = 32;

const operand = (inner: Expression) => (inner.length <= LONGEST_LITERAL && literal.test(inner) ? inner : `(${inner})`);

const binary = (op: string) => (left: Expression, right: Expression) =>
  expression(`${operand(left)} ${op} ${operand(right)}`);

export const divide = binary('/');
export const multiply = binary('*');
export const subtract = binary('-');
export const add = binary('+');
export const or = binary('or');
export const equal = binary('==');

/** Each series of `left` whose value is that of its group in `right`, which has one series for each value of `labels`. */
export const equalInGroup = (labels: readonly string[], left: Expression, right: Expression) =>
  expression(`(${left}) == on (${labels.map(labelName).join(', ')}) group_left () (${right})`);

/** `left` without those for which `right` has a series with the same values of `on`. */
export const unlessOn = (on: readonly string[], left: Expression, right: Expression) =>
  expression(`(${left}) unless on (${on.map(labelName).join(', ')}) (${right})`);

/** Each series of `left` times that of its group in `right`, which has one series for each value of `labels`. */
export const multiplyInGroup = (labels: readonly string[], left: Expression, right: Expression) =>
  expression(`(${left}) * on (${labels.map(labelName).join(', ')}) group_left () (${right})`);

/** Each series of `left` divided by that of its group in `right`, which has one series for each value of `labels`. */
export const divideInGroup = (labels: readonly string[], left: Expression, right: Expression) =>
  expression(`(${left}) / on (${labels.map(labelName).join(', ')}) group_left () (${right})`);

/** When each sample was taken, in seconds since 1970. */
export const timestamp = (inner: Expression) => expression(`timestamp(${inner})`);

/** The vector without its signs. */
export const absolute = (inner: Expression) => expression(`abs(${inner})`);

/** The vector, with what is below a minimum raised to it. */
export const atLeast = (minimum: number, inner: Expression) => expression(`clamp_min(${inner}, ${minimum})`);

export const greater = binary('>');
export const atOrAbove = binary('>=');
export const below = binary('<');

/** `left` where `right` has a series with the same values of `on`. */
export const andOn = (on: readonly string[], left: Expression, right: Expression) =>
  expression(`(${left}) and on (${on.map(labelName).join(', ')}) (${right})`);

/** `left` where `right` has a series with the same labels, `ignored` apart. */
export const andIgnoring = (ignored: readonly string[], left: Expression, right: Expression) =>
  expression(`(${left}) and ignoring (${ignored.map(labelName).join(', ')}) (${right})`);

/**
 * The first operand that has a series wins, label set by label set. Halves are joined before they are joined to each other:
 * in one long row, Prometheus would go through all that came before at each of a thousand operands.
 */
export function firstOf(operands: readonly [Expression, ...Expression[]]): Expression {
  const middle = Math.ceil(operands.length / 2);
  const [[first, ...left], [other, ...right]] = [operands.slice(0, middle), operands.slice(middle)];
  return first === undefined || other === undefined
    ? operands[0]
    : or(firstOf([first, ...left]), firstOf([other, ...right]));
}

/** The vector where it is above zero: a denominator that is idle yields no answer in place of NaN. */
export const positive = (inner: Expression) => greater(inner, number(0));

/** The vector without what is infinite, such as a budget without a limit. */
export const finite = (inner: Expression) => expression(`(${inner}) < +Inf`);

/** Only what is infinite. */
export const infinite = (inner: Expression) => expression(`(${inner}) == +Inf`);
