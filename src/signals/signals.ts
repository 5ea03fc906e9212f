import { APPLICATION } from './application';
import { CALLS } from './calls';
import { ENGINE } from './engine';
import { GATEWAY } from './gateway';
import { MACHINE } from './machine';
import type { Signal } from './signal';

/** Every question that the product can ask. */
export const SIGNALS = {
  ...CALLS,
  ...ENGINE,
  ...GATEWAY,
  ...APPLICATION,
  ...MACHINE,
} satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;
