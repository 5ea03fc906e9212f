import { recordedDimensions, recordedMeasures, recordedSource } from '../definitions/recordings';
import { equals } from '../promql/matcher';
import { recordedAs, recordedName, snakeCase, SYSTEM_LABEL, type TierId } from '../signals/recorded';
import { TOKEN_KINDS, type TokenKind } from '../vocabularies/tokenAccounting';
import {
  DIMENSIONS,
  type Absent,
  type Measures,
  type Series,
  type Source,
  type SystemVocabulary,
  type Vocabulary,
} from '../vocabularies/vocabulary';

/** Recorded series name a dimension by its own name, whatever the system calls it. */
export const RECORDED_LABELS: Vocabulary['labels'] = Object.fromEntries(
  DIMENSIONS.map((dimension) => [dimension, snakeCase(dimension)])
);

/** The values of the token type on recorded series. */
export const RECORDED_TOKEN_TYPES = Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, snakeCase(kind)])) as Record<
  TokenKind,
  string
>;

/**
 * A vocabulary as recording rules write it, so that every signal reads recorded series as it reads raw ones. Pass the
 * vocabulary that `resolve` narrowed: what a system does not emit is not recorded either.
 */
export function recordedVocabulary<V extends Vocabulary>(
  vocabulary: V,
  tier: TierId,
  reading: Pick<Series, 'absentIsZero'> = {}
): V {
  const recorded = new Set(recordedMeasures(vocabulary));
  const measures: Measures = Object.fromEntries(
    Object.keys(vocabulary.measures).map((key) => {
      const id = key as keyof Measures;
      const source = recorded.has(id) ? recordedSource(vocabulary, id) : undefined;
      return [id, source ? asRecorded(vocabulary, id, source, tier, reading) : NOT_RECORDED];
    })
  );
  return {
    ...vocabulary,
    labels: RECORDED_LABELS,
    measures,
    ...(isSystemVocabulary(vocabulary) && { tokens: { ...vocabulary.tokens, types: RECORDED_TOKEN_TYPES } }),
  };
}

const isSystemVocabulary = (vocabulary: Vocabulary): vocabulary is SystemVocabulary => 'tokens' in vocabulary;

const NOT_RECORDED: Absent = {
  kind: 'absent',
  why: 'It is not recorded.',
  howToEmit: 'Show raw series.',
};

function asRecorded(
  vocabulary: Vocabulary,
  measure: keyof Measures,
  source: Source,
  tier: TierId,
  reading: Pick<Series, 'absentIsZero'>
): Source {
  const series: Series = {
    metric: [recordedName(measure)],
    where: [equals(SYSTEM_LABEL, vocabulary.id)],
    dimensions: recordedDimensions(vocabulary, measure, source),
    recorded: recordedAs(source.kind === 'gauge' ? 'avg' : 'rate', tier),
    ...reading,
  };
  switch (source.kind) {
    case 'counter':
      return { kind: 'counter', series: [series] };
    case 'gauge':
      return { kind: 'gauge', series: [series] };
    case 'histogram':
      return { ...source, series: [series] };
  }
}
