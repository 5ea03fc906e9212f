import type { InputSeries } from '../promtool';
import { firedBy, never, type Cases, type Course, type CannotBe } from './case';
import { gauge } from './timeline';

export const LEVEL: Course = { healthy: 15, happens: 25, after: 20 };

/** Why a level tells nothing of a total outage. */
export const NOT_OF_SUCCESS: CannotBe = { because: 'It is a level: no series of success has a part in it.' };

/** An alert about a level: a gauge, with what else must be there. */
export interface Level {
  /** The gauge's series, and what stands beside it all the time. */
  series: string | readonly string[];
  beside?: InputSeries;
  /** While all is well; just beyond the limit; just within it; with no traffic. */
  values: readonly [well: number, beyond: number, within: number, idle: number];
  course?: Course;
}

export function levelCases({ series, beside = {}, values, course = LEVEL }: Level): Cases {
  const [well, beyond, within, idle] = values;
  const minutes = course.healthy + course.happens + course.after;
  const all = (text: string): InputSeries => ({
    ...beside,
    ...Object.fromEntries([series].flat().map((name) => [name, text])),
  });
  return {
    firesAndResolves: {
      series: all(gauge([well, course.healthy], [beyond, course.happens], [well, course.after])),
      firing: firedBy(course),
    },
    underThreshold: { series: all(gauge([within, minutes])), firing: never(minutes) },
    idle: { series: all(gauge([idle, minutes])), firing: never(minutes) },
    totalOutage: NOT_OF_SUCCESS,
  };
}
