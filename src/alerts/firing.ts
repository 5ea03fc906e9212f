import { uniqBy } from 'lodash';
import { RUNBOOKS } from '../compile/runbookAddress';
import type { Severity } from '../settings/alerts';
import * as promql from '../promql/expression';
import { anyOf, equals } from '../promql/matcher';
import { SYSTEM_LABEL } from '../signals/recorded';
import type { Instance } from './live';

/** What a page is about: alerts of something else are none of its own. */
export interface Subject {
  /** Ids of systems; there is at least one. */
  systems: readonly string[];
  /** Names of one provider; whatever provider where it is absent. */
  provider?: readonly string[];
}

/** An alert that fires, as a page tells of it. */
export interface Firing {
  name: string;
  severity: Severity;
  system: string;
  /** What it is about within its system, such as `provider=openai`; empty where it is about all of it. */
  what: string;
  summary: string;
  /** As the server writes it. */
  since: string;
  /** Whether Grafana evaluates it; else Prometheus does. */
  byGrafana: boolean;
  /** The web address of what to do; none where the rule gives none. */
  runbook?: string;
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

/** How bad an alert is; one that says nothing we know is the least. */
export const severityIn = (labels: Instance['labels']): Severity =>
  SEVERITIES.find((one) => one === labels.severity) ?? 'info';

/** Grafana adds it to every alert of its own. */
const GRAFANA_FOLDER = 'grafana_folder';

/** Labels that all instances of an alert share. */
const OF_EVERY_ALERT = ['alertname', GRAFANA_FOLDER, SYSTEM_LABEL, 'severity', 'category', 'topic'];

/** What tells one instance of an alert from another: `provider=openai, job=gateway`. */
export const whatOf = (labels: Instance['labels']): string =>
  Object.entries(labels)
    .filter(([name]) => !OF_EVERY_ALERT.includes(name) && !name.startsWith('__'))
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

/** Grafana writes `Alerting (NoData)` where it makes an alert of that. */
const FIRES = /^(firing|alerting)/i;

/**
 * Those alerts that fire and concern a page, worst first, the longest of them first. What two evaluate is told once.
 * @param grafana what addresses within Grafana begin with
 */
export function firingIn(instances: readonly Instance[], subject: Subject, grafana: string): Firing[] {
  const found = instances
    .filter(({ state, labels }) => FIRES.test(state) && concerns(labels, subject))
    .map(({ labels, summary, since, runbook }): Firing => ({
      name: labels.alertname ?? '',
      severity: severityIn(labels),
      system: labels[SYSTEM_LABEL] ?? '',
      what: whatOf(labels),
      summary,
      since,
      byGrafana: GRAFANA_FOLDER in labels,
      runbook: runbookAt(runbook, grafana),
    }));
  return uniqBy(found, ({ name, system, what }) => JSON.stringify([name, system, what])).sort(
    (one, other) => rank(one) - rank(other) || begun(one) - begun(other)
  );
}

const concerns = (labels: Instance['labels'], { systems, provider }: Subject): boolean =>
  systems.includes(labels[SYSTEM_LABEL] ?? '') && (!provider || named(provider).includes(labels.provider ?? ''));

/** 0 is the worst. */
export const rank = ({ severity }: { severity: Severity }): number => SEVERITIES.indexOf(severity);
const begun = ({ since }: Firing) => Date.parse(since) || 0;

/** A provider without a name has no label to ask for: that is so of alerts of all providers, too. */
const named = (provider: readonly string[]) => provider.filter((name) => name !== '');

/**
 * Our own runbooks are where the person is, whatever Grafana the rule was written for. Others are of whoever wrote the rule:
 * web addresses only.
 */
function runbookAt(address: string, grafana: string): string | undefined {
  const start = address.indexOf(RUNBOOKS);
  if (start >= 0) {
    return grafana + address.slice(start);
  }
  return /^https?:\/\//.test(address) ? address : undefined;
}

/** When the alerts of a page fired, by Prometheus's own rules: it keeps a series for each while it does. */
export const firedSeries = ({ systems, provider }: Subject): promql.Expression =>
  promql.select('ALERTS', [
    equals('alertstate', 'firing'),
    anyOf(SYSTEM_LABEL, systems),
    ...(provider ? [anyOf('provider', named(provider))] : []),
  ]);
