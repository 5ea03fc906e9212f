import { CALLS } from './calls';
import { MACHINE } from './machine';
import type { Signal } from './signal';

/** Every question that the product can ask. */
export const SIGNALS = { ...CALLS, ...MACHINE } satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;
