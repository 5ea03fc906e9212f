import {
  concerns,
  type Asked,
  type DashboardContent,
  type PanelDefinition,
  type RowDefinition,
  type Visualization,
} from '../definitions/dashboard';
import { ownRows } from '../definitions/ownMetrics';
import type { Missing } from '../signals/missing';
import { EXPORTERS } from '../vocabularies/exporters';
import type { ExporterVocabulary } from '../vocabularies/vocabulary';
import type { Question } from '../signals/signal';
import { answersOf, type Answer } from './answers';
import { boundedLines, boundedRows, whatIsBounded } from './bounded';
import { withLimit } from './limit';
import { pageLinks, type Link } from './links';
import { longContextWarnings } from './priceOrigins';
import { refIdOf, type CompiledQuery } from './query';
import { tableQueries } from './table';
import type { View } from './view';
import { unknownNames } from './unknownNames';
import { visualize, type Visual } from './visualize';
import type { PinnedQuery, Warning } from './facts';
import { pinnedQueries, warningsOf } from './warnings';

/** A panel that can be drawn: plain data, spread into a scene and into dashboard JSON alike. */
export interface CompiledPanel extends Visual {
  kind: 'panel';
  id: string;
  title: string;
  description: string;
  size: PanelDefinition['size'];
  queries: CompiledQuery[];
  /** Where a person reads on. */
  links: Link[];
  /** Why its figures are not what they seem. */
  warnings: Warning[];
  /** Queries whose answers say no more than `>=` where they reach a bound. */
  pinned: PinnedQuery[];
  /** It is of the day or of the month up to the end of the range, whatever the page's range is. */
  since?: Question['since'];
}

/** A panel that no system in view can fill, and what each would have to emit. */
export interface MissingPanel {
  kind: 'missing';
  id: string;
  title: string;
  description: string;
  size: PanelDefinition['size'];
  missing: Missing[];
}

export interface CompiledRow {
  id: string;
  title: string;
  panels: Array<CompiledPanel | MissingPanel>;
}

/** A stat's size where it shows one value for each of several systems. */
const SEVERAL_VALUES: PanelDefinition['size'] = { width: 8, height: 5 };

/** A dashboard for a view. Rows without a panel are left out. */
export function compileDashboard({ rows, ownMetrics }: DashboardContent, view: View): CompiledRow[] {
  const own = ownMetrics ? ownRows(view.systems) : [];
  return [...rows, ...own].map((row) => compileRow(row, view)).filter(({ panels }) => panels.length > 0);
}

function compileRow(row: RowDefinition<Asked>, view: View): CompiledRow {
  const { id, title, exporter, panels } = row;
  const [first, ...rest] = view.systems.filter(({ vocabulary }) => concerns(row, vocabulary));
  if (first === undefined) {
    return { id, title, panels: exporter === undefined ? [] : [withoutExporter(row, EXPORTERS[exporter])] };
  }
  // Machines know nothing of providers and models.
  const seen: View = { ...view, systems: [first, ...rest], select: exporter === undefined ? view.select : {} };
  return {
    id,
    title,
    panels: panels
      .flatMap((panel) => eachAlone(panel, seen))
      .flatMap(([panel, alone]) => compilePanel(panel, alone) ?? []),
  };
}

/** Buckets of different systems are never merged: a heatmap is of one system. */
const eachAlone = (panel: PanelDefinition<Asked>, view: View): Array<[PanelDefinition<Asked>, View]> =>
  panel.visualization === 'heatmap' && view.systems.length > 1
    ? view.systems.map((system) => {
        const { id, title } = system.vocabulary;
        return [
          { ...panel, id: `${panel.id}-${id}`, title: `${panel.title} · ${title}` },
          { ...view, systems: [system] },
        ];
      })
    : [[panel, view]];

/** Stands for a whole row: one explanation is enough. */
const withoutExporter = (
  { id, title }: RowDefinition<Asked>,
  { title: system, source }: ExporterVocabulary
): MissingPanel => ({
  kind: 'missing',
  id: `${id}-missing`,
  title,
  description: `What the panels of this row would show comes from ${system}.`,
  size: { width: 24, height: 5 },
  missing: [
    {
      system,
      signal: title,
      why: `Prometheus has no metric of ${system}.`,
      howToEmit: `Run its exporter and have Prometheus scrape it: see ${source}.`,
    },
  ],
});

/** A panel for a view; undefined where no system in view has the signal and the panel is to be left out then. */
export function compilePanel(defined: PanelDefinition<Asked>, view: View): CompiledPanel | MissingPanel | undefined {
  const { answers: all, missing } = answersOf(defined, view);
  const definition = withLimit(defined, all);
  const { id, title, description, size, visualization } = definition;
  const answers = visualization === 'table' ? boundedRows(comparable(all), view) : boundedLines(all, view);
  const since = answers[0]?.signal.since;
  if (answers.length === 0) {
    return definition.whenMissing === 'omit' ? undefined : { kind: 'missing', id, title, description, size, missing };
  }
  const queries = queriesOf(definition, answers, view);
  const { fieldConfig, ...visual } = visualize(definition, answers, view);
  const links = (fieldConfig.defaults.links ?? []) as Link[];
  // A table's columns name what is unknown by themselves.
  const unknown = visualization === 'table' ? [] : unknownNames(answers, queries, links);
  return {
    kind: 'panel',
    id,
    title: `${title}${sharedNote(answers, visualization)}`,
    description: [description, ...whatIsLeftOut(answers, missing)].join(' '),
    size: visualization === 'stat' && view.systems.length > 1 ? SEVERAL_VALUES : size,
    queries,
    links: pageLinks(definition, view),
    warnings: [...warningsOf(answers), ...(definition.priceOrigins ? longContextWarnings(answers, view) : [])],
    pinned: pinnedQueries(definition, answers),
    ...(since && { since }),
    ...visual,
    fieldConfig: { ...fieldConfig, overrides: [...fieldConfig.overrides, ...unknown] },
  };
}

/** Of a table's columns those that follow the selection, where any do: one row must not mix one model with all of them. */
function comparable(answers: Answer[]): Answer[] {
  const following = answers.filter(({ unfiltered }) => !unfiltered.some(({ selected }) => selected));
  return following.length > 0 ? following : answers;
}

/**
 * Says where a selection cannot be honoured: a figure for all models must not pass for one model's. And what a figure rests
 * on where there is a choice, except beside a stat's number, where it stands by itself.
 */
const noteOf = (answer: Answer | undefined, visualization: Visualization): string =>
  [
    ...[(visualization !== 'stat' && answer?.signal.basis) || []].flat(),
    ...(answer?.unfiltered ?? []).filter(({ selected }) => selected).map(({ dimension }) => `all ${dimension}s`),
  ]
    .map((note) => ` (${note})`)
    .join('');

/** The note of a whole panel, where it is true of all its figures. */
function sharedNote([first, ...rest]: readonly Answer[], visualization: Visualization): string {
  const note = noteOf(first, visualization);
  return rest.every((answer) => noteOf(answer, visualization) === note) ? note : '';
}

/** What a person would miss in a panel without being told. */
function whatIsLeftOut(answers: readonly Answer[], missing: readonly Missing[]): string[] {
  const dimensions = new Set(answers.flatMap(({ unfiltered }) => unfiltered.map(({ dimension }) => dimension)));
  const bases = new Set(answers.flatMap(({ signal }) => signal.basis ?? []));
  return [
    ...whatIsBounded(answers),
    ...[...bases].map((basis) => `Spend is ${basis}.`),
    ...[...dimensions].map(
      (dimension) => `Figures that name no ${dimension} are of all ${dimension}s, whatever is selected.`
    ),
    ...missing.map(({ system, signal, why }) => `${system} has no ${withinSentence(signal)}: ${why}`),
  ];
}

/** A title in a sentence; an abbreviation keeps its capitals. */
const withinSentence = (title: string) => title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

const queriesOf = (definition: PanelDefinition<Asked>, answers: readonly Answer[], view: View): CompiledQuery[] =>
  QUERIES[definition.visualization](definition, answers, view);

const bucketQueries = (answers: readonly Answer[]): CompiledQuery[] =>
  answers.map(({ expression }, index) => ({
    refId: refIdOf(index),
    expr: expression,
    legendFormat: '{{le}}',
    format: 'heatmap',
    instant: false,
  }));

function lineQueries(definition: PanelDefinition<Asked>, answers: readonly Answer[], view: View): CompiledQuery[] {
  const noted = view.systems.length > 1 || sharedNote(answers, definition.visualization) === '';
  return answers.map((answer, index) => ({
    refId: refIdOf(index),
    expr: answer.expression,
    legendFormat: `${legendOf(definition, answer, view)}${noted ? noteOf(answer, definition.visualization) : ''}`,
    format: 'time_series',
    instant: answer.signal.atEnd ?? false,
    ...(answer.minStep !== undefined && { minStep: answer.minStep }),
    ...(bringsExemplars(definition, answers, index) && { exemplar: true }),
  }));
}

/** The first of a panel's lines over the same raw buckets of times: the others would bring the same exemplars again. */
function bringsExemplars(
  { visualization }: PanelDefinition<Asked>,
  answers: readonly Answer[],
  index: number
): boolean {
  const overBuckets = ({ signal, minStep }: Answer) =>
    signal.fromBuckets && signal.unit === 's' && minStep === undefined;
  const bucketsOf = ({ system, signal }: Answer) => [system.vocabulary.id, ...signal.needs].join(' ');
  return (
    visualization === 'lines' &&
    answers.findIndex((other) => overBuckets(other) && bucketsOf(other) === bucketsOf(answers[index] as Answer)) ===
      index
  );
}

const QUERIES: Record<Visualization, typeof lineQueries> = {
  stat: lineQueries,
  lines: lineQueries,
  stackedLines: lineQueries,
  table: tableQueries,
  heatmap: (_, answers) => bucketQueries(answers),
};

/** Whatever tells a line from the others of its panel; a stat always says which system it is of. */
function legendOf(
  { asks, visualization }: PanelDefinition<Asked>,
  { ask, signal, system, labels }: Answer,
  { systems }: View
): string {
  const parts = [
    ...(systems.length > 1 || visualization === 'stat' ? [system.vocabulary.title] : []),
    ...(asks.length > 1 ? [ask.name] : []),
    ...[(visualization === 'stat' && signal.basis) || []].flat(),
    ...labels.map((label) => `{{${label}}}`),
  ];
  return parts.join(' · ') || ask.name;
}
