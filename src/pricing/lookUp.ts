import { ALIASES, type Aliases } from './aliases';
import { aliasOf, namesFor, type How, type ModelCall } from './names';
import { startOf, type Price } from './price';
import { PRICE_LIST } from './priceList';

/** What a person set against the shipped list. */
export interface OwnPrices {
  overrides: readonly Price[];
  aliases: Partial<Aliases>;
}

/** Everything that a look-up reads. */
export interface PriceBook {
  overrides: PricesOfModel;
  list: PricesOfModel;
  alias: ReturnType<typeof aliasOf>;
}

/** Model -> its prices, the latest first. */
type PricesOfModel = ReadonlyMap<string, readonly Price[]>;

/** A price, and why it is the one: a person set it, the list has the very name, or a relative of it. */
export interface Priced {
  found: 'override' | How;
  price: Price;
}

/** Nobody knows what the model costs at that moment. That is never $0. */
export interface Unpriced {
  found: 'unpriced';
  model: string;
}

/** Opens a person's prices on top of a list. */
export const priceBook = (own: OwnPrices, list: readonly Price[] = PRICE_LIST.prices): PriceBook => ({
  overrides: byModel(own.overrides),
  list: byModel(list),
  alias: aliasOf(own.aliases),
});

/** The prices that come with the plugin, and nothing else. */
export const SHIPPED_BOOK: PriceBook = priceBook({ overrides: [], aliases: {} });

/** Every name of a model that comes with the plugin. */
export const KNOWN_MODELS: readonly ModelCall[] = [
  ...PRICE_LIST.prices.map(({ model }) => model),
  ...Object.keys(ALIASES),
].map((model) => ({ model }));

function byModel(prices: readonly Price[]): PricesOfModel {
  const found = new Map<string, Price[]>();
  [...prices]
    .sort((one, other) => startOf(other) - startOf(one) || 0)
    .forEach((price) => found.set(price.model, [...(found.get(price.model) ?? []), price]));
  return found;
}

/**
 * Every price that a model has, had or will have. The first one that is in force at a moment counts at that moment; none
 * stands behind one that always was in force.
 */
export function pricesOf(call: ModelCall, { overrides, list, alias }: PriceBook): Priced[] {
  const names = [...namesFor(call, alias)];
  const all = [
    ...names.flatMap(([name]) => (overrides.get(name) ?? []).map((price): Priced => ({ found: 'override', price }))),
    ...names.flatMap(([name, how]) => (list.get(name) ?? []).map((price): Priced => ({ found: how, price }))),
  ];
  const always = all.findIndex(({ price }) => price.from === undefined);
  return always === -1 ? all : all.slice(0, always + 1);
}

/**
 * What a model costs at a moment: the person's override, else the list's price of that name, of its alias or of its name
 * without the date.
 * @param moment seconds since 1970
 */
export const lookUp = (call: ModelCall, moment: number, book: PriceBook): Priced | Unpriced =>
  pricesOf(call, book).find(({ price }) => startOf(price) <= moment) ?? { found: 'unpriced', model: call.model };
