import type { Rule } from '../pricing/price';
import { secondsOfDuration } from '../promql/duration';
import { amount, flag, object, oneOf, text } from './read';

/** Project-AI's three. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a team wants otherwise of an alert that comes with the plugin; what is absent is as shipped. */
export interface AlertOverride {
  /** In the unit of the alert's own limit; shares as a fraction: 0.05 is 5%. */
  limit?: number;
  /** How long it must hold, such as `10m`; `0s` is at once. */
  for?: string;
  severity?: Severity;
  /** It is not to be evaluated at all. */
  off?: boolean;
}

/** No number can be an alert's limit that breaks this; what it must be beyond depends on the alert. */
export const LIMIT: Rule = {
  expected: 'a number, 0 or more, in the unit of the alert’s own limit; shares as 0.05 for 5%',
  holds: (value) => Number.isFinite(value) && Number(value) >= 0,
};

/** In seconds: who waits longer is told of nothing. */
const LONGEST = 604_800;

export const LASTING: Rule = {
  expected: 'a duration from 0s to 7d, such as 10m or 1h30m',
  holds: (value) => (secondsOfDuration(String(value)) ?? Infinity) <= LONGEST,
};

export const alertOverride = object<AlertOverride>(
  { limit: amount(LIMIT), for: text(LASTING), severity: oneOf(SEVERITIES), off: flag },
  []
);
