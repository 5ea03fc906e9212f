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
  | 'no-matching-series'
  // Data sources
  | 'no-data-source'
  | 'known-breakage'
  // What Prometheus scrapes
  | 'fresh'
  | 'stale'
  | 'never-scraped'
  | 'scrape-too-slow'
  | 'scrape-interval-unset'
  | 'replicas'
  | 'many-series'
  | 'emits-all'
  // Logs
  | 'logs-as-documented'
  | 'no-lines'
  | 'not-json'
  | 'fields-absent'
  | 'no-request-id'
  | 'no-trace-id'
  // Traces
  | 'traces-as-documented'
  | 'no-services'
  | 'no-spans'
  | 'attributes-absent'
  | 'linked'
  | 'not-linked'
  // Recording rules
  | 'rules-well'
  | 'no-rules'
  | 'rules-outdated'
  | 'rule-fails'
  | 'alerts-installed'
  | 'alerts-loaded'
  | 'no-alerts'
  | 'alert-fails'
  // Prices
  | 'all-priced'
  | 'unpriced'
  // The stack's own health
  | 'alerts-delivered'
  | 'no-alertmanager'
  | 'config-rejected'
  | 'retention'
  | 'series-held'
  | 'not-offered'
  | 'dashboards-there'
  | 'no-dashboards';

/** Fields of a data source's `jsonData` that make links: lists are added to, the rest is set. */
export type LinkSettings = Readonly<Record<string, object>>;

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
  /** The address of a document that says more. */
  document?: string;
  /** Settings of a data source that would mend it, by its uid. */
  link?: { dataSource: string; name: string; settings: LinkSettings };
}

/** What to do about a finding, and why it came to it. */
export type Advice = Pick<Finding, 'cause' | 'fix' | 'snippet' | 'document'>;

/** All is well. */
export const well = (reason: Reason, subject: string, seen: string): Finding => ({
  state: 'ok',
  reason,
  subject,
  seen,
  cause: '',
  fix: '',
});

/** Worst first. */
export const STATES = ['problem', 'unknown', 'warning', 'ok'] as const satisfies readonly FindingState[];

/** The worst of several states; `ok` of none. */
export function worstOf(states: readonly FindingState[]): FindingState {
  return STATES.find((state) => states.includes(state)) ?? 'ok';
}

/** Worst first, else as they were. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state));

/** How many findings there are of each state. */
export function countStates(findings: readonly Finding[]): Record<FindingState, number> {
  const counts: Record<FindingState, number> = { ok: 0, warning: 0, problem: 0, unknown: 0 };
  findings.forEach(({ state }) => (counts[state] += 1));
  return counts;
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
