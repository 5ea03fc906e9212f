import type { TokenAccounting } from '../vocabularies/tokenAccounting';
import { costOf, type TokenCounts } from './cost';
import type { Price } from './price';

const PRICE: Price = { model: 'm', input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };
const NO_CACHE_PRICE: Price = { model: 'm', input: 3, output: 15 };

const ALL_INCLUDED: TokenAccounting = { inputIncludesCached: true, outputIncludesReasoning: true };
const APART: TokenAccounting = { inputIncludesCached: false, outputIncludesReasoning: false };

const M = 1_000_000;

describe('the cost of tokens, in USD', () => {
  it.each<[title: string, usd: number, tokens: TokenCounts, price: Price, accounting: TokenAccounting]>([
    ['input and output', 3 + 15, { input: M, output: M }, PRICE, ALL_INCLUDED],
    ['nothing', 0, {}, PRICE, APART],
    ['cached, a part of the input', 0.6 * 3 + 0.4 * 0.3, { input: M, cacheRead: 0.4 * M }, PRICE, ALL_INCLUDED],
    ['cached, beside the input', 3 + 0.4 * 0.3, { input: M, cacheRead: 0.4 * M }, PRICE, APART],
    ['cached without a price, a part of it', 3, { input: M, cacheRead: 0.4 * M }, NO_CACHE_PRICE, ALL_INCLUDED],
    ['cached without a price, beside it', 3 * 1.4, { input: M, cacheRead: 0.4 * M }, NO_CACHE_PRICE, APART],
    ['written to the cache, a part', 0.8 * 3 + 0.2 * 3.75, { input: M, cacheWrite: 0.2 * M }, PRICE, ALL_INCLUDED],
    ['written to the cache, beside', 3 + 0.2 * 3.75, { input: M, cacheWrite: 0.2 * M }, PRICE, APART],
    ['written without a price, a part', 3, { input: M, cacheWrite: 0.2 * M }, NO_CACHE_PRICE, ALL_INCLUDED],
    ['reasoning, a part of the output', 15, { output: M, reasoning: 0.5 * M }, PRICE, ALL_INCLUDED],
    ['reasoning, beside the output', 15 * 1.5, { output: M, reasoning: 0.5 * M }, PRICE, APART],
    [
      'all of them',
      (1000 - 300 - 100) * 3e-6 + 300 * 0.3e-6 + 100 * 3.75e-6 + 200 * 15e-6,
      { input: 1000, cacheRead: 300, cacheWrite: 100, output: 200, reasoning: 50 },
      PRICE,
      ALL_INCLUDED,
    ],
    ['free ones', 0, { input: M, output: M }, { model: 'm', input: 0, output: 0 }, APART],
    ['a free cache', 0.6 * 3, { input: M, cacheRead: 0.4 * M }, { ...PRICE, cacheRead: 0 }, ALL_INCLUDED],
  ])('%s: %d', (_, usd, tokens, price, accounting) => {
    expect(costOf(tokens, price, accounting)).toBeCloseTo(usd, 9);
  });
});
