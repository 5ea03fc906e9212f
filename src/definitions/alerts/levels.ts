import type { SignalId } from '../../signals/signals';
import type { KnownDimension } from '../../vocabularies/vocabulary';
import type { Severity } from '../../settings/alerts';
import type { AlertCategory, AlertDefinition, Comparison, SignalCondition, Topic } from '../alert';

/** AI Companion's groups: an alert of theirs is on one figure of an exporter. */
const GROUPS: Record<Exclude<AlertCategory, 'application'>, string> = {
  resources: "AI Companion's system resource alerts, at Project-AI's severities",
  database: "AI Companion's database health alerts, at Project-AI's severities",
  containers: "AI Companion's container monitoring alerts, at Project-AI's severities",
};

export interface Level {
  id: string;
  name: string;
  severity: Severity;
  signal: SignalId;
  by: readonly KnownDimension[];
  is?: Comparison;
  limit: SignalCondition['limit'];
  minimum?: SignalCondition['minimum'];
  for: string;
  keepFiringFor?: string;
  summary: string;
  description: string;
  panel: string;
}

/** Alerts of one group, each on one figure of an exporter. */
export const group = (category: keyof typeof GROUPS, topic: Topic, levels: readonly Level[]): AlertDefinition[] =>
  levels.map(({ signal, by, is = 'above', limit, minimum, panel, ...rest }) => ({
    ...rest,
    category,
    topic,
    condition: { kind: 'signal', signal, by, window: '5m', is, limit, ...(minimum && { minimum }) },
    panel: { dashboard: 'system', id: panel },
    source: GROUPS[category],
  }));

/** An exporter that is gone: nothing is known of what it watches. */
export const exporterDown = (category: AlertCategory, what: string): AlertDefinition => ({
  id: 'exporter-down',
  name: 'ExporterDown',
  category,
  topic: 'targets',
  severity: 'warning',
  condition: { kind: 'service-down' },
  for: '5m',
  summary: 'The exporter {job} is down',
  description: `{value} targets of {job} answer: nothing is known of ${what}, whose alerts are silent.`,
  panel: { dashboard: 'system', id: 'targets-up' },
  source: 'Beyond the documents: an exporter that is gone',
});
