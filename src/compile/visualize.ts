import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  FieldColorModeId,
  GraphDrawStyle,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  MappingType,
  SortOrder,
  StackingMode,
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  ThresholdsMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizOrientation,
  type DataTransformerConfig,
  type FieldConfigSource,
  type GraphFieldConfig,
  type ThresholdsConfig,
  type ValueMapping,
} from '@grafana/schema';
import { questionOf, type Ask, type Asked, type PanelDefinition, type Visualization } from '../definitions/dashboard';
import { nearing, thresholdOf, type Threshold } from '../definitions/thresholds';
import type { Question } from '../signals/signal';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import { sourceOf } from '../vocabularies/vocabulary';
import type { Answer } from './answers';
import { OTHER, unboundedBy } from './bounded';
import { titleOfDimension, UNKNOWN_TITLES } from './dimensionTitles';
import { filterLinks, seriesValue } from './filterLink';
import { heatmap } from './heatmap';
import { restOfRowLinks, rowLinks, type Link } from './links';
import { ORIGIN_COLUMN, originMappings } from './priceOrigins';
import { refIdOf } from './query';
import { columnsOf, SYSTEM_COLUMN } from './table';
import type { View } from './view';
import { topBucketMappings, topBucketOverrides } from './warnings';

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

const titled = (column: string, title: string, links: readonly Link[], unknown?: string) => ({
  matcher: { id: 'byName', options: column },
  properties: [
    { id: 'displayName', value: title },
    { id: 'links', value: links },
    ...(unknown === undefined ? [] : [{ id: 'mappings', value: [unknownAs(unknown)] }]),
  ],
});

/** Wide enough for the longest name, which nothing else in the row repeats. */
const systemColumn = (links: readonly Link[], { systems }: View) => {
  const { matcher, properties } = titled(SYSTEM_COLUMN, 'System', links);
  const longest = Math.max(...systems.map(({ vocabulary }) => vocabulary.title.length));
  return { matcher, properties: [...properties, { id: 'custom.width', value: 9 * longest + 24 }] };
};

const originColumn = (view: View) => ({
  matcher: { id: 'byName', options: ORIGIN_COLUMN },
  properties: [
    { id: 'displayName', value: 'Price from' },
    { id: 'mappings', value: originMappings(view) },
  ],
});

const unknownAs = (text: string) => ({ type: 'value', options: { [UNKNOWN_PROVIDER]: { text, index: 0 } } });

/** A column that nobody can answer is not there to sort by. */
const sortedBy = ({ sortedBy: name }: PanelDefinition<Asked>, answers: readonly Answer[]) =>
  columnsOf(answers)
    .filter((ask) => ask.name === name)
    .map(({ name: displayName }) => ({ displayName, desc: true }));

/** A column holds the figures of all systems: it is coloured where they have one limit between them. */
function limitOfColumn(answers: readonly Answer[], ask: Ask<Asked>): ThresholdsConfig | undefined {
  const [first, ...rest] = answers.filter((answer) => answer.ask === ask).map(thresholdsOf);
  return rest.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

/** Green would say that all is well where nothing is known of it. */
function cellOf({ state }: Ask<Asked>, limit: ThresholdsConfig | undefined) {
  if (limit === undefined) {
    return { type: TableCellDisplayMode.Auto };
  }
  return state
    ? { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic }
    : { type: TableCellDisplayMode.ColorText };
}

/** Models cost fractions of a cent. */
const decimalsOf = ({ unit }: Question) => (unit === 'currencyUSD' ? 4 : 2);

/** JSON has no infinity: whatever nobody would set as a limit. */
const NO_LIMIT: ValueMapping = {
  type: MappingType.RangeToText,
  options: { from: 1e15, to: null, result: { text: 'No limit', index: 0 } },
};

const mappingsOf = (answers: readonly Answer[]): ValueMapping[] => [
  ...(answers.some(({ signal }) => signal.unlimited) ? [NO_LIMIT] : []),
  ...topBucketMappings(answers),
];

const valueColumns = (answers: readonly Answer[], links: readonly Link[]) =>
  columnsOf(answers).map((ask, index, { length }) => ({
    // What Grafana's Prometheus data source calls the column of values.
    matcher: { id: 'byName', options: length === 1 ? 'Value' : `Value #${refIdOf(index)}` },
    properties: [
      { id: 'displayName', value: ask.name },
      { id: 'unit', value: questionOf(ask).unit },
      { id: 'decimals', value: decimalsOf(questionOf(ask)) },
      { id: 'noValue', value: '–' },
      ...(links.length > 0 ? [{ id: 'links', value: links }] : []),
      { id: 'thresholds', value: limitOfColumn(answers, ask) ?? thresholdsOf(undefined) },
      { id: 'custom.cellOptions', value: cellOf(ask, limitOfColumn(answers, ask)) },
      ...[mappingsOf(answers.filter((answer) => answer.ask === ask))].flatMap((value) =>
        value.length === 0 ? [] : [{ id: 'mappings', value }]
      ),
    ],
  }));

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

/** The system's own limit of a signal as colours: green is where there is none to fear. */
const thresholdsOf = (answer: Answer | undefined): ThresholdsConfig =>
  stepsOf((answer && limitOfAnswer(answer)) ?? { source: '' });

/** None is known of a team's own metric. */
const limitOfAnswer = ({ ask: { signal }, system }: Answer): Threshold | undefined =>
  typeof signal === 'string' ? thresholdOf(system.vocabulary.id, signal) : undefined;

const stepsOf = (limit: Threshold): ThresholdsConfig => ({
  mode: ThresholdsMode.Absolute,
  steps: limit.below ? falling(limit) : rising(limit),
});

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
