import { MOMENT, NAME, USD, type Price, type Rule } from '../../pricing/price';

interface FormField {
  rule: Rule;
  required: boolean;
  kind: 'text' | 'number';
}

/** What a person enters of a price. */
export const PRICE_FIELDS = {
  model: { rule: NAME, required: true, kind: 'text' },
  input: { rule: USD, required: true, kind: 'number' },
  output: { rule: USD, required: true, kind: 'number' },
  cacheRead: { rule: USD, required: false, kind: 'number' },
  cacheWrite: { rule: USD, required: false, kind: 'number' },
  from: { rule: MOMENT, required: false, kind: 'text' },
} as const satisfies Partial<Record<keyof Price, FormField>>;

export type PriceField = keyof typeof PRICE_FIELDS;
export const PRICE_FIELD_NAMES = Object.keys(PRICE_FIELDS) as PriceField[];

/** As it stands in the inputs. */
export type Entered = Record<PriceField, string>;

export const NOTHING_ENTERED: Entered = { model: '', input: '', output: '', cacheRead: '', cacheWrite: '', from: '' };

export const enteredFrom = (price: Price): Entered => ({
  ...NOTHING_ENTERED,
  ...Object.fromEntries(PRICE_FIELD_NAMES.map((name) => [name, String(price[name] ?? '')])),
});

/** A price, or what each field that is wrong should be. */
export type Understood = { price: Price } | { expected: Partial<Record<PriceField, string>> };

/** @param before the price that is changed: what the form does not show of it stays */
export function understand(entered: Entered, before?: Price): Understood {
  const values = PRICE_FIELD_NAMES.map((name) => [name, valueOf(name, entered[name].trim())] as const);
  const wrong = values.filter(([name, value]) => {
    const { rule, required }: FormField = PRICE_FIELDS[name];
    return value === undefined ? required : !rule.holds(value);
  });
  if (wrong.length > 0) {
    return { expected: Object.fromEntries(wrong.map(([name]) => [name, PRICE_FIELDS[name].rule.expected])) };
  }
  const told = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  const { provider, longContext, source } = before ?? {};
  return { price: { ...withoutAbsent({ provider, longContext, source }), ...told } as Price };
}

const withoutAbsent = (fields: Partial<Price>): Partial<Price> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function valueOf(name: PriceField, text: string): string | number | undefined {
  if (text === '') {
    return undefined;
  }
  return PRICE_FIELDS[name].kind === 'number' ? Number(text) : text;
}
