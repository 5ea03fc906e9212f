import { concerns, type DashboardDefinition, type PanelDefinition, type RowDefinition } from '../definitions/dashboard';
import type { Missing } from '../signals/missing';
import { EXPORTERS } from '../vocabularies/exporters';
import type { ExporterVocabulary } from '../vocabularies/vocabulary';
import { answersOf, type Answer } from './answers';
import { refIdOf, type CompiledQuery } from './query';
import { tableQueries } from './table';
import type { View } from './view';
import { visualize, type Visual } from './visualize';

/** A panel that can be drawn: plain data, spread into a scene and into dashboard JSON alike. */
export interface CompiledPanel extends Visual {
  kind: 'panel';
  id: string;
  title: string;
  description: string;
  size: PanelDefinition['size'];
  queries: CompiledQuery[];
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
export function compileDashboard({ rows }: DashboardDefinition, view: View): CompiledRow[] {
  return rows.map((row) => compileRow(row, view)).filter(({ panels }) => panels.length > 0);
}

function compileRow(row: RowDefinition, view: View): CompiledRow {
  const { id, title, exporter, panels } = row;
  const [first, ...rest] = view.systems.filter(({ vocabulary }) => concerns(row, vocabulary));
  if (first === undefined) {
    return { id, title, panels: exporter === undefined ? [] : [withoutExporter(row, EXPORTERS[exporter])] };
  }
  // Machines know nothing of providers and models.
  const seen: View = { ...view, systems: [first, ...rest], select: exporter === undefined ? view.select : {} };
  return { id, title, panels: panels.flatMap((panel) => compilePanel(panel, seen) ?? []) };
}

/** Stands for a whole row: one explanation is enough. */
const withoutExporter = (
  { id, title }: RowDefinition,
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
export function compilePanel(definition: PanelDefinition, view: View): CompiledPanel | MissingPanel | undefined {
  const { id, title, description, size, visualization } = definition;
  const { answers: all, missing } = answersOf(definition, view);
  const answers = visualization === 'table' ? comparable(all) : all;
  if (answers.length === 0) {
    return definition.whenMissing === 'omit' ? undefined : { kind: 'missing', id, title, description, size, missing };
  }
  return {
    kind: 'panel',
    id,
    title: `${title}${sharedNote(answers)}`,
    description: [description, ...whatIsLeftOut(answers, missing)].join(' '),
    size: visualization === 'stat' && view.systems.length > 1 ? SEVERAL_VALUES : size,
    queries: visualization === 'table' ? tableQueries(answers, view) : lineQueries(definition, answers, view),
    ...visualize(definition, answers, view),
  };
}

/** Of a table's columns those that follow the selection, where any do: one row must not mix one model with all of them. */
function comparable(answers: Answer[]): Answer[] {
  const following = answers.filter(({ unfiltered }) => !unfiltered.some(({ selected }) => selected));
  return following.length > 0 ? following : answers;
}

/** Says where a selection cannot be honoured: a figure for all models must not pass for one model's. */
const noteOf = (answer: Answer | undefined): string =>
  (answer?.unfiltered ?? [])
    .filter(({ selected }) => selected)
    .map(({ dimension }) => ` (all ${dimension}s)`)
    .join('');

/** The note of a whole panel, where it is true of all its figures. */
const sharedNote = ([first, ...rest]: readonly Answer[]): string =>
  rest.every((answer) => noteOf(answer) === noteOf(first)) ? noteOf(first) : '';

/** What a person would miss in a panel without being told. */
function whatIsLeftOut(answers: readonly Answer[], missing: readonly Missing[]): string[] {
  const dimensions = new Set(answers.flatMap(({ unfiltered }) => unfiltered.map(({ dimension }) => dimension)));
  return [
    ...[...dimensions].map(
      (dimension) => `Figures that name no ${dimension} are of all ${dimension}s, whatever is selected.`
    ),
    ...missing.map(({ system, signal, why }) => `${system} has no ${withinSentence(signal)}: ${why}`),
  ];
}

/** A title in a sentence; an abbreviation keeps its capitals. */
const withinSentence = (title: string) => title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

function lineQueries(definition: PanelDefinition, answers: readonly Answer[], view: View): CompiledQuery[] {
  const noted = view.systems.length > 1 || sharedNote(answers) === '';
  return answers.map((answer, index) => ({
    refId: refIdOf(index),
    expr: answer.expression,
    legendFormat: `${legendOf(definition, answer, view)}${noted ? noteOf(answer) : ''}`,
    format: 'time_series',
    instant: false,
    ...(answer.minStep !== undefined && { minStep: answer.minStep }),
  }));
}

/** Whatever tells a line from the others of its panel; a stat always says which system it is of. */
function legendOf(
  { asks, visualization }: PanelDefinition,
  { ask, system, labels }: Answer,
  { systems }: View
): string {
  const parts = [
    ...(systems.length > 1 || visualization === 'stat' ? [system.vocabulary.title] : []),
    ...(asks.length > 1 ? [ask.name] : []),
    ...labels.map((label) => `{{${label}}}`),
  ];
  return parts.join(' · ') || ask.name;
}
