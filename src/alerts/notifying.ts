import type { Severity } from '../settings/alerts';
import { at, isJsonObject, objectsIn, textAt, type JsonObject } from '../json/json';
import { SYSTEM_LABEL } from '../signals/recorded';
import { rank, severityIn, whatOf } from './firing';
import { labelsIn } from './live';

/** What an Alertmanager does with an alert: an inhibited one is silent because a worse one says the same. */
export const NOTIFIED_STATES = ['active', 'silenced', 'inhibited'] as const;
export type NotifiedState = (typeof NOTIFIED_STATES)[number];

/** An alert that an Alertmanager has been told of. */
export interface Notified {
  id: string;
  name: string;
  severity: Severity;
  what: string;
  labels: Readonly<Record<string, string>>;
  since: string;
  state: NotifiedState;
  /** Who is told, or would be. */
  receivers: readonly string[];
}

/** The alerts of systems in an answer of `/api/v2/alerts`, what is told first, the worst of it first. Others are somebody else's. */
export const notifiedIn = (body: unknown): Notified[] =>
  objectsIn(body)
    .map(notified)
    .filter(({ labels }) => SYSTEM_LABEL in labels)
    .sort(
      (one, other) =>
        NOTIFIED_STATES.indexOf(one.state) - NOTIFIED_STATES.indexOf(other.state) ||
        rank(one) - rank(other) ||
        one.name.localeCompare(other.name)
    );

function notified(alert: JsonObject): Notified {
  const labels = labelsIn(alert);
  return {
    id: textAt(alert, 'fingerprint'),
    name: labels.alertname ?? '',
    severity: severityIn(labels),
    what: whatOf(labels),
    labels,
    since: textAt(alert, 'startsAt'),
    state: stateIn(alert.status),
    receivers: objectsIn(alert.receivers).map((receiver) => textAt(receiver, 'name')),
  };
}

function stateIn(status: unknown): NotifiedState {
  const some = (key: string) => {
    const ids = at(status, key);
    return Array.isArray(ids) && ids.length > 0;
  };
  if (some('silencedBy')) {
    return 'silenced';
  }
  return some('inhibitedBy') ? 'inhibited' : 'active';
}

/** A silence that holds now or will. */
export interface Silence {
  id: string;
  /** What it is about, as Alertmanager's own page writes it: `alertname="X", job=~"a|b"`. */
  matchers: string;
  comment: string;
  createdBy: string;
  until: string;
}

/** The silences in an answer of `/api/v2/silences`, those that have ended left out; the first to end first. */
export const silencesIn = (body: unknown): Silence[] =>
  objectsIn(body)
    .filter(({ status }) => textAt(status, 'state') !== 'expired')
    .map((silence) => ({
      id: textAt(silence, 'id'),
      matchers: objectsIn(silence.matchers).map(matcherText).join(', '),
      comment: textAt(silence, 'comment'),
      createdBy: textAt(silence, 'createdBy'),
      until: textAt(silence, 'endsAt'),
    }))
    .sort((one, other) => Date.parse(one.until) - Date.parse(other.until));

function matcherText(matcher: JsonObject): string {
  const equal = matcher.isEqual === false ? '!' : '';
  const operator = matcher.isRegex === true ? `${equal || '='}~` : `${equal}=`;
  return `${textAt(matcher, 'name')}${operator}${JSON.stringify(textAt(matcher, 'value'))}`;
}

/** A silence as Alertmanager's API takes it. */
export interface NewSilence {
  matchers: ReadonlyArray<{ name: string; value: string; isRegex: boolean; isEqual: boolean }>;
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

interface SilenceTexts {
  createdBy: string;
  comment: string;
}

/** Silences one alert, whatever its severity becomes: another instance of it is told as before. */
export const silenceOf = (
  { labels }: Notified,
  from: Date,
  hours: number,
  { createdBy, comment }: SilenceTexts
): NewSilence => ({
  matchers: Object.entries(labels)
    .filter(([name]) => !OF_ITS_RULE.includes(name))
    .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
  startsAt: from.toISOString(),
  endsAt: new Date(from.getTime() + hours * 3_600_000).toISOString(),
  createdBy,
  comment,
});

/** Labels that may change while the alert stays the same. */
const OF_ITS_RULE = ['severity', 'category', 'topic'];

/** Somebody who can be told, as Grafana's own Alertmanager has it: with all that a test needs, secrets left out. */
export interface ContactPoint {
  name: string;
  json: JsonObject;
}

/** The contact points in Grafana's own Alertmanager configuration that lead anywhere. */
export const contactPointsIn = (body: unknown): ContactPoint[] =>
  objectsIn(at(at(body, 'alertmanager_config'), 'receivers'))
    .filter((receiver) => objectsIn(receiver.grafana_managed_receiver_configs).length > 0)
    .map((json) => ({ name: textAt(json, 'name'), json }));

/** What went wrong in an answer to a test of contact points; empty where all of it arrived. */
export const failuresIn = (body: unknown): string[] =>
  objectsIn(at(body, 'receivers'))
    .flatMap((receiver) => objectsIn(receiver.grafana_managed_receiver_configs))
    .filter((one) => isJsonObject(one) && textAt(one, 'status') !== 'ok')
    .map((one) => textAt(one, 'error') || textAt(one, 'status'));
