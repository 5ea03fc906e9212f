import { isObject } from '../json/json';
import { below } from './read';
import { ROWS, type Settings } from './schema';

/** What is saved as one: a value, or a row of a list. */
export interface Leaf {
  steps: readonly string[];
  /** The key of the row in the list to which the steps lead. */
  row?: string;
  value: unknown;
}

/** The leaves of settings, by a name that a message can give. */
export function leavesOf(settings: Settings): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  const walk = (value: unknown, steps: readonly string[]): void => {
    const field = steps.reduce(below, '');
    if (Array.isArray(value)) {
      value.forEach((one: unknown) => {
        const row = ROWS[steps[0] ?? '']?.(one);
        if (row) {
          found.set(`${field}${row.key}`, { steps, row: row.key, value: row.value });
        }
      });
    } else if (isObject(value)) {
      Object.entries(value).forEach(([step, one]) => walk(one, [...steps, step]));
    } else {
      found.set(field, { steps, value });
    }
  };
  walk(settings, []);
  return found;
}

/** Both come from the same reader, which writes an object's fields in one order. */
export const same = (one: Leaf | undefined, other: Leaf | undefined) =>
  JSON.stringify(one?.value) === JSON.stringify(other?.value);
