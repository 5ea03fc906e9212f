/** The bounds, and whether they are met. */
import { MOST_SERIES } from '../src/compile/bounded';
import type { DashboardFigures, SizeFigures } from './figures';
import { sum } from './percentile';

/** The 95th percentile of the queries of a dashboard that reads recorded series, in milliseconds. */
const RECORDED_MS = 100;
const DETECTION_MS = 500;
/** How many times as long as recorded ones raw queries of a month take, at the least. */
const TIMES = 10;
export const LONG = '30d';

export interface Verdict {
  met: boolean;
  /** One line: what was measured, and what it may be. */
  text: string;
}

/** @param sizes the smallest first */
export function verdicts(sizes: readonly SizeFigures[]): Verdict[] {
  return [
    ...sizes.flatMap((size) => size.dashboards.flatMap((one) => [...ofRecorded(size, one), ...ofSeries(size, one)])),
    ...sizes.map(({ series, detection }) =>
      within(`${count(series.llm)} series: detection p95`, detection.p95, DETECTION_MS)
    ),
    ...sizes.slice(0, 1).flatMap(ofLongRange),
    ...sizes.flatMap(ofLimit),
  ];
}

const within = (what: string, took: number, most: number): Verdict => ({
  met: took < most,
  text: `${what} ${took.toFixed(0)} ms, bound ${most} ms`,
});

/** Of what a recorded page reads: a query that is still raw keeps a person waiting as long. */
function ofRecorded({ series }: SizeFigures, { dashboard, range, recorded, unrecorded }: DashboardFigures): Verdict[] {
  const what = `${count(series.llm)} series: recorded ${dashboard} over ${range}`;
  return [
    ...(recorded
      ? [within(`${what}, p95 of its ${recorded.queries} recorded queries`, recorded.p95, RECORDED_MS)]
      : []),
    ...(unrecorded
      ? [within(`${what}, p95 of its ${unrecorded.queries} queries that stay raw`, unrecorded.p95, RECORDED_MS)]
      : []),
  ];
}

function ofSeries({ series }: SizeFigures, { dashboard, range, ...times }: DashboardFigures): Verdict[] {
  const read = Object.values(times).filter((one) => one !== undefined);
  const most = Math.max(0, ...read.map(({ mostSeries }) => mostSeries));
  const refused = [times.recorded, times.unrecorded].flatMap((one) => one?.refused ?? []);
  return [
    ...(most > MOST_SERIES
      ? [
          {
            met: false,
            text: `${count(series.llm)} series: an answer of ${dashboard} over ${range} has ${most} series, bound ${MOST_SERIES}`,
          },
        ]
      : []),
    ...refused.map((what) => ({
      met: false,
      text: `${count(series.llm)} series: recorded ${dashboard} over ${range}: refused ${what}`,
    })),
  ];
}

/**
 * How many times as long raw queries over the long range take, of those that are recorded; undefined where they were not asked.
 * What stays raw costs the same in both.
 */
export function timesSlower({ dashboards }: SizeFigures): number | undefined {
  const long = dashboards.filter(({ range, raw }) => range === LONG && raw);
  const all = (kind: 'raw' | 'recorded' | 'unrecorded') => sum(long.map((one) => one[kind]?.sum ?? 0));
  return long.length === 0 ? undefined : (all('raw') - all('unrecorded')) / all('recorded');
}

function ofLongRange(size: SizeFigures): Verdict[] {
  const ratio = timesSlower(size);
  return ratio === undefined
    ? []
    : [
        {
          met: ratio >= TIMES,
          text: `${count(size.series.llm)} series: raw queries over ${LONG} take ${ratio.toFixed(1)} times as long as recorded ones, at least ${TIMES}`,
        },
      ];
}

/** Where the server refuses as many samples as a day has, the app must not have asked. */
const ofLimit = ({ series, limit }: SizeFigures): Verdict[] =>
  limit.refused === undefined
    ? []
    : [
        {
          met: !limit.offersRaw && limit.readsRecorded,
          text: `${count(series.llm)} series: raw over a day is refused (${limit.refused}); the app ${limit.offersRaw ? 'still offers it' : 'does not offer it'} and reads ${limit.readsRecorded ? 'recorded' : 'raw'} series`,
        },
      ];

export const count = (number: number): string => number.toLocaleString('en');
