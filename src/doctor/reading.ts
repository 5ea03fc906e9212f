import type { Unit } from '../signals/signal';
import { quoted } from './foreignText';
import type { Sample } from './prometheus';

const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

const READINGS: Record<Unit, (value: number) => string> = {
  reqps: (value) => `${three.format(value)} req/s`,
  reqpm: (value) => `${three.format(value)} req/min`,
  percentunit: (value) => `${three.format(value * 100)}%`,
  s: (value) => `${three.format(value)} s`,
  h: (value) => `${three.format(value)} h`,
  short: (value) => three.format(value),
  ops: (value) => `${three.format(value)}/s`,
  bytes: (value) => `${three.format(value)} bytes`,
  Bps: (value) => `${three.format(value)} bytes/s`,
  pps: (value) => `${three.format(value)} packets/s`,
  currencyUSD: (value) => `$${three.format(value)}`,
  'si:tok': (value) => `${three.format(value)} tokens`,
  'si:tok/s': (value) => `${three.format(value)} tokens/s`,
  'si:tok/min': (value) => `${three.format(value)} tokens/min`,
};

/** What a person reads of an answer: its value, or how many series it has. */
export function reading(samples: readonly Sample[], unit: Unit): string {
  const [only, ...more] = samples;
  return only !== undefined && more.length === 0 && Object.keys(only.metric).length === 0
    ? READINGS[unit](only.value)
    : `${samples.length} series`;
}

const NAMED = 3;

/** The first series by the values of their labels, in brackets; empty for a series without labels. */
export function namesOf(samples: readonly Sample[]): string {
  const names = samples.map(({ metric }) => Object.values(metric).map(quoted).join(' ')).filter((name) => name !== '');
  const rest = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  return names.length === 0 ? '' : ` (${[...names.slice(0, NAMED), ...rest].join(', ')})`;
}
