import { TOKEN_KINDS, type TokenAccounting, type TokenKind } from '../vocabularies/tokenAccounting';
import type { Price } from './price';

/** Counts of tokens, as the system counts them; what it does not count is absent. */
export type TokenCounts = Partial<Record<TokenKind, number>>;

const MILLION = 1_000_000;

/** Binary fractions leave a rest far behind the point: twelve digits are kept. */
const perToken = (usdPerMillion: number) => Number((usdPerMillion / MILLION).toPrecision(12));

/**
 * What each counted token adds to the bill, in USD. A token that is counted twice, as input and as cached, is charged as
 * input once; as cached it adds the difference, which is below zero where the cache is cheaper. So the bill is one sum of
 * counts times these, and it equals
 * `(input - cached) * p_input + cached * p_cacheRead + cacheWrite * p_cacheWrite + output * p_output`.
 */
export function addedPerToken(
  { input, output, cacheRead = input, cacheWrite = input }: Price,
  { inputIncludesCached, outputIncludesReasoning }: TokenAccounting
): Record<TokenKind, number> {
  const counted = inputIncludesCached ? input : 0;
  return {
    input: perToken(input),
    output: perToken(output),
    cacheRead: perToken(cacheRead - counted),
    cacheWrite: perToken(cacheWrite - counted),
    reasoning: outputIncludesReasoning ? 0 : perToken(output),
  };
}

/** What so many tokens cost, in USD, at a price and by a system's way of counting. Long contexts are not told apart. */
export function costOf(tokens: TokenCounts, price: Price, accounting: TokenAccounting): number {
  const added = addedPerToken(price, accounting);
  return TOKEN_KINDS.reduce((sum, kind) => sum + (tokens[kind] ?? 0) * added[kind], 0);
}
