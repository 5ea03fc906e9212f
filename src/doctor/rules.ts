import type { MetricsConnection } from './connection';
import { fromFailure, well, type Finding } from './finding';
import { excerpt, quoted } from './foreignText';
import ours from './generated/ruleGroups.json';
import { record, records, text } from './json';
import { explain } from './outcome';
import { tellOf } from './prometheus';
import { RULES } from '../signals/recorded';

const SUBJECT = 'Recording rules';

const DOCUMENT = 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/';

const LOAD = 'rule_files:\n  - recordings.yaml';

const GROUPS: Readonly<Record<string, number>> = ours.groups;

/** Whether the recording rules are loaded, of this version, and work. */
export async function checkRules({ probe }: MetricsConnection, closed?: AbortSignal): Promise<Finding[]> {
  const outcome = await tellOf(probe, '/api/v1/rules', { type: 'record' }, closed);
  if (outcome.kind === 'not-found') {
    return [notOffered('its rules')];
  }
  if (outcome.kind !== 'ok') {
    return [fromFailure('unknown', SUBJECT, outcome.kind, explain(outcome))];
  }
  const groups = records(record(outcome.value).groups).filter(({ name }) => Object.hasOwn(GROUPS, text(name)));
  if (groups.length === 0) {
    return [
      {
        state: 'warning',
        reason: 'no-rules',
        subject: SUBJECT,
        seen: 'not loaded',
        cause: 'Figures are read from raw series: long ranges are slow, and end where Prometheus forgets.',
        fix: 'Take rules/recordings.yaml of the plugin, load it in Prometheus, and reload its configuration.',
        snippet: LOAD,
        document: DOCUMENT,
      },
    ];
  }
  const faults = [...outdated(groups), ...failing(groups)];
  const count = groups.reduce((sum, { rules }) => sum + records(rules).length, 0);
  return faults.length > 0
    ? faults
    : [well('rules-well', SUBJECT, `${count} rules in ${groups.length} groups, all well`)];
}

type Group = Readonly<Record<string, unknown>>;

/** A file of another version says so in a label of one rule, which a person who narrows the jobs leaves as it is. */
function outdated(groups: readonly Group[]): Finding[] {
  const counts = new Map(groups.map(({ name, rules }) => [text(name), records(rules).length]));
  const other = Object.keys(GROUPS).filter((name) => counts.get(name) !== GROUPS[name]);
  const version = groups
    .flatMap(({ rules }) => records(rules))
    .filter(({ name }) => text(name) === RULES)
    .map(({ labels }) => text(record(labels).version))
    .join();
  return other.length === 0 && version === ours.version
    ? []
    : [
        {
          state: 'warning',
          reason: 'rules-outdated',
          subject: SUBJECT,
          seen:
            other.length === 0
              ? 'of another version: the text of some rules differs'
              : `${other.length} of ${Object.keys(GROUPS).length} groups are of another version: ${other.slice(0, NAMED).join(', ')}`,
          cause:
            'The file that Prometheus has loaded comes from another version of the plugin, or somebody has changed it.',
          fix: 'Take rules/recordings.yaml of this version, and reload the configuration.',
          snippet: LOAD,
          document: DOCUMENT,
        },
      ];
}

const NAMED = 3;

function failing(groups: readonly Group[]): Finding[] {
  const bad = groups.flatMap(({ rules }) => records(rules)).filter(({ health }) => text(health) === 'err');
  const [first] = bad;
  return first === undefined
    ? []
    : [
        {
          state: 'problem',
          reason: 'rule-fails',
          subject: SUBJECT,
          seen: `${bad.length} fail, such as ${quoted(text(first.name))}: ${excerpt(text(first.lastError))}`,
          cause:
            'Prometheus cannot evaluate them: most often a job is scraped twice, or a name has been changed by hand.',
          fix: "See its page Status, Rules, for each rule's own error.",
          document: DOCUMENT,
        },
      ];
}

/** Services that only answer like Prometheus do not tell everything. */
export const notOffered = (what: string, subject = SUBJECT): Finding => ({
  state: 'unknown',
  reason: 'not-offered',
  subject,
  seen: `the data source does not tell ${what}`,
  cause: 'Only Prometheus itself, and some services that answer like it, do.',
  fix: 'Look in the service that stands behind it.',
});
