import type { InputSeries } from '../promtool';

/** Series, and how many alerts fire at which minute. */
export interface Case {
  series: InputSeries;
  firing: Readonly<Record<number, number>>;
  /** The time between samples and evaluations, where a minute would be too many of them. Minutes are then its multiples. */
  interval?: string;
}

/** Why a case cannot be. */
export interface CannotBe {
  because: string;
}

/** What every alert has to show. */
export interface Cases {
  /** Fires on its scenario, and resolves after it: the last minute has no alert. */
  firesAndResolves: Case;
  /** Silent just on the other side of its limit. */
  underThreshold: Case | CannotBe;
  /** Silent with no traffic, unless it is about that. */
  idle: Case | CannotBe;
  /** Fires where nothing succeeds, and has never: the series of success are not there. */
  totalOutage: Case | CannotBe;
}

export const isCase = (one: Case | CannotBe): one is Case => 'series' in one;

/** One healthy stretch, one in which it happens, one healthy again; in minutes. */
export interface Course {
  healthy: number;
  /** Long enough for the window and `for`. */
  happens: number;
  /** Long enough for the window and `keep_firing_for`. */
  after: number;
}

export const FIVE_AND_FIVE: Course = { healthy: 15, happens: 15, after: 20 };

/** Firing at the end of what happens; nothing before and nothing at the end. */
export const firedBy = ({ healthy, happens, after }: Course, alerts = 1): Case['firing'] => ({
  [healthy - 1]: 0,
  [healthy + happens - 1]: alerts,
  [healthy + happens + after - 1]: 0,
});

/** At no time. */
export const never = (minutes: number): Case['firing'] =>
  Object.fromEntries([minutes / 4, minutes / 2, minutes - 1].map((minute) => [Math.round(minute), 0]));
