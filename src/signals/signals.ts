import { CALLS } from './calls';
import { GATEWAY } from './gateway';
import { MACHINE } from './machine';
import type { Signal } from './signal';

/** Every question that the product can ask. */
export const SIGNALS = { ...CALLS, ...GATEWAY, ...MACHINE } satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;
