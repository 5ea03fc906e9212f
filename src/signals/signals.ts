import { ACCOUNTS } from './accounts';
import { APPLICATION } from './application';
import { CALLS } from './calls';
import { COST } from './cost';
import { ENGINE } from './engine';
import { GATEWAY } from './gateway';
import { MACHINE } from './machine';
import type { Signal } from './signal';

/** Every question that the product can ask. */
export const SIGNALS = {
  ...CALLS,
  ...ENGINE,
  ...GATEWAY,
  ...COST,
  ...ACCOUNTS,
  ...APPLICATION,
  ...MACHINE,
} satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;
