import { counter, gauge, histogram } from './sources';
import type { OwnMeasureId } from './measures';
import type { Dimension, Source, Vocabulary } from './vocabulary';

export const METRIC_KINDS = ['counter', 'gauge', 'histogram'] as const satisfies ReadonlyArray<Source['kind']>;

/** A metric that a team has added to a system itself. */
export interface OwnMetric {
  /** As it is exposed; a histogram's without `_bucket`. */
  name: string;
  kind: (typeof METRIC_KINDS)[number];
  /** Labels to split by. */
  labels: readonly string[];
}

export const ownMeasure = ({ name }: OwnMetric): OwnMeasureId => `own:${name}`;

/** What a person can select on every page keeps its name, so that the selection holds for a team's own metrics too. */
const SELECTED: readonly Dimension[] = ['provider', 'model'];

/** What a label of a team's own metric is to the system. */
export const ownDimension = ({ labels }: Pick<Vocabulary, 'labels'>, label: string): Dimension =>
  SELECTED.find((dimension) => labels[dimension] === label) ?? `own:${label}`;

/** The labels that it is split by: a level of one target says nothing of another's, and is not added up. */
export const ownLabels = ({ kind, labels }: OwnMetric): readonly string[] =>
  kind === 'gauge' ? [...new Set([...labels, 'instance'])] : labels;

const SOURCES = { counter, gauge, histogram } satisfies Record<OwnMetric['kind'], unknown>;

/** A vocabulary that knows these metrics too: they are looked for, narrowed and read like its own. */
export function withOwnMetrics<V extends Vocabulary>(vocabulary: V, metrics: readonly OwnMetric[]): V {
  const labels = metrics.flatMap(ownLabels).map((label) => [ownDimension(vocabulary, label), label]);
  const measures = metrics.map((metric): [OwnMeasureId, Source] => [
    ownMeasure(metric),
    SOURCES[metric.kind](
      metric.name,
      ownLabels(metric).map((label) => ownDimension(vocabulary, label))
    ),
  ]);
  return metrics.length === 0
    ? vocabulary
    : {
        ...vocabulary,
        labels: { ...vocabulary.labels, ...Object.fromEntries(labels) },
        measures: { ...vocabulary.measures, ...Object.fromEntries(measures) },
      };
}
