/** What was measured, as data: what the report and the plot show. */
import type { Asked } from './ask';
import type { Benched } from './questions';
import { median, percentile, sum } from './percentile';

/** The query times of one dashboard, in milliseconds. */
export interface QueryTimes {
  queries: number;
  /** Over every time that each query was asked. */
  p50: number;
  p95: number;
  /** Of all queries once, each by its median: what a page costs the server. */
  sum: number;
  /** The query with the longest median. */
  slowest: { panel: string; took: number };
  /** The most series that an answer had. */
  mostSeries: number;
  /** What the server did not answer. */
  refused: string[];
}

/** One dashboard over one range. */
export interface DashboardFigures {
  dashboard: Benched;
  /** As a person writes it, such as `30d`. */
  range: string;
  raw?: QueryTimes;
  recorded?: QueryTimes;
  /** What the recorded page still reads raw, because it is not recorded by that label. */
  unrecorded?: QueryTimes;
}

/** Everything about one size of gateway. Times in milliseconds. */
export interface SizeFigures {
  replicas: number;
  series: { llm: number; all: number; recorded: number };
  samples: number;
  detection: { p50: number; p95: number };
  /** Finding out since when is recorded and how many raw series there are. */
  recordings: { p50: number; p95: number };
  dashboards: DashboardFigures[];
  limit: LimitFigures;
}

/** What the app says of raw series over a day, and what the server says to as many samples. */
export interface LimitFigures {
  /** How many samples the app expects in the largest panel over a day. */
  expected: number;
  offersRaw: boolean;
  readsRecorded: boolean;
  /** The server's words; none where it answered. */
  refused?: string;
}

export function queryTimes(all: readonly Asked[]): QueryTimes | undefined {
  const [first, ...rest] = all;
  if (first === undefined) {
    return undefined;
  }
  const medians = all.map(({ times }) => median(times));
  const slowest = rest.reduce((worst, one) => (median(one.times) > median(worst.times) ? one : worst), first);
  const every = all.flatMap(({ times }) => times);
  return {
    queries: all.length,
    p50: percentile(every, 0.5),
    p95: percentile(every, 0.95),
    sum: sum(medians),
    slowest: { panel: slowest.question.panel, took: median(slowest.times) },
    mostSeries: Math.max(...all.map(({ series }) => series)),
    refused: all.flatMap(({ refused, question }) => (refused === undefined ? [] : [`${question.panel}: ${refused}`])),
  };
}
