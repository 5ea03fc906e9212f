/** Rules and series in a time that goes by so many times as fast: what is per second stays what it was. */
import { secondsOfDuration } from '../../../src/promql/duration';

const MS = 1000;

/** A duration of Prometheus's, such as `5m`. */
export const secondsIn = (duration: string): number => secondsOfDuration(duration) ?? NaN;

export const fasterDuration = (duration: string, times: number): string =>
  `${Math.round((secondsIn(duration) * MS) / times)}ms`;

/** An expression whose windows and offsets are so many times as short. */
export const fasterExpression = (expression: string, times: number): string =>
  expression
    .replace(/\[(\d+[smhdw])(?::(\d+[smhdw]))?\]/g, (_, window: string, step?: string) =>
      step === undefined
        ? `[${fasterDuration(window, times)}]`
        : `[${fasterDuration(window, times)}:${fasterDuration(step, times)}]`
    )
    .replace(/offset (\d+[smhdw])/g, (_, offset: string) => `offset ${fasterDuration(offset, times)}`);

/** What is counted: everything that the expressions take a rate of. */
export const countersIn = (expressions: readonly string[]): ReadonlySet<string> =>
  new Set(
    expressions.flatMap((expression) =>
      [...expression.matchAll(/\brate\(([a-zA-Z_:][\w:]*)\{/g)].flatMap(([, name]) => name ?? [])
    )
  );

export interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
}

export interface RuleGroup {
  name: string;
  rules: readonly Rule[];
}

/** @param interval seconds from one evaluation to the next, in the faster time */
export const fasterGroups = (groups: readonly RuleGroup[], times: number, interval: number) =>
  groups.map(({ name, rules }) => ({
    name,
    interval: `${interval}s`,
    rules: rules.map((rule) => ({
      ...rule,
      expr: fasterExpression(rule.expr, times),
      ...(rule.for && { for: fasterDuration(rule.for, times) }),
      ...(rule.keep_firing_for && { keep_firing_for: fasterDuration(rule.keep_firing_for, times) }),
    })),
  }));
