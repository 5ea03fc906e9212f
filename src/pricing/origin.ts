import { pricesOf, type Priced, type PriceBook } from './lookUp';
import type { ModelCall } from './names';
import { PRICE_LIST } from './priceList';

/** Where a model's price comes from, the latest first, as a person reads it; undefined where it has none. */
export function originOf(call: ModelCall, book: PriceBook): string | undefined {
  const origins = pricesOf(call, book).map((priced) => originOfPrice(priced, call));
  return origins.length === 0 ? undefined : origins.join(', before that: ');
}

function originOfPrice({ found, price: { model, from } }: Priced, call: ModelCall): string {
  const whose = found === 'override' ? 'Set by you' : `Shipped list of ${PRICE_LIST.date}`;
  return [
    whose,
    ...(model === call.model ? [] : [`as ${model}`]),
    ...(from === undefined ? [] : [`from ${from}`]),
  ].join(', ');
}

/** A model whose input costs more in long contexts. */
export interface LongContextModel {
  model: string;
  /** Tokens. */
  above: number;
  /** USD per million tokens. */
  input: number;
}

/** The models that have a price for long contexts. */
export const longContexts = (models: readonly ModelCall[], book: PriceBook): LongContextModel[] =>
  models.flatMap((call) => {
    const long = pricesOf(call, book).find(({ price }) => price.longContext !== undefined)?.price.longContext;
    return long ? [{ model: call.model, ...long }] : [];
  });
