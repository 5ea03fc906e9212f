import type { MetricsConnection } from './connection';
import { fromFailure, type Finding } from './finding';
import { excerpt, quoted } from './foreignText';
import { record, records, text } from './json';
import { explain } from './outcome';
import { tellOf } from './prometheus';

/** A group of rules, as Prometheus tells of it. */
export type RuleGroup = Readonly<Record<string, unknown>>;

export const nameOfGroup = ({ name }: RuleGroup): string => text(name);
export const rulesIn = (groups: readonly RuleGroup[]) => groups.flatMap(({ rules }) => records(rules));

const TOLD: Record<'record' | 'alert', string> = { record: 'its rules', alert: 'its alerts' };

/** The groups that have rules of a type, or why nobody knows. */
export async function ruleGroups(
  { probe }: MetricsConnection,
  type: keyof typeof TOLD,
  subject: string,
  closed?: AbortSignal
): Promise<RuleGroup[] | Finding> {
  const outcome = await tellOf(probe, '/api/v1/rules', { type }, closed);
  if (outcome.kind === 'ok') {
    return records(record(outcome.value).groups);
  }
  return outcome.kind === 'not-found'
    ? notOffered(TOLD[type], subject)
    : fromFailure('unknown', subject, outcome.kind, explain(outcome));
}

/** How many rules cannot be evaluated, and the first of them with what Prometheus says; undefined where all can. */
export function failures(groups: readonly RuleGroup[]): { count: number; example: string } | undefined {
  const bad = rulesIn(groups).filter(({ health }) => text(health) === 'err');
  const [first] = bad;
  return first && { count: bad.length, example: `${quoted(text(first.name))}: ${excerpt(text(first.lastError))}` };
}

/** Services that only answer like Prometheus do not tell everything. */
export const notOffered = (what: string, subject: string): Finding => ({
  state: 'unknown',
  reason: 'not-offered',
  subject,
  seen: `the data source does not tell ${what}`,
  cause: 'Only Prometheus itself, and some services that answer like it, do.',
  fix: 'Look in the service that stands behind it.',
});
