import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  FieldColorModeId,
  GraphDrawStyle,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  SortOrder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizOrientation,
  type DataTransformerConfig,
  type FieldConfigSource,
  type GraphFieldConfig,
} from '@grafana/schema';
import { questionOf, type Asked, type PanelDefinition, type Visualization } from '../definitions/dashboard';
import { nearing } from '../definitions/thresholds';
import { sourceOf } from '../vocabularies/vocabulary';
import type { Answer } from './answers';
import { OTHER, unboundedBy } from './bounded';
import { originColumn, systemColumn, titled, valueColumns } from './columns';
import { titleOfDimension, UNKNOWN_TITLES } from './dimensionTitles';
import { filterLinks, seriesValue } from './filterLink';
import { heatmap } from './heatmap';
import { restOfRowLinks, rowLinks } from './links';
import { refIdOf } from './query';
import { columnsOf, SYSTEM_COLUMN } from './table';
import { stepsOf, thresholdsOf } from './thresholdSteps';
import type { View } from './view';
import { topBucketOverrides } from './warnings';

/** How a panel is drawn, as Grafana's panel plugins take it. */
export interface Visual {
  pluginId: string;
  options: Record<string, unknown>;
  fieldConfig: FieldConfigSource;
  transformations: DataTransformerConfig[];
}

/** The drawing of a panel. */
export const visualize = (definition: PanelDefinition<Asked>, answers: readonly Answer[], view: View): Visual =>
  VISUALS[definition.visualization](definition, answers, view);

type Draw = (definition: PanelDefinition<Asked>, answers: readonly Answer[], view: View) => Visual;

const VISUALS: Record<Visualization, Draw> = {
  stat: (definition, answers, view) => ({
    pluginId: 'stat',
    options: {
      colorMode: BigValueColorMode.Value,
      // Several sparklines side by side would lie under the numbers.
      graphMode:
        view.systems.length > 1 || answers.some(({ signal }) => signal.atEnd)
          ? BigValueGraphMode.None
          : BigValueGraphMode.Area,
      justifyMode: BigValueJustifyMode.Auto,
      // With a name above it the number stays clear of the sparkline.
      textMode: BigValueTextMode.ValueAndName,
      wideLayout: true,
      showPercentChange: false,
      percentChangeColorMode: 'standard',
      orientation: VizOrientation.Auto,
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
    fieldConfig: fieldConfig(definition, answers, {
      color: { mode: FieldColorModeId.Thresholds },
      // A stat draws this as large as a number: the reason stands in the description.
      noValue: answers.some(({ signal }) => signal.budget) ? 'No budget' : 'No traffic',
    }),
    transformations: [],
  }),
  lines: (definition, answers, view) => graph(definition, answers, view, StackingMode.None),
  // Systems are never added up: a gateway in front of an engine counts the same request twice.
  stackedLines: (definition, answers, view) =>
    graph(definition, answers, view, view.systems.length > 1 ? StackingMode.None : StackingMode.Normal),
  heatmap: ({ asks }, answers) => heatmap(questionOf(asks[0]).unit, noValueOf(answers)),
  table: (definition, answers, view) => ({
    pluginId: 'table',
    options: { showHeader: true, cellHeight: 'sm', sortBy: sortedBy(definition, answers) },
    fieldConfig: {
      defaults: { noValue: noValueOf(answers), custom: { filterable: false, align: 'auto' } },
      overrides: [
        systemColumn(restOfRowLinks(definition, view), view),
        ...definition.asks[0].by.map((dimension) =>
          titled(
            dimension,
            titleOfDimension(dimension),
            rowLinks(definition, dimension, view),
            UNKNOWN_TITLES[dimension]
          )
        ),
        ...(definition.priceOrigins ? [originColumn(view)] : []),
        ...valueColumns(answers, restOfRowLinks(definition, view)),
      ],
    },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: { excludeByName: { Time: true }, indexByName: { [SYSTEM_COLUMN]: 0 }, renameByName: {} },
      },
    ],
  }),
};

/** A column that nobody can answer is not there to sort by. */
const sortedBy = ({ sortedBy: name }: PanelDefinition<Asked>, answers: readonly Answer[]) =>
  columnsOf(answers)
    .filter((ask) => ask.name === name)
    .map(({ name: displayName }) => ({ displayName, desc: true }));

function graph(definition: PanelDefinition<Asked>, answers: readonly Answer[], view: View, mode: StackingMode): Visual {
  const stacked = mode !== StackingMode.None;
  const custom: GraphFieldConfig = {
    drawStyle: GraphDrawStyle.Line,
    lineWidth: 1,
    fillOpacity: stacked ? 20 : 0,
    showPoints: VisibilityMode.Auto,
    spanNulls: false,
    stacking: { mode, group: 'A' },
    ...softMaxOf(definition),
    thresholdsStyle: {
      mode:
        definition.limit?.value !== undefined || hasThresholds(answers)
          ? GraphThresholdsStyleMode.Dashed
          : GraphThresholdsStyleMode.Off,
    },
  };
  const drawn = fieldConfig(definition, answers, {
    color: { mode: FieldColorModeId.PaletteClassic },
    min: 0,
    custom: { ...custom },
    links: answers[0] ? seriesLinks(answers[0], view) : [],
  });
  return {
    pluginId: 'timeseries',
    options: {
      legend: {
        showLegend: true,
        displayMode: LegendDisplayMode.List,
        placement: 'bottom',
        calcs: [],
      },
      tooltip: { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending },
    },
    fieldConfig: { ...drawn, overrides: [...drawn.overrides, ...restWithoutLinks(answers)] },
    transformations: [],
  };
}

/** Where all shares are 0, Grafana's axis would go up to 10,000%. */
const LITTLE = 0.01;

function softMaxOf({ asks, limit }: PanelDefinition<Asked>): Pick<GraphFieldConfig, 'axisSoftMax'> {
  if (limit?.value !== undefined) {
    return { axisSoftMax: limit.value };
  }
  return questionOf(asks[0]).unit === 'percentunit' ? { axisSoftMax: LITTLE } : {};
}

/** There is no page of many. */
const restWithoutLinks = (answers: readonly Answer[]) =>
  answers.some(unboundedBy)
    ? [
        {
          matcher: { id: 'byRegexp', options: `/(^| · )${OTHER}$/` },
          properties: [{ id: 'links', value: [] }],
        },
      ]
    : [];

const seriesLinks = ({ ask, labels }: Answer, view: View) =>
  view.systems.length > 1
    ? []
    : ask.by.flatMap((dimension, index) => filterLinks(dimension, seriesValue(labels[index] ?? ''), view));

function fieldConfig(
  { asks, limit: { value: limit } = { about: '' } }: PanelDefinition<Asked>,
  answers: readonly Answer[],
  defaults: FieldConfigSource['defaults']
): FieldConfigSource {
  return {
    defaults: {
      noValue: noValueOf(answers),
      ...defaults,
      unit: questionOf(asks[0]).unit,
      thresholds: limit === undefined ? thresholdsOf(answers[0]) : stepsOf(nearing(limit)),
    },
    overrides: [
      ...(limit === undefined ? answers.slice(1) : []).map((answer, index) => ({
        matcher: { id: 'byFrameRefID', options: refIdOf(index + 1) },
        properties: [{ id: 'thresholds', value: thresholdsOf(answer) }],
      })),
      ...topBucketOverrides(answers),
    ],
  };
}

/** What stands in place of an empty chart: the metrics asked for, and what to look at. */
function noValueOf(answers: readonly Answer[]): string {
  const asked = answers.map(({ signal, system: { vocabulary } }) => {
    const source = sourceOf(vocabulary, signal.needs[0]);
    return { metric: source.kind === 'absent' ? [] : [source.series[0].metric[0]], emptyWhen: signal.emptyWhen };
  });
  const metrics = [...new Set(asked.flatMap(({ metric }) => metric))].join(', ');
  return [
    `Nothing to show from ${metrics}: no traffic, or no data.`,
    ...new Set(asked.flatMap(({ emptyWhen }) => emptyWhen ?? [])),
    'Clear the filters, widen the time range, or check that the target is up and scraped as often as the data source says.',
  ].join(' ');
}

/**
 * A limit is drawn where the panel shows one signal of one system: the lines of others have nothing to do with it.
 */
const hasThresholds = (answers: readonly Answer[]) => answers.length === 1 && thresholdsOf(answers[0]).steps.length > 1;
