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
  ThresholdsMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizOrientation,
  type DataTransformerConfig,
  type FieldConfigSource,
  type GraphFieldConfig,
  type ThresholdsConfig,
} from '@grafana/schema';
import type { Ask, PanelDefinition, Visualization } from '../definitions/dashboard';
import { THRESHOLDS, type Threshold } from '../definitions/thresholds';
import type { Signal } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import { sourceOf } from '../vocabularies/vocabulary';
import type { Answer } from './answers';
import { DIMENSION_TITLES } from './dimensionTitles';
import { filterLinks, type FilterLink } from './filterLink';
import { refIdOf } from './query';
import { columnsOf, SYSTEM_COLUMN } from './table';
import type { View } from './view';

/** How a panel is drawn, as Grafana's panel plugins take it. */
export interface Visual {
  pluginId: string;
  options: Record<string, unknown>;
  fieldConfig: FieldConfigSource;
  transformations: DataTransformerConfig[];
}

/** The drawing of a panel. */
export const visualize = (definition: PanelDefinition, answers: readonly Answer[], view: View): Visual =>
  VISUALS[definition.visualization](definition, answers, view);

type Draw = (definition: PanelDefinition, answers: readonly Answer[], view: View) => Visual;

const VISUALS: Record<Visualization, Draw> = {
  stat: (definition, answers, view) => ({
    pluginId: 'stat',
    options: {
      colorMode: BigValueColorMode.Value,
      // Several sparklines side by side would lie under the numbers.
      graphMode: view.systems.length > 1 ? BigValueGraphMode.None : BigValueGraphMode.Area,
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
      noValue: 'No traffic',
    }),
    transformations: [],
  }),
  lines: (definition, answers, view) => graph(definition, answers, view, StackingMode.None),
  // Systems are never added up: a gateway in front of an engine counts the same request twice.
  stackedLines: (definition, answers, view) =>
    graph(definition, answers, view, view.systems.length > 1 ? StackingMode.None : StackingMode.Normal),
  table: ({ asks: [{ by }] }, answers, view) => ({
    pluginId: 'table',
    options: { showHeader: true, cellHeight: 'sm' },
    fieldConfig: {
      defaults: { noValue: noValueOf(answers), custom: { filterable: false, align: 'auto' } },
      overrides: [
        titled(SYSTEM_COLUMN, 'System', []),
        ...by.map((dimension) =>
          titled(dimension, DIMENSION_TITLES[dimension], filterLinks(dimension, '__value.raw', view))
        ),
        ...valueColumns(answers),
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

const titled = (column: string, title: string, links: readonly FilterLink[]) => ({
  matcher: { id: 'byName', options: column },
  properties: [
    { id: 'displayName', value: title },
    { id: 'links', value: links },
  ],
});

/** A column holds the figures of all systems: it is coloured where they have one limit between them. */
function limitOfColumn(answers: readonly Answer[], ask: Ask): Answer | undefined {
  const column = answers.filter((answer) => answer.ask === ask);
  return column.length === 1 ? column[0] : undefined;
}

const valueColumns = (answers: readonly Answer[]) =>
  columnsOf(answers).map((ask, index, { length }) => ({
    // What Grafana's Prometheus data source calls the column of values.
    matcher: { id: 'byName', options: length === 1 ? 'Value' : `Value #${refIdOf(index)}` },
    properties: [
      { id: 'displayName', value: ask.name },
      { id: 'unit', value: SIGNALS[ask.signal].unit },
      { id: 'decimals', value: 2 },
      { id: 'noValue', value: '–' },
      { id: 'thresholds', value: thresholdsOf(limitOfColumn(answers, ask)) },
      { id: 'custom.cellOptions', value: { type: 'color-text' } },
    ],
  }));

function graph(definition: PanelDefinition, answers: readonly Answer[], view: View, mode: StackingMode): Visual {
  const stacked = mode !== StackingMode.None;
  const custom: GraphFieldConfig = {
    drawStyle: GraphDrawStyle.Line,
    lineWidth: 1,
    fillOpacity: stacked ? 20 : 0,
    showPoints: VisibilityMode.Auto,
    spanNulls: false,
    stacking: { mode, group: 'A' },
    thresholdsStyle: {
      mode: hasThresholds(answers) ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
    },
  };
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
    fieldConfig: fieldConfig(definition, answers, {
      color: { mode: FieldColorModeId.PaletteClassic },
      min: 0,
      custom: { ...custom },
      links: answers[0] ? seriesLinks(answers[0], view) : [],
    }),
    transformations: [],
  };
}

/** A label as Grafana's macros reach it; a name with dots is no path. */
const memberOf = (label: string) => (/^\w+$/.test(label) ? `.${label}` : `["${label}"]`);

const seriesLinks = ({ ask, labels }: Answer, view: View) =>
  view.systems.length > 1
    ? []
    : ask.by.flatMap((dimension, index) =>
        filterLinks(dimension, `__field.labels${memberOf(labels[index] ?? '')}`, view)
      );

function fieldConfig(
  { asks }: PanelDefinition,
  answers: readonly Answer[],
  defaults: FieldConfigSource['defaults']
): FieldConfigSource {
  return {
    defaults: {
      noValue: noValueOf(answers),
      ...defaults,
      unit: SIGNALS[asks[0].signal].unit,
      thresholds: thresholdsOf(answers[0]),
    },
    overrides: answers.slice(1).map((answer, index) => ({
      matcher: { id: 'byFrameRefID', options: refIdOf(index + 1) },
      properties: [{ id: 'thresholds', value: thresholdsOf(answer) }],
    })),
  };
}

/** What stands in place of an empty chart: the metrics asked for, and what to look at. */
function noValueOf(answers: readonly Answer[]): string {
  const asked = answers.map(({ ask, system: { vocabulary } }) => {
    const signal: Signal = SIGNALS[ask.signal];
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

/** The system's own limit of a signal as colours: green is where there is none to fear. */
function thresholdsOf(answer: Answer | undefined): ThresholdsConfig {
  const limit: Threshold = (answer && THRESHOLDS[answer.system.vocabulary.id][answer.ask.signal]) ?? { source: '' };
  return { mode: ThresholdsMode.Absolute, steps: limit.below ? falling(limit) : rising(limit) };
}

// JSON has no minus infinity; Grafana reads null as the base step.
const rising = ({ warning, critical }: Threshold) => [
  { color: 'green', value: null },
  ...(warning === undefined ? [] : [{ color: 'orange', value: warning }]),
  ...(critical === undefined ? [] : [{ color: 'red', value: critical }]),
];

const falling = ({ warning, critical }: Threshold) => [
  { color: critical === undefined ? 'orange' : 'red', value: null },
  ...(critical === undefined || warning === undefined ? [] : [{ color: 'orange', value: critical }]),
  { color: 'green', value: warning ?? critical ?? 0 },
];
