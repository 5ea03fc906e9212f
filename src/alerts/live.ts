import { at, isJsonObject, objectsIn, textAt, type JsonObject } from '../json/json';

/** Whether an alert fires: `pending` holds, and not for long enough yet. */
export const ALERT_STATES = ['firing', 'pending', 'inactive'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** One series of an alert that holds. */
export interface Instance {
  labels: Readonly<Record<string, string>>;
  state: string;
  /** Since when it holds, as the server writes it. */
  since: string;
  /** What it says of itself, with values in place; empty where it says nothing. */
  summary: string;
  /** The address that it gives for what to do; empty where it gives none. */
  runbook: string;
}

/** A rule as it is evaluated, by Grafana or by Prometheus. */
export interface LiveRule {
  /** Grafana's only. */
  uid: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  state: AlertState;
  /** Why it cannot be evaluated; empty where it can. */
  lastError: string;
  instances: readonly Instance[];
}

/** The alerts in an answer of `/api/v1/rules`: Grafana writes it as Prometheus does. */
export const liveRulesIn = (body: unknown): LiveRule[] =>
  objectsIn(at(at(body, 'data'), 'groups'))
    .flatMap((group) => objectsIn(group.rules))
    .filter((rule) => textAt(rule, 'state') !== '')
    .map(liveRule);

const liveRule = (rule: JsonObject): LiveRule => ({
  uid: textAt(rule, 'uid'),
  name: textAt(rule, 'name'),
  labels: labelsIn(rule),
  state: ALERT_STATES.find((state) => state === textAt(rule, 'state').toLowerCase()) ?? 'inactive',
  lastError: textAt(rule, 'lastError'),
  instances: instancesIn(rule),
});

/** The alerts in an answer of `/api/v1/alerts`: those of all rules. */
export const alertsIn = (body: unknown): Instance[] => instancesIn(at(body, 'data'));

const instancesIn = (value: unknown): Instance[] =>
  objectsIn(at(value, 'alerts')).map((alert) => {
    const annotations = at(alert, 'annotations');
    return {
      labels: labelsIn(alert),
      state: textAt(alert, 'state'),
      since: textAt(alert, 'activeAt'),
      summary: textAt(annotations, 'summary'),
      runbook: textAt(annotations, 'runbook_url'),
    };
  });

/** The labels of a rule or an alert. */
export function labelsIn(json: JsonObject): Record<string, string> {
  const labels = at(json, 'labels');
  return isJsonObject(labels)
    ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]))
    : {};
}
