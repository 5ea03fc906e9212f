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
  instances: objectsIn(rule.alerts).map((alert) => ({
    labels: labelsIn(alert),
    state: textAt(alert, 'state'),
    since: textAt(alert, 'activeAt'),
  })),
});

function labelsIn(rule: JsonObject): Record<string, string> {
  const labels = at(rule, 'labels');
  return isJsonObject(labels)
    ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]))
    : {};
}
