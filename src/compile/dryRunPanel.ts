import { GraphThresholdsStyleMode, LegendDisplayMode, VisibilityMode } from '@grafana/schema';
import type { Comparison } from '../definitions/alert';
import { max, min, type Expression } from '../promql/expression';
import type { CompiledAlert } from './alert';
import { stepsOf } from './thresholdSteps';
import type { Visual } from './visualize';

/** The query that answers when an alert holds. */
export const HOLDS = 'holds';

/** From one look to the next: some two thousand in a week, which a server answers in a second or two. */
export const DRY_RUN_STEP = '5m';
export const DRY_RUN_POINTS = (7 * 24 * 60) / 5;

/** The value that is furthest beyond its limit, or nearest to it. */
const WORST: Record<Comparison, (value: Expression) => Expression> = {
  above: (value) => max([], value),
  'at or above': (value) => max([], value),
  below: (value) => min([], value),
  equal: (value) => min([], value),
};

interface DryRunQuery {
  refId: string;
  expr: Expression;
}

/** An alert's expression, and the worst value whether it holds or not, where the alert asks for a single one. */
export const dryRunQueries = ({ expr, is, value }: CompiledAlert): readonly [DryRunQuery, ...DryRunQuery[]] => [
  { refId: HOLDS, expr },
  ...(value ? [{ refId: 'value', expr: WORST[is](value) }] : []),
];

/** How the last of these queries is drawn: a line, and the limit. */
export function dryRunVisual(alert: CompiledAlert, name: string): Visual {
  const { unit, limit, is } = alert;
  const shown = dryRunQueries(alert).at(-1)?.refId;
  return {
    pluginId: 'timeseries',
    options: {
      legend: {
        showLegend: true,
        displayMode: LegendDisplayMode.List,
        placement: 'bottom',
        calcs: ['lastNotNull'],
      },
    },
    fieldConfig: {
      defaults: {
        unit: unit === 'times' ? 'short' : unit,
        ...(alert.value && { displayName: name }),
        thresholds: stepsOf({ critical: limit, ...(is === 'below' && { below: true }), source: '' }),
        custom: {
          lineWidth: 1,
          showPoints: VisibilityMode.Auto,
          axisSoftMax: limit,
          thresholdsStyle: { mode: is === 'equal' ? GraphThresholdsStyleMode.Off : GraphThresholdsStyleMode.Dashed },
        },
      },
      overrides: [],
    },
    transformations: [{ id: 'filterByRefId', options: { include: shown } }],
  };
}
