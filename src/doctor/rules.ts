import { RULES } from '../signals/recorded';
import type { MetricsConnection } from './connection';
import { well, type Finding } from './finding';
import ours from './generated/ruleGroups.json';
import { record, text } from './json';
import { failures, nameOfGroup, ruleGroups, rulesIn, type RuleGroup } from './ruleGroups';

const SUBJECT = 'Recording rules';

const DOCUMENT = 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/';

const LOAD = 'rule_files:\n  - recordings.yaml';

const GROUPS: Readonly<Record<string, number>> = ours.groups;

/** Whether the recording rules are loaded, of this version, and work. */
export async function checkRules(metrics: MetricsConnection, closed?: AbortSignal): Promise<Finding[]> {
  const all = await ruleGroups(metrics, 'record', SUBJECT, closed);
  if (!Array.isArray(all)) {
    return [all];
  }
  const groups = all.filter((group) => Object.hasOwn(GROUPS, nameOfGroup(group)));
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
  return faults.length > 0
    ? faults
    : [well('rules-well', SUBJECT, `${rulesIn(groups).length} rules in ${groups.length} groups, all well`)];
}

/** A file of another version says so in a label of one rule, which a person who narrows the jobs leaves as it is. */
function outdated(groups: readonly RuleGroup[]): Finding[] {
  const counts = new Map(groups.map((group) => [nameOfGroup(group), rulesIn([group]).length]));
  const other = Object.keys(GROUPS).filter((name) => counts.get(name) !== GROUPS[name]);
  const version = rulesIn(groups)
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

function failing(groups: readonly RuleGroup[]): Finding[] {
  const bad = failures(groups);
  return bad === undefined
    ? []
    : [
        {
          state: 'problem',
          reason: 'rule-fails',
          subject: SUBJECT,
          seen: `${bad.count} fail, such as ${bad.example}`,
          cause:
            'Prometheus cannot evaluate them: most often a job is scraped twice, or a name has been changed by hand.',
          fix: "See its page Status, Rules, for each rule's own error.",
          document: DOCUMENT,
        },
      ];
}
