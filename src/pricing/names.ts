import { ALIASES, type Aliases } from './aliases';
import { providerSpellings, ROUTE_PREFIXES } from './providers';

/** A model as a system names it, with its provider where the system tells. */
export interface ModelCall {
  model: string;
  provider?: string;
}

/** How a name of the price list follows from the name that a system wrote. */
export type How = 'exact' | 'alias' | 'date-stripped';

/** The date of a version, as RE2 and JavaScript read it. */
export const DATE = '[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8})';
const DATE_AT_END = new RegExp(`${DATE}$`);
/** Bedrock's version of its interface to the model. */
const VERSION_AT_END = /-v\d+:\d+$/;

const SHIPPED: ReadonlyMap<string, string | null> = new Map(Object.entries(ALIASES));

/** What a person wrote first, then what comes with the plugin; undefined where neither knows the name. */
export function aliasOf(own: Partial<Aliases>): (name: string) => string | null | undefined {
  const theirs = new Map(Object.entries(own));
  return (name) => (theirs.has(name) ? theirs.get(name) : SHIPPED.get(name));
}

/** A model's name without what routers put before it. */
export const withoutPrefix = (name: string): string =>
  name.slice(ROUTE_PREFIXES.find((prefix) => name.startsWith(prefix))?.length ?? 0);

/**
 * The names under which a price may stand for a model, in the order in which they count: with its provider before it, as
 * written, under its alias, without what routers put before it, without its date.
 */
export function namesFor({ model, provider }: ModelCall, alias: ReturnType<typeof aliasOf>): ReadonlyMap<string, How> {
  const names = new Map<string, How>();
  if (provider) {
    providerSpellings(provider).forEach((spelling) => names.set(`${spelling}/${model}`, 'exact'));
  }
  /** @returns false where the search ends, because the model is known not to cost what its relatives do */
  const visit = (name: string, how: How): boolean => {
    if (name === '' || names.has(name)) {
      return true;
    }
    names.set(name, how);
    const target = alias(name);
    if (target === null) {
      return false;
    }
    const related = how === 'date-stripped' ? how : 'alias';
    return (
      visit(target ?? name, related) &&
      visit(withoutPrefix(name), related) &&
      visit(name.replace(VERSION_AT_END, ''), related) &&
      visit(name.replace(DATE_AT_END, ''), 'date-stripped')
    );
  };
  visit(model, 'exact');
  return names;
}
