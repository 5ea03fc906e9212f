/** How Grafana's Prometheus data source fills in a panel's query, as far as it costs a server. */

/** What Grafana takes for the scrape interval where nobody sets it in the data source; in seconds. */
const SCRAPE = 15;

/** How wide a page of panels is, in pixels: a line has no more points. */
const PAGE = 1440;
const COLUMNS = 24;

/** Grafana's own steps, in seconds: below the first number the second is taken. */
const ROUNDED: ReadonlyArray<readonly [below: number, step: number]> = [
  [17.5, 15],
  [25, 20],
  [45, 30],
  [90, 60],
  [210, 120],
  [450, 300],
  [750, 600],
  [1050, 900],
  [1500, 1200],
  [2700, 1800],
  [5400, 3600],
  [9000, 7200],
  [16_200, 10_800],
  [32_400, 21_600],
  [86_400, 43_200],
  [604_800, 86_400],
];
const LONGEST = 604_800;

/** How a panel is asked. */
export interface Resolution {
  /** Its width. */
  columns: number;
  /** The most points that it asks for, where that is not a point for each pixel. */
  points?: number;
  /** Its own shortest step, in seconds. */
  least?: number;
}

/** @param range in seconds; also the answer */
export function stepOf(range: number, { columns, points, least = SCRAPE }: Resolution): number {
  const even = range / (points ?? Math.floor((PAGE * columns) / COLUMNS));
  return Math.max(least, ROUNDED.find(([below]) => even < below)?.[1] ?? LONGEST);
}

/** An expression with Grafana's macros filled in; range and step in seconds. */
export function filledIn(expression: string, { range, step }: { range: number; step: number }): string {
  const macros: Readonly<Record<string, string>> = {
    $__rate_interval: `${Math.max(step + SCRAPE, 4 * SCRAPE)}s`,
    $__interval: `${step}s`,
    $__range_s: `${range}`,
    $__range: `${range}s`,
  };
  return Object.entries(macros).reduce((filled, [macro, value]) => filled.replaceAll(macro, value), expression);
}
