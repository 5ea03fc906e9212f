import { t } from '@grafana/i18n';
import { whatOf } from '../../alerts/firing';
import type { AlertState } from '../../alerts/live';
import { isPaused, type RuleState } from '../../alerts/rules';
import type { OurAlert } from '../../alerts/ours';
import type { CompiledAlert } from '../../compile/alert';
import { limitText } from '../../compile/alertText';
import type { Comparison, Condition } from '../../definitions/alert';
import { ALERT_RIGHTS, DASHBOARD_RIGHTS, mayChangeAlerts, mayCreateFolders } from '../../grafana/permissions';
import type { BadgeText } from '../../scenes/severityBadge';
import { SIGNALS } from '../../signals/signals';
import type { Action, Written } from './actions';
import type { RuleStanding } from './useAlerts';

export const verbatim = { interpolation: { escapeValue: false } };

const FIRING: Record<AlertState, () => BadgeText> = {
  firing: () => ({ text: t('alerts.live.firing', 'Firing'), color: 'red' }),
  pending: () => ({ text: t('alerts.live.pending', 'Pending'), color: 'orange' }),
  inactive: () => ({ text: t('alerts.live.inactive', 'Normal'), color: 'green' }),
};

/** What an alert is now, wherever it is evaluated; none where nothing evaluates it. */
export function liveBadge({ state, live, inPrometheus }: RuleStanding): BadgeText | undefined {
  if ('rule' in state && isPaused(state.rule)) {
    return { text: t('alerts.live.paused', 'Paused'), color: 'blue' };
  }
  const rule = live ?? inPrometheus;
  if (rule === undefined) {
    return undefined;
  }
  return rule.lastError === '' ? FIRING[rule.state]() : { text: t('alerts.live.error', 'Fails'), color: 'purple' };
}

const INSTALLED: Record<Exclude<RuleState['kind'], 'absent'>, () => BadgeText> = {
  current: () => ({ text: t('alerts.state.current', 'Up to date'), color: 'green' }),
  outdated: () => ({ text: t('alerts.state.outdated', 'Out of date'), color: 'orange' }),
  edited: () => ({ text: t('alerts.state.edited', 'Changed by hand'), color: 'purple' }),
  off: () => ({ text: t('alerts.state.off', 'Off'), color: 'blue' }),
  unwanted: () => ({ text: t('alerts.state.unwanted', 'Not wanted: remove it'), color: 'orange' }),
  provisioned: () => ({ text: t('alerts.state.provisioned', 'From a file'), color: 'blue' }),
};

/** How a rule stands; none where there is no rule. */
export const installedBadge = ({ kind }: RuleState): BadgeText | undefined =>
  kind === 'absent' ? undefined : INSTALLED[kind]();

const COMPARISONS: Record<Comparison, (limit: string) => string> = {
  above: (limit) => t('alerts.condition.above', 'above {{limit}}', { limit, ...verbatim }),
  'at or above': (limit) => t('alerts.condition.at-or-above', '{{limit}} or more', { limit, ...verbatim }),
  below: (limit) => t('alerts.condition.below', 'below {{limit}}', { limit, ...verbatim }),
  equal: (limit) => t('alerts.condition.equal', '{{limit}}', { limit, ...verbatim }),
};

type ConditionTexts = {
  [K in Condition['kind']]: (condition: Extract<Condition, { kind: K }>, alert: CompiledAlert) => string;
};

const CONDITIONS: ConditionTexts = {
  signal: ({ signal }, alert) => `${SIGNALS[signal].title}: ${COMPARISONS[alert.is](limitText(alert))}`,
  'service-down': () => t('alerts.condition.service-down', 'No target of it answers'),
  'target-down': () => t('alerts.condition.target-down', 'A target does not answer, others do'),
  blind: () => t('alerts.condition.blind', 'Its targets answer, without any of its metrics'),
  burn: (_, alert) =>
    t('alerts.condition.burn', 'The error budget is spent {{limit}} times as fast as it lasts', {
      limit: limitText(alert),
      ...verbatim,
    }),
  unpriced: () => t('alerts.condition.unpriced', 'Tokens are used of a model without a price'),
  budget: ({ signal }, alert) => `${SIGNALS[signal].title}: ${COMPARISONS[alert.is](limitText(alert))}`,
  'spend-anomaly': ({ times }) =>
    t('alerts.condition.spend-anomaly', '{{times}} times the spend of the same hour last week', { times }),
  'series-growth': ({ times }) =>
    t('alerts.condition.series-growth', '{{times}} times the series of yesterday', { times }),
};

/** When it fires: `Error ratio: above 5%, for 5m`. */
export function conditionText({ alert, condition }: OurAlert): string {
  const text = CONDITIONS[condition.kind] as (condition: Condition, alert: CompiledAlert) => string;
  const holds = text(condition, alert);
  return alert.for === '0s'
    ? holds
    : t('alerts.condition.for', '{{holds}}, for {{duration}}', { holds, duration: alert.for, ...verbatim });
}

/** What more there is to say of how it stands, in sentences. */
export function detailsOf({ live, inPrometheus }: RuleStanding): string[] {
  const rule = live ?? inPrometheus;
  return [
    ...(rule?.lastError
      ? [t('alerts.detail.error', 'It cannot be evaluated: {{said}}', { said: rule.lastError, ...verbatim })]
      : []),
    ...(rule?.instances ?? [])
      .filter(({ state }) => /firing|alerting|pending/i.test(state))
      .map(({ labels, since }) =>
        t('alerts.detail.instance', '{{what}} since {{since}}', {
          what: whatOf(labels),
          since: new Date(since).toLocaleString(),
          ...verbatim,
        })
      ),
    ...(live && inPrometheus
      ? [t('alerts.detail.twice', 'Prometheus evaluates it, too: where both notify, people hear of it twice.')]
      : []),
  ];
}

const RIGHTS: Record<Action, keyof typeof ALERT_RIGHTS> = {
  install: 'create',
  update: 'write',
  pause: 'write',
  resume: 'write',
  remove: 'remove',
};

const needs = (right: string) => t('alerts.right', 'This needs the right {{right}}: ask an administrator.', { right });

/** Why the person cannot do this; undefined where they can. @param there whether the folder is there that new rules go to */
export function whyNot(action: Action, there: boolean): string | undefined {
  if (!mayChangeAlerts(RIGHTS[action])) {
    return needs(ALERT_RIGHTS[RIGHTS[action]]);
  }
  return action !== 'install' || there || mayCreateFolders() ? undefined : needs(DASHBOARD_RIGHTS.createFolder);
}

/** What kept alerts from being written, and what to do. */
export function whyNotWritten(written: Exclude<Written, { kind: 'done' }>): string {
  return written.kind === 'changed'
    ? t('alerts.not-done.changed', 'Somebody has changed these rules meanwhile. Look at them anew, and decide again.')
    : t('alerts.not-done.refused', 'Grafana says: {{said}}', { said: written.said, ...verbatim });
}

export const DONE: Record<Action, (count: number) => string> = {
  install: (count) => t('alerts.done.install', 'Grafana watches over {{count}} more', { count }),
  update: (count) => t('alerts.done.update', '{{count}} updated', { count }),
  pause: (count) => t('alerts.done.pause', '{{count}} paused', { count }),
  resume: (count) => t('alerts.done.resume', '{{count}} evaluated again', { count }),
  remove: (count) => t('alerts.done.remove', '{{count}} removed', { count }),
};

/** What the selector of a folder says. */
export const folderTexts = () => ({
  label: t('alerts.folder.label', 'Folder for new rules'),
  created: t('alerts.folder.created', 'It is created with the first rule.'),
  about: t('alerts.folder.about', 'Those that are installed stay where they are.'),
});
