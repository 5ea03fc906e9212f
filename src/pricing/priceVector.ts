import { andOn, atOrAbove, firstOf, labelReplace, number, time, vector, type Expression } from '../promql/expression';
import { TOKEN_KINDS, type TokenAccounting } from '../vocabularies/tokenAccounting';
import type { TokenCounts } from '../vocabularies/vocabulary';
import { addedPerToken } from './cost';
import { pricesOf, type PriceBook } from './lookUp';
import type { ModelCall } from './names';
import { startOf, type Price } from './price';

export interface PriceVectorOptions {
  /** The models in view, as the system writes them. A name that comes twice is priced as it stands first. */
  models: readonly ModelCall[];
  book: PriceBook;
  /** How the system counts: see `addedPerToken`. With nothing included, the vector holds the plain prices. */
  accounting: TokenAccounting;
  /** The labels to write: those of the system's own token metric, so that the two can be multiplied. */
  labels: { model: string; tokenType: string };
  /** What the system writes for each kind of token; a kind that it does not count is absent. */
  tokenTypes: TokenCounts['types'];
  /** Seconds. Figures over a window of that length count with the price in force when it began; 0 where absent. */
  lag?: number;
}

/**
 * What each token adds to the bill, in USD: one series for each priced model and kind of token, with the two labels and no
 * other. A price that takes effect at some time counts from then on, in a range query step by step.
 * @returns undefined where no model has a price
 */
export function priceVector({ models, book, accounting, labels, tokenTypes, lag = 0 }: PriceVectorOptions) {
  const distinct = new Map([...models].reverse().map((call) => [call.model, call]));
  const branches = [...distinct.values()].reverse().flatMap((call) =>
    pricesOf(call, book).flatMap(({ price }) => {
      const added = addedPerToken(price, accounting);
      return TOKEN_KINDS.flatMap((kind) =>
        [tokenTypes[kind] ?? []]
          .flat()
          .map((tokenType) =>
            labelReplace(
              labelReplace(inForce(price, added[kind], lag), labels.model, call.model, '', ''),
              labels.tokenType,
              tokenType,
              '',
              ''
            )
          )
      );
    })
  );
  const [first, ...rest] = branches;
  return first && firstOf([first, ...rest]);
}

function inForce(price: Price, usdPerToken: number, lag: number): Expression {
  const value = vector(number(usdPerToken));
  return price.from === undefined ? value : andOn([], value, atOrAbove(vector(time()), number(startOf(price) + lag)));
}
