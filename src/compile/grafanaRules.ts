import type { WatchedAlert } from './alert';
import { alertLabels } from './alertRules';
import { asGrafanaText } from './alertText';
import { alertGroup } from './identity';

/** The query's refId: texts name its value. */
const QUERY = 'A';
/** Fires for each series that the query answers: it holds only those beyond the limit. */
const CONDITION = 'B';

/** Grafana's own data source for expressions. */
const EXPRESSION = '__expr__';

/** How far back an instant query looks, in seconds; Grafana wants a range. */
const RANGE = { from: 600, to: 0 };

/** A rule as Grafana's provisioning API has it. */
export interface GrafanaRule {
  uid: string;
  title: string;
  condition: string;
  data: ReadonlyArray<{
    refId: string;
    datasourceUid: string;
    relativeTimeRange: { from: number; to: number };
    model: Readonly<Record<string, unknown>>;
  }>;
  for: string;
  keep_firing_for?: string;
  noDataState: 'OK';
  execErrState: 'Error';
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  isPaused: boolean;
}

/** In seconds: a multiple of ten, as Grafana wants it. */
export const GRAFANA_INTERVAL = 30;

/** Alerts as rules that Grafana evaluates, as its HTTP API takes them. @param dataSource the uid of the Prometheus that has the series */
export const toGrafanaRules = (alerts: readonly WatchedAlert[], dataSource: string): GrafanaRule[] =>
  alerts.map((alert) => grafanaRule(alert, dataSource));

export const grafanaRule = (alert: WatchedAlert, dataSource: string): GrafanaRule => ({
  uid: alert.uid,
  title: alert.name,
  condition: CONDITION,
  data: [
    {
      refId: QUERY,
      datasourceUid: dataSource,
      relativeTimeRange: RANGE,
      model: { refId: QUERY, expr: alert.expr, instant: true, range: false },
    },
    {
      refId: CONDITION,
      datasourceUid: EXPRESSION,
      relativeTimeRange: { from: 0, to: 0 },
      model: {
        refId: CONDITION,
        type: 'math',
        datasource: { type: EXPRESSION, uid: EXPRESSION },
        expression: `is_number($${QUERY}) || is_inf($${QUERY})`,
      },
    },
  ],
  for: alert.for,
  ...(alert.keepFiringFor && { keep_firing_for: alert.keepFiringFor }),
  // The query answers nothing while all is well.
  noDataState: 'OK',
  execErrState: 'Error',
  labels: alertLabels(alert),
  annotations: {
    summary: asGrafanaText(alert.summary),
    ...(alert.description !== undefined && { description: asGrafanaText(alert.description) }),
    ...(alert.runbookUrl !== undefined && { runbook_url: alert.runbookUrl }),
    ...(alert.dashboard && {
      __dashboardUid__: alert.dashboard.uid,
      __panelId__: String(alert.dashboard.panel),
    }),
  },
  isPaused: false,
});

/** A group of rules in a file below `provisioning/alerting`, where one field has another name than in the API. */
export const toProvisionedGroup = (alerts: readonly WatchedAlert[], dataSource: string, folder: string) => ({
  orgId: 1,
  name: alertGroup(alerts[0]?.system ?? ''),
  folder,
  interval: `${GRAFANA_INTERVAL}s`,
  rules: toGrafanaRules(alerts, dataSource).map(({ keep_firing_for: keepFiringFor, ...rule }) => ({
    ...rule,
    ...(keepFiringFor && { keepFiringFor }),
  })),
});
