import type { CompiledAlert } from './alert';
import { alertLabels } from './alertRules';
import { asGrafanaText } from './alertText';

/** A rule that Grafana evaluates, as its provisioning API takes it. Source: Grafana 12.2, `ProvisionedAlertRule`. */
export interface GrafanaRule {
  title: string;
  condition: string;
  data: readonly object[];
  noDataState: 'OK';
  execErrState: 'Error';
  for: string;
  keep_firing_for?: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

/** Grafana's own data source of expressions. */
const EXPRESSIONS = '__expr__';

/** Seconds that a query of one instant looks back at the most. */
const LOOK_BACK = 600;

/**
 * An alert as Grafana evaluates it. The question has an answer only where the alert holds, as in Prometheus: whatever number
 * that is, it fires; no answer is well. Where Prometheus itself does not answer, Grafana says so in an alert of its own.
 * @param dataSource uid of the Prometheus that is asked
 */
export const grafanaRule = (alert: CompiledAlert, dataSource: string): GrafanaRule => ({
  title: alert.name,
  condition: 'B',
  data: [
    {
      refId: 'A',
      datasourceUid: dataSource,
      relativeTimeRange: { from: LOOK_BACK, to: 0 },
      model: { refId: 'A', expr: alert.expr, instant: true, range: false, editorMode: 'code' },
    },
    {
      refId: 'B',
      datasourceUid: EXPRESSIONS,
      relativeTimeRange: { from: LOOK_BACK, to: 0 },
      model: { refId: 'B', type: 'math', expression: 'is_number($A) || is_nan($A) || is_inf($A)' },
    },
  ],
  noDataState: 'OK',
  execErrState: 'Error',
  for: alert.for,
  ...(alert.keepFiringFor && { keep_firing_for: alert.keepFiringFor }),
  labels: alertLabels(alert),
  annotations: {
    summary: asGrafanaText(alert.summary),
    description: asGrafanaText(alert.description),
    runbook_url: alert.runbookUrl,
    __dashboardUid__: alert.dashboard.uid,
    __panelId__: String(alert.dashboard.panel),
  },
});
