import * as promql from '../promql/expression';
import { EVALUATED, recordedAs, SYSTEM_LABEL } from '../signals/recorded';
import type { WatchedAlert } from './alert';
import { alertGroup } from './identity';

/** An alerting rule, as Prometheus takes it. */
export interface AlertRule {
  alert: string;
  expr: string;
  for: string;
  keep_firing_for?: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

export interface AlertGroup {
  name: string;
  interval: string;
  rules: AlertRule[];
}

/** As in ChoreoAI's guide. */
const INTERVAL = '30s';

/** What tells an alert from others, wherever it goes: routes, inhibitions and silences are made of these. */
export const alertLabels = ({ system, severity, category, topic }: WatchedAlert) => ({
  [SYSTEM_LABEL]: system,
  severity,
  category,
  topic,
});

/** Alerts of one system as a group of rules for Prometheus, Mimir and Thanos. Empty where there are none. */
export function toPrometheusRules([first, ...rest]: readonly WatchedAlert[]): AlertGroup[] {
  return first === undefined
    ? []
    : [{ name: alertGroup(first.system), interval: INTERVAL, rules: [first, ...rest].map(alertRule) }];
}

const alertRule = (alert: WatchedAlert): AlertRule => ({
  alert: alert.name,
  expr: alert.expr,
  for: alert.for,
  ...(alert.keepFiringFor && { keep_firing_for: alert.keepFiringFor }),
  labels: alertLabels(alert),
  annotations: {
    summary: alert.summary,
    ...(alert.description !== undefined && { description: alert.description }),
    ...(alert.dashboard && { dashboard_url: alert.dashboard.url }),
    ...(alert.runbookUrl !== undefined && { runbook_url: alert.runbookUrl }),
  },
});

/** All alerts stand on the recording rules: that these are not there has to be told by a file that needs none. */
export const recordingsMissing: AlertGroup = {
  name: alertGroup('recordings'),
  interval: INTERVAL,
  rules: [
    {
      alert: 'RecordingRulesMissing',
      expr: promql.absent(`${EVALUATED}:${recordedAs('rate', '5m')}`, []),
      for: '5m',
      labels: { [SYSTEM_LABEL]: 'recordings', severity: 'warning', category: 'application', topic: 'targets' },
      annotations: {
        summary: 'The recording rules are not loaded',
        description:
          'Nothing is recorded: every other alert of ChoreoAI Observability is silent. Load recordings.yaml.',
      },
    },
  ],
};
