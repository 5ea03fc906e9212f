import { recordedDimensions } from '../definitions/recordings';
import { ALIASES } from '../pricing/aliases';
import type { PriceBook } from '../pricing/lookUp';
import { DATE, withoutPrefix, type ModelCall } from '../pricing/names';
import { PRICE_LIST } from '../pricing/priceList';
import { priceVector } from '../pricing/priceVector';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { equals, escapeRegex } from '../promql/matcher';
import { COST, PRICES, recordedAs, recordedName, snakeCase, SYSTEM_LABEL } from '../signals/recorded';
import type { KnownMeasureId, MeasureId } from '../vocabularies/measures';
import type { TokenAccounting, TokenKind } from '../vocabularies/tokenAccounting';
import { sourceOf, type SystemVocabulary, type Vocabulary } from '../vocabularies/vocabulary';
import { RECORDED_TOKEN_TYPES } from './recordedVocabulary';
import type { RecordingRule } from './recordingRule';
import { SYSTEMS } from '../vocabularies/vocabularies';

const RATE = recordedAs('rate', '5m');
const TOKEN_TYPE = snakeCase('tokenType');
/** The name under which a model has a price: without the date of its version, unless that name has a price of its own. */
const PRICED_AS = 'priced_as';

/** What each token adds to the bill, by the ways in which systems count: see `addedPerToken`. */
const ADDED = recordedName('addedUsdPerToken');
const ACCOUNTING = 'accounting';

/** A way of counting as a label's value. */
const nameOf = ({ inputIncludesCached, outputIncludesReasoning }: TokenAccounting): string =>
  `cached tokens ${inputIncludesCached ? 'in' : 'beside'} the input, reasoning ${outputIncludesReasoning ? 'in' : 'beside'} the output`;

const PLAIN: TokenAccounting = { inputIncludesCached: false, outputIncludesReasoning: false };

/** The prices of the day, of every model that has one under every name that is known for it. */
export function priceRules(book: PriceBook): RecordingRule[] {
  const models = pricedModels(book);
  const rule = (
    record: string,
    model: string,
    accounting: TokenAccounting,
    labels: RecordingRule['labels']
  ): RecordingRule[] => {
    const expr = priceVector({
      models,
      book,
      accounting,
      labels: { model, tokenType: TOKEN_TYPE },
      tokenTypes: RECORDED_TOKEN_TYPES,
    });
    return expr ? [{ record, expr, ...(labels && { labels }) }] : [];
  };
  const ways = new Map(Object.values(SYSTEMS).map(({ tokens: { accounting } }) => [nameOf(accounting), accounting]));
  return [
    ...rule(PRICES, 'model', PLAIN, undefined),
    ...[...ways].flatMap(([name, accounting]) => rule(ADDED, PRICED_AS, accounting, { [ACCOUNTING]: name })),
  ];
}

/** Models as systems write them: as in the list, without what routers put before the name, and under other names. */
function pricedModels({ list, overrides }: PriceBook): ModelCall[] {
  const prices = [...overrides.values(), ...list.values()].flat();
  return [
    ...prices.map(({ model, provider }) => ({ model, provider })),
    ...prices.map(({ model, provider }) => ({ model: withoutPrefix(model), provider })),
    ...Object.keys(ALIASES).map((model) => ({ model })),
  ];
}

/** Measures that count one kind of token each. */
const KIND_OF: Partial<Record<KnownMeasureId, TokenKind>> = {
  cachedTokens: 'cacheRead',
  cacheWriteTokens: 'cacheWrite',
  reasoningTokens: 'reasoning',
};

/** What a system's tokens cost. None where its counters do not tell models and types of tokens apart. */
export function costRules(vocabulary: Vocabulary): RecordingRule[] {
  const tokens = sourceOf(vocabulary, 'tokens');
  if (tokens.kind !== 'counter' || !isSystem(vocabulary)) {
    return [];
  }
  const dimensions = recordedDimensions(vocabulary, 'tokens', tokens);
  if (!dimensions.includes('model') || !dimensions.includes('tokenType')) {
    return [];
  }
  const system = equals(SYSTEM_LABEL, vocabulary.id);
  const counted = (measure: MeasureId) => promql.select(`${recordedName(measure)}:${RATE}`, [system]);
  const besides = Object.entries(KIND_OF).flatMap(([key, kind]) => {
    const measure = key as MeasureId;
    const [source, type] = [sourceOf(vocabulary, measure), RECORDED_TOKEN_TYPES[kind]];
    return source.kind === 'counter' &&
      type !== undefined &&
      recordedDimensions(vocabulary, measure, source).includes('model')
      ? [promql.labelReplace(counted(measure), TOKEN_TYPE, type, '', '')]
      : [];
  });
  const all = withNameOfPrice(promql.firstOf([counted('tokens'), ...besides]));
  const price = promql.select(ADDED, [equals(ACCOUNTING, nameOf(vocabulary.tokens.accounting))]);
  const labels = [SYSTEM_LABEL, 'job', ...dimensions.map(snakeCase)];
  return [
    {
      record: `${COST}:${RATE}`,
      expr: promql.sum(labels, promql.multiplyInGroup([PRICED_AS, TOKEN_TYPE], all, price)),
      labels: { [SYSTEM_LABEL]: vocabulary.id },
    },
  ];
}

/** Names with a date that are known as they are, among them those that are known to have another price. */
const KNOWN_WITH_DATE = [...Object.keys(ALIASES), ...PRICE_LIST.prices.map(({ model }) => model)].filter((name) =>
  new RegExp(`${DATE}$`).test(name)
);

const withNameOfPrice = (inner: Expression): Expression => {
  const undated = promql.copyLabel(promql.copyLabel(inner, PRICED_AS, 'model'), PRICED_AS, 'model', `(.*)${DATE}`);
  return KNOWN_WITH_DATE.length === 0
    ? undated
    : promql.copyLabel(undated, PRICED_AS, 'model', `(${KNOWN_WITH_DATE.map(escapeRegex).join('|')})`);
};

const isSystem = (vocabulary: Vocabulary): vocabulary is SystemVocabulary => 'tokens' in vocabulary;
