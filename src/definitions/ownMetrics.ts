import * as promql from '../promql/expression';
import type { CustomMetric } from '../settings/schema';
import { level, perSecond, quantile } from '../signals/formulas';
import type { Question } from '../signals/signal';
import { ownDimension, ownLabels, ownMeasure, type OwnMetric } from '../vocabularies/ownMetrics';
import { isSystem } from '../vocabularies/vocabularies';
import type { Vocabulary } from '../vocabularies/vocabulary';
import type { Asked, PanelDefinition, RowDefinition } from './dashboard';

/** A system, and what a team has added to it. */
interface Added {
  vocabulary: Vocabulary;
  own?: readonly CustomMetric[];
}

/** A row for each system that a team has added metrics to. */
export const ownRows = (systems: readonly Added[]): Array<RowDefinition<Asked>> =>
  systems.flatMap(({ vocabulary, own = [] }) =>
    own.length > 0 && isSystem(vocabulary.id)
      ? [
          {
            id: `own-${vocabulary.id}`,
            title: systems.length > 1 ? `Your own metrics of ${vocabulary.title}` : 'Your own metrics',
            system: vocabulary.id,
            panels: own.map((metric) => ownPanel(vocabulary, metric)),
          },
        ]
      : []
  );

/** What is asked of each kind, by the name of its line. */
const QUESTIONS: Record<
  OwnMetric['kind'],
  (metric: CustomMetric) => ReadonlyArray<[name: string, question: Question]>
> = {
  counter: (metric) => [['Per second', perSecond(metric.title, 'ops', ownMeasure(metric))]],
  gauge: (metric) => [['Value', level(metric.title, ownMeasure(metric), 'short', promql.max)]],
  histogram: (metric) =>
    ([0.5, 0.95, 0.99] as const).map((q) => [`p${q * 100}`, quantile(metric.title, ownMeasure(metric), q, 'short')]),
};

const DESCRIPTIONS: Record<OwnMetric['kind'], string> = {
  counter: 'its increase per second',
  gauge: 'its value, of each target',
  histogram: 'its median, 95th and 99th percentile',
};

function ownPanel(vocabulary: Vocabulary, metric: CustomMetric): PanelDefinition<Asked> {
  const by = ownLabels(metric).map((label) => ownDimension(vocabulary, label));
  const [first, ...rest] = QUESTIONS[metric.kind](metric).map(([name, question]) => ({
    name,
    by,
    signal: { ...question, unit: metric.unit ?? question.unit, rawOnly: true as const },
  }));
  if (first === undefined) {
    throw new Error(`Nothing is asked of ${metric.name}.`);
  }
  return {
    id: `own-${metric.name}`,
    title: metric.title,
    description: `${metric.name}, a metric of your own: ${DESCRIPTIONS[metric.kind]}. It is set up on the page Systems.`,
    visualization: 'lines',
    asks: [first, ...rest],
    size: { width: 8, height: 8 },
    whenMissing: 'explain',
  };
}
