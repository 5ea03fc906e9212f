import type { ValueMapping } from '@grafana/schema';
import { questionOf, type Ask, type Asked, type PanelDefinition } from '../definitions/dashboard';
import type { Question } from '../signals/signal';
import { sourceOf, type Vocabulary } from '../vocabularies/vocabulary';
import type { Answer } from './answers';
import type { Facts, PinnedQuery, Warning } from './facts';
import { refIdOf } from './query';
import { columnsOf } from './table';

/** The warnings of the systems that a panel shows, about what it shows of them. */
export function warningsOf(answers: readonly Answer[]): Warning[] {
  const all = answers.flatMap(({ signal, system }) =>
    (system.facts?.warnings ?? [])
      .filter(({ about }) => signal.needs.some((measure) => about.includes(measure)))
      .map(({ about: _, seen, ...rest }): Warning => ({ ...rest, seen: `${system.vocabulary.title}: ${seen}` }))
  );
  return [...new Map(all.map((warning) => [warning.seen, warning])).values()];
}

/** A figure of a signal that reaches one of these stands for anything above it; none where that is not known. */
export const topBoundsOf = (
  { fromBuckets, needs: [measure] }: Question,
  facts: Facts | undefined
): readonly number[] => (fromBuckets ? (facts?.topBounds[measure] ?? []) : []);

/** `>= 10 s` */
const atOrAbove = (bound: number, { unit }: Question): string => `>= ${bound}${unit === 's' ? ' s' : ''}`;

/** What a figure in the top bucket means. */
export function inTopBucket(vocabulary: Vocabulary, ask: Ask<Asked>, bounds: readonly number[]): Warning {
  const signal = questionOf(ask);
  const source = sourceOf(vocabulary, signal.needs[0]);
  const metric = source.kind === 'absent' ? 'the histogram' : source.series[0].metric[0];
  return {
    kind: 'top-bucket',
    seen: `${signal.title} is ${bounds.map((bound) => atOrAbove(bound, signal)).join(' or ')}`,
    cause: 'It lies above the last bucket of the histogram that has an end; how far above is not known.',
    fix: `Give ${metric} larger buckets.`,
  };
}

/** The queries of a panel that may be pinned by a top bucket: one for each answer, in a table one for each column. */
export function pinnedQueries({ visualization }: PanelDefinition<Asked>, answers: readonly Answer[]): PinnedQuery[] {
  const columns = columnsOf(answers);
  return answers.flatMap(({ ask, signal, system }, index) =>
    topBoundsOf(signal, system.facts).map((bound) => ({
      refId: refIdOf(visualization === 'table' ? columns.indexOf(ask) : index),
      bound,
      warning: inTopBucket(system.vocabulary, ask, [bound]),
    }))
  );
}

/** Shows a figure in the top bucket as what it is: `>= 10 s`, and not `10 s`. */
export function topBucketMappings(answers: readonly Answer[]): ValueMapping[] {
  const options = answers.flatMap(({ signal, system }) =>
    topBoundsOf(signal, system.facts).map((bound) => [bound, { text: atOrAbove(bound, signal) }] as const)
  );
  return options.length === 0 ? [] : [{ type: 'value', options: Object.fromEntries(options) } as ValueMapping];
}

/** The same for each query of a panel without columns. */
export const topBucketOverrides = (answers: readonly Answer[]) =>
  answers.flatMap((answer, index) => {
    const value = topBucketMappings([answer]);
    return value.length === 0
      ? []
      : [{ matcher: { id: 'byFrameRefID', options: refIdOf(index) }, properties: [{ id: 'mappings', value }] }];
  });
