/** Seeded random numbers: the same seed gives the same sequence on every machine. */

/** Draws evenly from [0, 1). */
export type Random = () => number;

/** Mulberry32 by Tommy Ettinger (public domain): small, fast, and good enough for made-up traffic. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A 32-bit seed for one part of a run, e.g. `seedOf(42, 'choreoai', 1, second)` (FNV-1a). */
export function seedOf(...parts: Array<string | number>): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('/')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}

/** A draw from the standard normal distribution (Box-Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const POISSON_IS_NORMAL_FROM = 30;

/** How many events happen where `mean` are expected. */
export function poisson(random: Random, mean: number): number {
  if (mean >= POISSON_IS_NORMAL_FROM) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) {
    count += 1;
  }
  return count;
}

/**
 * One of `rows`, each as likely as its weight; the weights need not sum to 1.
 * @throws RangeError where there are no rows
 */
export function pick<Row>(random: Random, rows: readonly Row[], weight: (row: Row) => number): Row {
  let left = random() * rows.reduce((sum, row) => sum + weight(row), 0);
  const picked = rows.find((row) => (left -= weight(row)) < 0) ?? rows[rows.length - 1];
  if (picked === undefined) {
    throw new RangeError('There is nothing to pick from.');
  }
  return picked;
}
