import { LOOK_BACK, TIERS, tierFor, type LookBack, type TierId } from '../signals/recorded';

import { recordedVocabulary } from './recordedVocabulary';
import type { SystemView } from './view';

/** What a person can have a page read. */
export const SOURCES = ['auto', 'raw', 'recorded'] as const;
export type SourceChoice = (typeof SOURCES)[number];

export const isSourceChoice = (value: unknown): value is SourceChoice => SOURCES.some((one) => one === value);

/** More samples than this in one query, and a server may refuse it: Prometheus stops at 50 million. */
export const MAX_SAMPLES = 40_000_000;

/** The most steps that a panel asks for: as many as it has pixels, and no more than there are scrapes. */
const MAX_STEPS = 1_000;
const SCRAPE_SECONDS = 15;

/** In seconds. Over a shorter range a mean over five minutes hides what happens: an outage of two minutes is a dent. */
const SHORTEST_RECORDED = 3_600;

/** How many samples a panel's raw query holds. @param range in seconds */
export const rawSamples = (series: number, range: number): number =>
  series * Math.min(MAX_STEPS, Math.ceil(range / SCRAPE_SECONDS));

/** What there is of a system. */
export interface Available {
  /** When its recorded series begin, in seconds since 1970; undefined where it has none. */
  since?: number;
  /** Raw series that its largest panel reads. */
  rawSeries: number;
  /** How far back its recorded series reach from the end of the range, whatever its length. */
  reaches?: readonly LookBack[];
}

/** Where a system's figures are read from, and why. */
export type Reading =
  | { from: 'raw'; why: 'asked' | 'not-recorded' | 'short' | 'begins-later'; since?: number }
  | { from: 'recorded'; tier: TierId; why: 'asked' | 'covers' | 'too-many'; since: number };

/** Whether raw series are too many to be asked for. */
export const isTooMany = ({ rawSeries }: Available, range: number): boolean =>
  rawSamples(rawSeries, range) > MAX_SAMPLES;

/**
 * Decides before anything is asked: recorded series where they exist and cover a range of an hour or more, and where raw
 * ones are too many.
 * @param range the seconds shown; `begins` its start, give or take `slack`, in seconds since 1970
 */
export function readingOf(
  choice: SourceChoice,
  available: Available,
  { range, begins, slack }: { range: number; begins: number; slack: number }
): Reading {
  const { since } = available;
  if (since === undefined) {
    return { from: 'raw', why: choice === 'raw' ? 'asked' : 'not-recorded' };
  }
  const recorded = { from: 'recorded', tier: tierFor(range), since } as const;
  if (isTooMany(available, range)) {
    return { ...recorded, why: 'too-many' };
  }
  if (choice === 'raw') {
    return { from: 'raw', why: 'asked' };
  }
  if (choice === 'auto' && range + slack < SHORTEST_RECORDED) {
    return { from: 'raw', why: 'short' };
  }
  if (since <= begins + slack) {
    return { ...recorded, why: 'covers' };
  }
  return choice === 'recorded' ? { ...recorded, why: 'asked' } : { from: 'raw', why: 'begins-later', since };
}

/** Which figures of a day or a month are read from recorded series: those that reach as far, unless raw ones are asked for. */
export const lookingBackOf = (choice: SourceChoice, { reaches = [] }: Available): readonly LookBack[] =>
  choice === 'raw' ? [] : reaches;

/** A system's view that reads as decided. */
export const viewFrom = (system: SystemView, reading: Reading, lookingBack: readonly LookBack[] = []): SystemView => ({
  ...system,
  ...(reading.from === 'recorded' && {
    recorded: {
      vocabulary: recordedVocabulary(system.vocabulary, reading.tier),
      window: '$__interval',
      minStep: TIERS[reading.tier].every,
    },
  }),
  ...(lookingBack.length > 0 && {
    lookingBack: Object.fromEntries(
      lookingBack.map((one) => [
        one,
        recordedVocabulary(system.vocabulary, LOOK_BACK[one].tier, { absentIsZero: true }),
      ])
    ),
  }),
});
