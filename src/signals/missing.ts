import { howToEmit } from '../vocabularies/detect';
import {
  seriesOf,
  sourceOf,
  type Dimension,
  type Series,
  type Source,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import { seriesLabel } from './read';
import type { Budgets } from './scope';
import { signalFor, type Question } from './signal';

/** Why a system cannot answer, and what would make it. */
export interface Missing {
  system: string;
  signal: string;
  why: string;
  howToEmit: string;
}

/** What a system lacks to answer a signal split by these dimensions; undefined where it lacks nothing. */
export function missing(
  vocabulary: Vocabulary,
  signal: Question,
  by: readonly Dimension[],
  budgets: Budgets = {}
): Missing | undefined {
  const { needs, splits = {}, budget } = signalFor(signal, vocabulary, by);
  for (const measure of needs) {
    const source = sourceOf(vocabulary, measure);
    if (source.kind === 'absent') {
      return { system: vocabulary.title, signal: signal.title, why: source.why, howToEmit: source.howToEmit };
    }
    const wanted = [...new Set([...by, ...(splits[measure] ?? [])])];
    const series = seriesOf(source).find(({ dimensions }) => wanted.some((one) => !dimensions.includes(one)));
    if (series) {
      return {
        system: vocabulary.title,
        signal: signal.title,
        ...missingLabels(vocabulary, source.kind, series, wanted),
      };
    }
  }
  return budget === undefined || budgets[budget] !== undefined
    ? undefined
    : { system: vocabulary.title, signal: signal.title, ...NO_BUDGET[budget] };
}

/** Why there is no figure of a budget that nobody has set. */
export const NO_BUDGET: Record<NonNullable<Question['budget']>, Pick<Missing, 'why' | 'howToEmit'>> = {
  daily: { why: 'No daily budget is set.', howToEmit: 'Set one on the page Prices.' },
  monthly: { why: 'No monthly budget is set.', howToEmit: 'Set one on the page Prices.' },
};

function missingLabels(vocabulary: Vocabulary, kind: Source['kind'], series: Series, by: readonly Dimension[]) {
  const lacking = by.filter((dimension) => !series.dimensions.includes(dimension));
  const names = lacking.map((dimension) => seriesLabel(vocabulary, dimension) ?? dimension).join(', ');
  const wanted = { ...series, dimensions: [...series.dimensions, ...lacking] };
  return {
    why: `${series.metric[0]} has no label ${names}, so it cannot be split by it.`,
    howToEmit: `Add the label ${names}: ${howToEmit(vocabulary, kind, wanted)}`,
  };
}
