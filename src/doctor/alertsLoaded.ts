import type { MetricsConnection } from './connection';
import { fromFailure, well, type Finding } from './finding';
import { excerpt, quoted } from './foreignText';
import { record, records, text } from './json';
import { explain } from './outcome';
import { tellOf } from './prometheus';
import { notOffered } from './rules';

const SUBJECT = 'Alerts';

const DOCUMENT = 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/';

/** The groups of our alerts, in Prometheus's own rules. */
const OURS = /^llm-alerts-/;

/**
 * Whether anybody watches over the systems: our alerts in the data source's own rules, or in Grafana's.
 * @param inGrafana how many of ours Grafana has; undefined where it does not say, or where there is no Grafana
 */
export async function checkAlerts(
  { probe }: MetricsConnection,
  inGrafana: number | undefined,
  closed?: AbortSignal
): Promise<Finding[]> {
  const installed =
    inGrafana !== undefined && inGrafana > 0 ? [well('alerts-installed', SUBJECT, `${inGrafana} in Grafana`)] : [];
  const outcome = await tellOf(probe, '/api/v1/rules', { type: 'alert' }, closed);
  if (outcome.kind !== 'ok') {
    const unknown =
      outcome.kind === 'not-found'
        ? notOffered('its alerts', SUBJECT)
        : fromFailure('unknown', SUBJECT, outcome.kind, explain(outcome));
    return installed.length > 0 ? installed : [unknown];
  }
  const rules = records(record(outcome.value).groups)
    .filter(({ name }) => OURS.test(text(name)))
    .flatMap((group) => records(group.rules));
  const bad = rules.filter(({ health }) => text(health) === 'err');
  const [first] = bad;
  if (first !== undefined) {
    return [
      ...installed,
      {
        state: 'problem',
        reason: 'alert-fails',
        subject: SUBJECT,
        seen: `${bad.length} of ${rules.length} in Prometheus fail, such as ${quoted(text(first.name))}: ${excerpt(text(first.lastError))}`,
        cause: 'Prometheus cannot evaluate them, so they tell nobody: most often a job is scraped twice.',
        fix: "See its page Status, Rules, for each rule's own error.",
        document: DOCUMENT,
      },
    ];
  }
  const loaded = rules.length > 0 ? [well('alerts-loaded', SUBJECT, `${rules.length} in Prometheus, all well`)] : [];
  return [...installed, ...loaded].length > 0 ? [...installed, ...loaded] : [NOBODY_WATCHES];
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
