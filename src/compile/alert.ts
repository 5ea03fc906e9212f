import type { AlertCategory, AlertDefinition, Topic } from '../definitions/alert';
import { teamAlerts, type AlertOverrides } from '../definitions/alertOverrides';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import type { Expression } from '../promql/expression';
import type { Severity } from '../settings/alerts';
import { isSystem, SYSTEMS } from '../vocabularies/vocabularies';
import type { SystemVocabulary, VocabularyId } from '../vocabularies/vocabulary';
import type { AlertExpression } from './alertAnswer';
import { alertExpression } from './alertExpression';
import { isMissing, type AlertReading } from './alertReading';
import { alertText } from './alertText';
import { panelNumbers } from './dashboardJson';
import { dashboardUid, uidOf } from './identity';
import { RUNBOOKS } from './runbookAddress';

/** An alert of one system, ready for Prometheus or for Grafana. */
export interface CompiledAlert extends Pick<AlertExpression, 'is' | 'limit' | 'unit' | 'labels' | 'value'> {
  name: string;
  uid: string;
  system: VocabularyId;
  category: AlertCategory;
  topic: Topic;
  severity: Severity;
  expr: Expression;
  /** Durations as Prometheus writes them. */
  for: string;
  keepFiringFor?: string;
  /** Templates of Prometheus's: `{{ $labels.job }}`, `{{ $value | humanize }}`. */
  summary: string;
  description: string;
  runbookUrl: string;
  /** Where a person looks first; `path` is within Grafana. */
  dashboard: { uid: string; panel: number; path: string; url: string };
  source: string;
}

/** An alert as rules have it: one of ours, or a team's own, which has no panel and perhaps no runbook. */
export type WatchedAlert = Pick<
  CompiledAlert,
  'name' | 'uid' | 'system' | 'category' | 'severity' | 'expr' | 'for' | 'keepFiringFor' | 'summary'
> &
  Partial<Pick<CompiledAlert, 'description' | 'runbookUrl' | 'dashboard'>> & { topic: string };

/** Where people's Grafana is, without a slash at the end: what links of notifications begin with. */
export const LOCAL_GRAFANA = 'http://localhost:3000';

/** A runbook below `docs/runbooks`, and below the plugin's. */
export const runbookPath = (system: VocabularyId, { name }: Pick<AlertDefinition, 'name'>): string =>
  `${system}/${name}.md`;

/** Every alert that a system has the metrics for, and that is not off. @param grafana see `LOCAL_GRAFANA` */
export const compileAlerts = (
  reading: AlertReading,
  grafana: string = LOCAL_GRAFANA,
  overrides: AlertOverrides = {}
): CompiledAlert[] =>
  teamAlerts(reading.vocabulary.id, overrides)
    .filter(({ override }) => !override.off)
    .flatMap(({ definition }) => compileAlert(definition, reading, grafana) ?? []);

/** An alert of a system; undefined where the system lacks the metrics. */
export function compileAlert(
  definition: AlertDefinition,
  reading: AlertReading,
  grafana: string = LOCAL_GRAFANA
): CompiledAlert | undefined {
  const { id: system } = reading.vocabulary;
  const asked = alertExpression(definition.condition, reading);
  if (isMissing(asked)) {
    return undefined;
  }
  const { name, category, topic, severity, keepFiringFor, summary, description, source } = definition;
  return {
    ...asked,
    name,
    uid: uidOf(system, definition.id),
    system,
    category,
    topic,
    severity,
    for: definition.for,
    ...(keepFiringFor && { keepFiringFor }),
    summary: alertText(summary, asked),
    description: alertText(description, asked),
    runbookUrl: `${grafana}${RUNBOOKS}/${runbookPath(system, definition)}`,
    dashboard: panelOf(definition, dashboardOwner(system), grafana),
    source,
  };
}

/** Exporters have no dashboards of their own: those of ChoreoAI, which the plugin brings, have rows of each. */
const dashboardOwner = (system: VocabularyId): SystemVocabulary =>
  isSystem(system) ? SYSTEMS[system] : SYSTEMS.choreoai;

/** @throws where the dashboard of the system has no such panel */
function panelOf({ name, panel: { dashboard, id } }: AlertDefinition, system: SystemVocabulary, grafana: string) {
  const definition = DASHBOARDS[dashboard];
  const panel = panelNumbers(definition, system).get(id);
  if (panel === undefined) {
    throw new Error(`${name} of ${system.title} leads to the panel ${id}, which ${definition.title} does not have.`);
  }
  const uid = dashboardUid(definition, system);
  const path = `/d/${uid}?viewPanel=panel-${panel}`;
  return { uid, panel, path, url: grafana + path };
}
