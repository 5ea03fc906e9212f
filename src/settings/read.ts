import { isObject } from '../json/json';
import type { Rule } from '../pricing/price';
import { shown, type Problem } from './problem';

/** Reads a stored value; what cannot be read is told, and is undefined. */
export type Read<T> = (value: unknown, field: string, problems: Problem[]) => T | undefined;

/** An object as it is stored. */
export type Stored = Readonly<Record<string, unknown>>;

const tell = (problems: Problem[], field: string, value: unknown, expected: string): undefined => {
  problems.push({ field, what: `is ${shown(value)}`, expected });
  return undefined;
};

/** A value of one of JSON's own types that keeps a rule. */
const ruled =
  <T>(is: (value: unknown) => value is T) =>
  ({ expected, holds }: Rule): Read<T> =>
  (value, field, problems) =>
    is(value) && holds(value) ? value : tell(problems, field, value, expected);

export const text = ruled((value): value is string => typeof value === 'string');
export const amount = ruled((value): value is number => typeof value === 'number');
export const flag = ruled((value): value is boolean => typeof value === 'boolean')({
  expected: 'true or false',
  holds: () => true,
});

/** One of a few words. */
export const oneOf =
  <T extends string>(words: readonly T[]): Read<T> =>
  (value, field, problems) =>
    words.find((word) => word === value) ?? tell(problems, field, value, `one of ${words.join(', ')}`);

type Required<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

/**
 * An object with these fields. One that is absent is left out; where a required one cannot be read, neither can the object.
 * Fields that are not listed belong to somebody else: they are left alone.
 */
export const object =
  <T extends object>(
    fields: { [K in keyof T]-?: Read<NonNullable<T[K]>> },
    required: ReadonlyArray<Required<T>>
  ): Read<T> =>
  (value, field, problems) => {
    if (!isObject(value)) {
      return tell(problems, field, value, 'an object');
    }
    const before = problems.length;
    const names = Object.keys(fields) as Array<keyof T & string>;
    const read = names.flatMap((name): Array<[string, unknown]> => {
      if (value[name] === undefined) {
        return [];
      }
      const one = fields[name](value[name], below(field, name), problems);
      return one === undefined ? [] : [[name, one]];
    });
    const missing = required.filter((name) => value[name as string] === undefined);
    missing.forEach((name) =>
      problems.push({ field: below(field, String(name)), what: 'is missing', expected: 'a value' })
    );
    const whole = required.length === 0 || problems.length === before;
    return whole ? (Object.fromEntries(read) as T) : undefined;
  };

/** Names to values, such as providers to limits. What a name must be is a rule of its own. */
export const record =
  <K extends string, T>(name: Read<K>, entry: Read<T>): Read<Partial<Record<K, T>>> =>
  (value, field, problems) => {
    if (!isObject(value)) {
      return tell(problems, field, value, 'an object');
    }
    const read = Object.entries(value).flatMap(([key, stored]): Array<[K, T]> => {
      const at = below(field, key);
      const known = name(key, at, problems);
      const one = known === undefined ? undefined : entry(stored, at, problems);
      return known === undefined || one === undefined ? [] : [[known, one]];
    });
    return Object.fromEntries(read) as Partial<Record<K, T>>;
  };

/** Values of one kind, all of them or none. */
export const list =
  <T>(entry: Read<T>): Read<T[]> =>
  (value, field, problems) => {
    if (!Array.isArray(value)) {
      return tell(problems, field, value, 'a list');
    }
    const read = value.flatMap((stored: unknown, index): T[] => {
      const one = entry(stored, `${field}[${index}]`, problems);
      return one === undefined ? [] : [one];
    });
    return read.length === value.length ? read : undefined;
  };

/** Rows, each told apart by its key; of two with one key the first counts. */
export const rows =
  <T>(row: Read<T>, keyOf: (row: T) => string): Read<T[]> =>
  (value, field, problems) => {
    if (!Array.isArray(value)) {
      return tell(problems, field, value, 'a list');
    }
    const seen = new Map<string, number>();
    return value.flatMap((stored: unknown, index): T[] => {
      const one = row(stored, `${field}[${index}]`, problems);
      if (one === undefined) {
        return [];
      }
      const before = seen.get(keyOf(one));
      if (before !== undefined) {
        problems.push({
          field: `${field}[${index}]`,
          what: `is ${field}[${before}] once more`,
          expected: 'each row once',
        });
        return [];
      }
      seen.set(keyOf(one), index);
      return [one];
    });
  };

/** A field of a field, as a message names it. */
export const below = (field: string, name: string): string => {
  const step = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return field === '' ? step : `${field}.${step}`;
};
