/** A plot of query times against series, both on logarithmic axes, as SVG. */
import type { SizeFigures, QueryTimes } from './figures';
import { sum } from './percentile';

export interface Line {
  name: string;
  /** Of the values that a colour-blind person tells apart. */
  colour: string;
  points: ReadonlyArray<readonly [x: number, y: number]>;
}

const WIDTH = 720;
const HEIGHT = 400;
const MARGIN = { left: 80, right: 150, top: 40, bottom: 50 };

/** The query time of the three dashboards over their first range, in milliseconds. */
export function growthPlot(sizes: readonly SizeFigures[]): string {
  const line = (kind: 'raw' | 'recorded', name: string, colour: string): Line => ({
    name,
    colour,
    points: sizes.map((size): [number, number] => [size.series.llm, sum(firstRange(size, kind).map((one) => one.sum))]),
  });
  return logLogPlot({ title: 'All queries of three dashboards, once', x: 'raw series', y: 'ms' }, [
    line('raw', 'raw', '#D55E00'),
    line('recorded', 'recorded', '#0072B2'),
  ]);
}

/** What each dashboard asks over the range that it shows first. */
const firstRange = ({ dashboards }: SizeFigures, kind: 'raw' | 'recorded'): QueryTimes[] =>
  [...new Map([...dashboards].reverse().map((one) => [one.dashboard, one])).values()].flatMap((one) => one[kind] ?? []);

/** Lines over powers of ten; a value that is not above 0 has no point. */
export function logLogPlot(titles: Record<'title' | 'x' | 'y', string>, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points.filter(([x, y]) => x > 0 && y > 0));
  const across = axis(
    points.map(([x]) => x),
    MARGIN.left,
    WIDTH - MARGIN.right
  );
  const up = axis(
    points.map(([, y]) => y),
    HEIGHT - MARGIN.bottom,
    MARGIN.top
  );
  const [right, bottom] = [WIDTH - MARGIN.right, HEIGHT - MARGIN.bottom];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${MARGIN.left}" y="20" font-size="14">${titles.title}</text>`,
    `<text x="${right}" y="${HEIGHT - 12}" text-anchor="end">${titles.x}</text>`,
    `<text x="12" y="${MARGIN.top - 12}">${titles.y}</text>`,
    ...across.ticks.map(
      (tick) =>
        `<path d="M${across.at(tick)} ${MARGIN.top}V${bottom}" stroke="#ddd"/><text x="${across.at(tick)}" y="${bottom + 18}" text-anchor="middle">${grouped(tick)}</text>`
    ),
    ...up.ticks.map(
      (tick) =>
        `<path d="M${MARGIN.left} ${up.at(tick)}H${right}" stroke="#ddd"/><text x="${MARGIN.left - 8}" y="${up.at(tick) + 4}" text-anchor="end">${grouped(tick)}</text>`
    ),
    ...lines.flatMap(({ name, colour, points: all }) => {
      const drawn = all.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [across.at(x), up.at(y)] as const);
      const [endX, endY] = drawn.at(-1) ?? [0, 0];
      return [
        `<polyline points="${drawn.map((point) => point.join()).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...drawn.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4" fill="${colour}"/>`),
        `<text x="${endX + 10}" y="${endY + 4}" fill="${colour}">${name} ${grouped(Math.round(all.at(-1)?.[1] ?? 0))}</text>`,
      ];
    }),
    '</svg>\n',
  ].join('\n');
}

/** A logarithmic axis over whole powers of ten that hold all values. */
export function axis(values: readonly number[], from: number, to: number) {
  const powers = values.map((value) => Math.log10(value));
  const least = powers.length === 0 ? 0 : Math.floor(Math.min(...powers));
  const most = Math.max(least + 1, ...powers.map(Math.ceil));
  return {
    ticks: Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index)),
    at: (value: number) => Math.round((from + ((Math.log10(value) - least) / (most - least)) * (to - from)) * 10) / 10,
  };
}

const grouped = (value: number) => value.toLocaleString('en');
