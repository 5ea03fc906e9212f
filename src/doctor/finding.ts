import type { WarningKind } from '../compile/facts';
import type { Explanation, FailureKind } from './outcome';

/** `unknown`: it could not be looked at. */
export type FindingState = 'ok' | 'warning' | 'problem' | 'unknown';

/** What a finding rests on: fixed words for scripts and tests. */
export type Reason =
  | FailureKind
  | WarningKind
  | 'answers'
  | 'detected'
  | 'has-data'
  | 'not-emitted'
  | 'metric-absent'
  | 'label-absent'
  | 'target-down'
  | 'no-traffic'
  | 'too-few-samples'
  | 'nothing-counted'
  | 'no-matching-series';

/** One thing that was looked at. All of its text is one line and printable; `cause` and `fix` are empty where all is well. */
export interface Finding {
  state: FindingState;
  reason: Reason;
  /** What was looked at: a data source, a target, a panel. */
  subject: string;
  seen: string;
  cause: string;
  fix: string;
  /** Lines of configuration that belong to the fix. */
  snippet?: string;
}

/** Worst first. */
const SEVERITY: readonly FindingState[] = ['problem', 'unknown', 'warning', 'ok'];

/** The worst of several states; `ok` of none. */
export function worstOf(states: readonly FindingState[]): FindingState {
  return SEVERITY.find((state) => states.includes(state)) ?? 'ok';
}

/** A finding from the explanation of a failure. */
export function fromFailure(
  state: FindingState,
  subject: string,
  reason: FailureKind,
  { what, cause, fix, snippet }: Explanation
): Finding {
  return { state, reason, subject, seen: what, cause, fix, ...(snippet !== undefined && { snippet }) };
}
