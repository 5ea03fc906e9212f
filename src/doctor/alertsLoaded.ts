import { isAlertGroup } from '../compile/identity';
import type { MetricsConnection } from './connection';
import { well, type Finding } from './finding';
import { failures, nameOfGroup, ruleGroups, rulesIn } from './ruleGroups';

const SUBJECT = 'Alerts';

const DOCUMENT = 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/';

/**
 * Whether anybody watches over the systems: our alerts in the data source's own rules, or in Grafana's.
 * @param inGrafana how many of ours Grafana has; undefined where it does not say, or where there is no Grafana
 */
export async function checkAlerts(
  metrics: MetricsConnection,
  inGrafana: number | undefined,
  closed?: AbortSignal
): Promise<Finding[]> {
  const installed =
    inGrafana !== undefined && inGrafana > 0 ? [well('alerts-installed', SUBJECT, `${inGrafana} in Grafana`)] : [];
  const all = await ruleGroups(metrics, 'alert', SUBJECT, closed);
  if (!Array.isArray(all)) {
    return installed.length > 0 ? installed : [all];
  }
  const groups = all.filter((group) => isAlertGroup(nameOfGroup(group)));
  const { length } = rulesIn(groups);
  const bad = failures(groups);
  if (bad !== undefined) {
    return [
      ...installed,
      {
        state: 'problem',
        reason: 'alert-fails',
        subject: SUBJECT,
        seen: `${bad.count} of ${length} in Prometheus fail, such as ${bad.example}`,
        cause: 'Prometheus cannot evaluate them, so they tell nobody: most often a job is scraped twice.',
        fix: "See its page Status, Rules, for each rule's own error.",
        document: DOCUMENT,
      },
    ];
  }
  const there = [
    ...installed,
    ...(length > 0 ? [well('alerts-loaded', SUBJECT, `${length} in Prometheus, all well`)] : []),
  ];
  return there.length > 0 ? there : [NOBODY_WATCHES];
}

const NOBODY_WATCHES: Finding = {
  state: 'warning',
  reason: 'no-alerts',
  subject: SUBJECT,
  seen: 'none of ours is there',
  cause: 'Nobody is told when a provider fails or money runs away: someone has to look.',
  fix: 'Install them on the page Alerts, or load rules/<system>.alerts.yaml in Prometheus beside recordings.yaml.',
  snippet: 'rule_files:\n  - recordings.yaml\n  - choreoai.alerts.yaml',
  document: DOCUMENT,
};
