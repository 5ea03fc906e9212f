import type { SystemId } from '../../../src/vocabularies/vocabulary';
import type { InputSeries } from '../promtool';
import { FIVE_AND_FIVE, firedBy, never, type Cases, type Course } from './case';
import type { Phase } from './timeline';
import { observed, TRAFFIC, type Traffic } from './traffic';

/** A hundred a minute, of which a share is of the bad kind while it happens. */
const course = ({ healthy, happens, after }: Course, perMinute: readonly [number, number, number]): Phase[] => [
  [perMinute[0], healthy],
  [perMinute[1], happens],
  [perMinute[2], after],
];

/** What every case of an alert about a ratio looks like, whatever is counted. */
export interface Ratio {
  /** Per cent that is just above the limit, and just below it. */
  above: number;
  under: number;
  course?: Course;
  /** What it writes of good and of bad events. */
  write(good: readonly Phase[] | undefined, bad: readonly Phase[] | undefined): InputSeries;
  /** Where a total outage is not for this alert to tell. */
  outage?: Cases['totalOutage'];
}

export function ratioCases({ above, under, course: during = FIVE_AND_FIVE, write, outage }: Ratio): Cases {
  const minutes = during.healthy + during.happens + during.after;
  return {
    firesAndResolves: {
      series: write(course(during, [100, 100 - above, 100]), course(during, [0, above, 0])),
      firing: firedBy(during),
    },
    underThreshold: {
      series: write([[100 - under, minutes]], [[under, minutes]]),
      firing: never(minutes),
    },
    idle: { series: write([[0, minutes]], [[0, minutes]]), firing: never(minutes) },
    totalOutage: outage ?? {
      series: write(undefined, course(during, [0, 30, 0])),
      firing: { [during.healthy + during.happens - 1]: 1 },
    },
  };
}

const callsOf =
  (system: SystemId) =>
  (succeeded: Traffic['succeeded'], failed: Traffic['failed']): InputSeries => ({
    ...TRAFFIC[system].always,
    ...TRAFFIC[system].calls({
      ...(succeeded && { succeeded }),
      ...(failed && { failed }),
    }),
  });

/** An alert about failing calls; per cent. */
export const failing = (system: SystemId, above: number, under: number, during?: Course): Cases =>
  ratioCases({ above, under, write: callsOf(system), ...(during && { course: during }) });

/** An alert about slow answers; per cent. */
export const slow = (system: SystemId, above: number, under: number): Cases =>
  slowIn(TRAFFIC[system].latency, TRAFFIC[system].always, above, under);

/** An alert about a histogram of which too much is above its bounds. */
export const slowIn = (
  [name, labels, bounds]: readonly [string, Parameters<typeof observed>[1], readonly string[]],
  always: InputSeries,
  above: number,
  under: number,
  during?: Course
): Cases =>
  ratioCases({
    above,
    under,
    ...(during && { course: during }),
    write: (fast = [], late = []) => ({ ...always, ...observed(name, labels, bounds, fast, late) }),
    outage: { because: 'Latencies are of answers: without any there is nothing to be slow. Errors tell.' },
  });
