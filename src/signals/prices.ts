import { KNOWN_MODELS, pricesOf, SHIPPED_BOOK } from '../pricing/lookUp';
import { priceVector } from '../pricing/priceVector';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import type { TokenCounts, Vocabulary } from '../vocabularies/vocabulary';
import { seriesLabel } from './read';
import type { Prices } from './scope';

/** The prices that come with the plugin, for every name of a model that it knows. */
export const SHIPPED_PRICES = { book: SHIPPED_BOOK, models: KNOWN_MODELS } satisfies Prices;

/** The labels that tell what a token costs. Throws where the system tells no model. */
export function priceLabels(vocabulary: Vocabulary): { model: string; tokenType: string } {
  const [model, tokenType] = [seriesLabel(vocabulary, 'model'), seriesLabel(vocabulary, 'tokenType')];
  if (model === undefined || tokenType === undefined) {
    throw new Error(`${vocabulary.title} has no label for models or for types of tokens.`);
  }
  return { model, tokenType };
}

const NO_TOKENS: TokenCounts = {
  types: {},
  accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
};

/** A vector is written once for each book and way of counting: a page asks for it in every panel. */
const written = new WeakMap<Prices, Map<string, Expression>>();

/**
 * What each counted token adds to the bill, in USD: a series for each model with a price and type of token, under the
 * system's own labels.
 * @param lag seconds; see `PriceVectorOptions`
 */
export function pricesFor(vocabulary: Vocabulary, prices: Prices = SHIPPED_PRICES, lag = 0): Expression {
  if ('constant' in prices) {
    return promql.fromGrafana(prices.constant);
  }
  const known = written.get(prices) ?? new Map<string, Expression>();
  written.set(prices, known);
  const { types, accounting } = vocabulary.tokens ?? NO_TOKENS;
  const counting = { labels: priceLabels(vocabulary), tokenTypes: types, accounting, lag };
  const key = JSON.stringify(counting);
  const vector = known.get(key) ?? priceVector({ ...prices, ...counting }) ?? promql.none();
  known.set(key, vector);
  return vector;
}

/** Whether some price in view holds from a moment on: a sum over a long window then has to take its parts one by one. */
export const changeOverTime = (prices: Prices = SHIPPED_PRICES): boolean =>
  'book' in prices &&
  prices.models.some((call) => pricesOf(call, prices.book).some(({ price }) => price.from !== undefined));
