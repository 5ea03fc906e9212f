import type { Asked } from '../ask';
import { verdicts } from '../bounds';
import { queryTimes, type SizeFigures } from '../figures';
import { median, percentile } from '../percentile';

const ask = (panel: string, times: number[], more: Partial<Asked> = {}): Asked => ({
  question: { panel, expression: 'up', from: 0, to: 1, recorded: true },
  times,
  series: 1,
  ...more,
});

it('a percentile is a value that so many do not exceed, in whatever order they come', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([50, 95, 100]);
  expect(median([3, 1, 2])).toBe(2);
  expect(percentile([], 0.5)).toBeNaN();
});

it('a dashboard costs the sum of the medians of its queries, and tells of the slowest and of what was refused', () => {
  const figures = queryTimes([
    ask('quick', [1, 2, 90]),
    ask('slow', [40, 50, 60], { series: 20 }),
    ask('refused', [5], { refused: 'too many samples' }),
  ]);
  expect(figures).toMatchObject({
    queries: 3,
    p50: 40,
    p95: 90,
    sum: 57,
    slowest: { panel: 'slow', took: 50 },
    mostSeries: 20,
    refused: ['refused: too many samples'],
  });
  expect(queryTimes([])).toBeUndefined();
});

describe('a bound', () => {
  const size = (recorded: Partial<Asked>, more: Partial<SizeFigures> = {}): SizeFigures => ({
    replicas: 1,
    series: { llm: 1_000, all: 1_020, recorded: 900 },
    samples: 1,
    detection: { p50: 1, p95: 400 },
    recordings: { p50: 1, p95: 1 },
    dashboards: [
      {
        dashboard: 'overview',
        range: '30d',
        raw: queryTimes([ask('a', [500])]),
        recorded: queryTimes([ask('a', [50], recorded)]),
      },
    ],
    limit: { expected: 1, offersRaw: true, readsRecorded: true },
    ...more,
  });
  const failing = (figures: SizeFigures) =>
    verdicts([figures])
      .filter(({ met }) => !met)
      .map(({ text }) => text);

  it('that is met is passed', () => {
    expect(failing(size({}))).toEqual([]);
    expect(verdicts([size({})])).toHaveLength(3);
  });

  it.each<[string, SizeFigures]>([
    ['p95 of its 1 recorded queries 100 ms, bound 100 ms', size({ times: [100] })],
    ['raw queries over 30d take 9.8 times as long', size({ times: [51] })],
    ['has 21 series, bound 20', size({ series: 21 })],
    ['refused a: no', size({ refused: 'no' })],
    ['detection p95 500 ms, bound 500 ms', size({}, { detection: { p50: 1, p95: 500 } })],
    ['still offers it', size({}, { limit: { expected: 1, offersRaw: true, readsRecorded: true, refused: 'no' } })],
    ['reads raw series', size({}, { limit: { expected: 1, offersRaw: false, readsRecorded: false, refused: 'no' } })],
  ])('that is not met fails: %s', (text, figures) => {
    expect(failing(figures).join()).toContain(text);
  });
});
