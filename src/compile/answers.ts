import { questionOf, type Ask, type Asked, type PanelDefinition } from '../definitions/dashboard';
import type { Expression } from '../promql/expression';
import { missing, type Missing } from '../signals/missing';
import { filterable, seriesLabel } from '../signals/read';
import type { Restriction, Scope } from '../signals/scope';
import { isReadRaw, lookBackOf, signalFor, type Question } from '../signals/signal';
import { sourceOf, type Dimension, type Source, type Vocabulary } from '../vocabularies/vocabulary';
import type { RecordedView, SystemView, View } from './view';

/** One system's answer to one ask. */
export interface Answer {
  ask: Ask<Asked>;
  /** The signal, by the way that this system offers. */
  signal: Question;
  system: SystemView;
  expression: Expression;
  /** What the expression is written in: the system's own, or that of its recorded series. */
  vocabulary: Vocabulary;
  /** What the expression is about. */
  scope: Scope;
  /** The labels that the answer's series carry, one for each dimension asked for. */
  labels: string[];
  /** Dimensions that are selected, or can be, and that these figures cannot be restricted to. */
  unfiltered: Unfiltered[];
  /** Of recorded series: see `RecordedView`. */
  minStep?: string;
}

/** A selector that a figure does not follow. */
export interface Unfiltered {
  dimension: Dimension;
  /** Whether something is selected in it now; a dashboard variable may or may not hold a selection. */
  selected: boolean;
}

/** The answers that the systems in view can give, and what is missing for the others. */
export function answersOf({ asks }: PanelDefinition<Asked>, view: View): { answers: Answer[]; missing: Missing[] } {
  const all = asks.flatMap((ask) =>
    view.systems.map((system) => answer(ask, system, view)).filter((one) => !(ask.optional && 'why' in one))
  );
  return {
    answers: all.filter((one): one is Answer => 'expression' in one),
    missing: all.filter((one): one is Missing => 'why' in one),
  };
}

function answer(ask: Ask<Asked>, system: SystemView, view: View): Answer | Missing {
  const raw = read(ask, system, view, { vocabulary: system.vocabulary, window: view.window });
  const from = recordedFor(questionOf(ask), system, view);
  if (!('expression' in raw) || !from) {
    return raw;
  }
  const recorded = read(ask, system, view, from);
  return 'expression' in recorded && followsAsMuch(recorded, raw) ? recorded : raw;
}

/** The recorded series that can tell a figure; undefined where none can. */
function recordedFor(question: Question, { recorded, lookingBack }: SystemView, { window }: View): Reading | undefined {
  if (!isReadRaw(question)) {
    return recorded;
  }
  const lookBack = lookBackOf(question);
  const vocabulary = lookBack && lookingBack?.[lookBack];
  return vocabulary && { vocabulary, window };
}

/** A selection that raw series follow is not to be lost: what is not recorded by a label is read raw. */
const followsAsMuch = (recorded: Answer, raw: Answer) => recorded.unfiltered.length === raw.unfiltered.length;

type Reading = Pick<RecordedView, 'vocabulary' | 'window'> & Partial<RecordedView>;

function read(
  ask: Ask<Asked>,
  system: SystemView,
  { select, prices, range }: View,
  { vocabulary, window, minStep }: Reading
): Answer | Missing {
  const { jobs, budgets } = system;
  const signal = signalFor(questionOf(ask), vocabulary, ask.by);
  const absent = missing(vocabulary, signal, ask.by, budgets);
  if (absent) {
    return absent;
  }
  const sources = signal.needs.map((measure) => sourceOf(vocabulary, measure) as Source);
  const selected = Object.keys(select) as Dimension[];
  const unfiltered = selected.filter((dimension) => !sources.every((source) => filterable(source).includes(dimension)));
  const scope: Scope = { jobs, select: without(select, unfiltered), window, by: ask.by, prices, budgets, range };
  return {
    ask,
    signal,
    system,
    vocabulary,
    scope,
    expression: signal.expression(vocabulary, scope),
    labels: ask.by.flatMap((dimension) => seriesLabel(vocabulary, dimension) ?? []),
    unfiltered: unfiltered.map((dimension) => ({ dimension, selected: restricts(select[dimension]) })),
    ...(minStep !== undefined && { minStep }),
  };
}

/** A share of two measures is restricted in both or in neither: all streamed requests over one model's would exceed 100%. */
const without = (select: View['select'], dimensions: readonly Dimension[]): View['select'] =>
  Object.fromEntries(Object.entries(select).filter(([dimension]) => !dimensions.includes(dimension as Dimension)));

const restricts = (restriction: Restriction | undefined) => Array.isArray(restriction) && restriction.length > 0;
