import type { Leaf } from './leaves';
import { keepingUnreadable } from './parse';
import { isObject } from '../json/json';
import { below, type Stored } from './read';
import { ROWS } from './schema';

/** A leaf as it is now to be; its value is undefined where it is to go. */
export interface Change extends Leaf {
  /** What is stored there could be read; else it is put aside. */
  isRead: boolean;
}

/** Stored settings with one change in them. */
export function written(stored: Stored, { steps, row, value, isRead }: Change): Stored {
  const aside: Array<[field: string, value: unknown]> = [];
  const keep = (field: string, value: unknown) => {
    if (value !== undefined) {
      aside.push([field, value]);
    }
  };
  const into = (node: Stored, [step = '', ...rest]: readonly string[], field: string): Stored => {
    const old = Object.hasOwn(node, step) ? node[step] : undefined;
    const here = below(field, step);
    if (rest.length === 0) {
      if (row === undefined ? !isRead : !Array.isArray(old)) {
        keep(here, old);
      }
      return withField(node, step, row === undefined ? value : rowsWith(old, row, value, ROWS[steps[0] ?? '']));
    }
    if (!isObject(old)) {
      keep(here, old);
    }
    return { ...node, [step]: into(isObject(old) ? old : {}, rest, here) };
  };
  const whole = into(stored, steps, '');
  return aside.reduce((all, [field, value]) => keepingUnreadable(all, field, value), whole);
}

/** A list in which one row is as it is now to be, or gone; the others stay, readable or not. */
function rowsWith(stored: unknown, key: string, value: unknown, read: (typeof ROWS)[string]): readonly unknown[] {
  const old: readonly unknown[] = Array.isArray(stored) ? stored : [];
  const isIt = (one: unknown) => read?.(one)?.key === key;
  if (value === undefined) {
    return old.filter((one) => !isIt(one));
  }
  const index = old.findIndex(isIt);
  return index === -1
    ? [...old, value]
    : old.map((one, at) => (at === index ? { ...unknownFields(one, read), ...Object(value) } : one));
}

/** Fields of a row that somebody else has put there. */
function unknownFields(stored: unknown, read: (typeof ROWS)[string]): Stored {
  const known = read?.(stored)?.value ?? {};
  return isObject(stored)
    ? Object.fromEntries(Object.entries(stored).filter(([name]) => !Object.hasOwn(known, name)))
    : {};
}

const withField = (node: Stored, step: string, value: unknown): Stored =>
  value === undefined
    ? Object.fromEntries(Object.entries(node).filter(([name]) => name !== step))
    : { ...node, [step]: value };
