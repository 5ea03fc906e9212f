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
import type { PanelDefinition, Visualization } from '../definitions/dashboard';
import { THRESHOLDS } from '../definitions/thresholds';
import { SIGNALS, type Signal } from '../signals/signals';
import type { Dimension } from '../vocabularies/vocabulary';
import type { Answer } from './answers';
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
  stat: (definition, answers) => ({
    pluginId: 'stat',
    options: {
      colorMode: BigValueColorMode.Value,
      graphMode: BigValueGraphMode.Area,
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

const DIMENSION_TITLES: Record<Dimension, string> = {
  provider: 'Provider',
  model: 'Model',
  endpoint: 'Endpoint',
  method: 'Method',
  status: 'Status',
  tokenType: 'Token type',
  errorType: 'Error type',
  operation: 'Operation',
};

const titled = (column: string, title: string, links: readonly FilterLink[]) => ({
  matcher: { id: 'byName', options: column },
  properties: [
    { id: 'displayName', value: title },
    { id: 'links', value: links },
  ],
});

const valueColumns = (answers: readonly Answer[]) =>
  columnsOf(answers).map((ask, index, { length }) => ({
    // What Grafana's Prometheus data source calls the column of values.
    matcher: { id: 'byName', options: length === 1 ? 'Value' : `Value #${refIdOf(index)}` },
    properties: [
      { id: 'displayName', value: ask.name },
      { id: 'unit', value: SIGNALS[ask.signal].unit },
      { id: 'decimals', value: 2 },
      { id: 'noValue', value: '–' },
      { id: 'thresholds', value: thresholdsOf(answers.filter((answer) => answer.ask === ask)) },
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

const seriesLinks = ({ ask, labels }: Answer, view: View) =>
  view.systems.length > 1
    ? []
    : ask.by.flatMap((dimension, index) => filterLinks(dimension, `__field.labels.${labels[index]}`, view));

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
      thresholds: thresholdsOf(answers),
    },
    overrides: [],
  };
}

/** What stands in place of an empty chart: the metrics asked for, and what to look at. */
function noValueOf(answers: readonly Answer[]): string {
  const asked = answers.map(({ ask, system: { vocabulary } }) => {
    const signal: Signal = SIGNALS[ask.signal];
    const source = vocabulary.measures[signal.needs[0]];
    return { metric: source.kind === 'absent' ? [] : [source.series[0].metric[0]], emptyWhen: signal.emptyWhen };
  });
  const metrics = [...new Set(asked.flatMap(({ metric }) => metric))].join(', ');
  return [
    `No traffic in ${metrics}. Clear the filters, widen the time range, or check that the target is up.`,
    ...asked.flatMap(({ emptyWhen }) => emptyWhen ?? []).slice(0, 1),
  ].join(' ');
}

/** A limit is drawn where the panel shows one signal: another signal's lines have nothing to do with it. */
const hasThresholds = (answers: readonly Answer[]) =>
  columnsOf(answers).length === 1 && thresholdsOf(answers).steps.length > 1;

/** The shared limits as colours. Several systems in one panel: each limit counts from the strictest on. */
function thresholdsOf(answers: readonly Answer[]): ThresholdsConfig {
  const limits = answers.flatMap(({ ask, system }) => THRESHOLDS[system.vocabulary.id][ask.signal] ?? []);
  const lowest = (values: Array<number | undefined>) => {
    const given = values.filter((value) => value !== undefined);
    return given.length === 0 ? undefined : Math.min(...given);
  };
  const warning = lowest(limits.map((limit) => limit.warning));
  const critical = lowest(limits.map((limit) => limit.critical));
  return {
    mode: ThresholdsMode.Absolute,
    steps: [
      // JSON has no minus infinity; Grafana reads null as the base step.
      { color: 'green', value: null },
      ...(warning === undefined ? [] : [{ color: 'orange', value: warning }]),
      ...(critical === undefined ? [] : [{ color: 'red', value: critical }]),
    ],
  };
}
