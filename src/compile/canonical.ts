import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { escapeRegex } from '../promql/matcher';
import { seriesLabel } from '../signals/read';
import { snakeCase } from '../signals/recorded';
import { TOKEN_KINDS } from '../vocabularies/tokenAccounting';
import type { Dimension, Vocabulary } from '../vocabularies/vocabulary';
import { RECORDED_TOKEN_TYPES } from './recordedVocabulary';

const TOKEN_TYPE = snakeCase('tokenType');

/** The system's labels and token types under the names that all recorded series have. */
export function canonical(
  vocabulary: Vocabulary,
  by: readonly Dimension[],
  keep: readonly string[],
  inner: Expression
) {
  const renamed = by.filter((dimension) => seriesLabel(vocabulary, dimension) !== snakeCase(dimension));
  const labelled = renamed.reduce(
    (all, dimension) => promql.copyLabel(all, snakeCase(dimension), seriesLabel(vocabulary, dimension) ?? ''),
    inner
  );
  const typed = by.includes('tokenType') ? withTokenTypes(vocabulary, labelled) : labelled;
  return renamed.length === 0 ? typed : promql.sum([...keep, ...by.map(snakeCase)], typed);
}

const withTokenTypes = ({ tokens }: Vocabulary, inner: Expression): Expression =>
  TOKEN_KINDS.reduce((all, kind) => {
    const ours = RECORDED_TOKEN_TYPES[kind];
    const others = [tokens?.types[kind] ?? []].flat().filter((own) => own !== ours);
    return others.length === 0
      ? all
      : promql.labelReplace(all, TOKEN_TYPE, ours, TOKEN_TYPE, others.map(escapeRegex).join('|'));
  }, inner);
