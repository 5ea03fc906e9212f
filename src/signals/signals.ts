import { CALLS } from './calls';
import { COST } from './cost';
import { MACHINE } from './machine';
import type { Signal } from './signal';

/** Every question that the product can ask. */
export const SIGNALS = { ...CALLS, ...COST, ...MACHINE } satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;
