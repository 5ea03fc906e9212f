import { choreoai } from '../../src/vocabularies/choreoai';
import { BENCHED, questionsOf } from '../questions';
import { filledIn, stepOf } from '../steps';

const HOUR = 3600;

it.each([
  ['an hour in half a page has a point for each scrape', HOUR, { columns: 12 }, 15],
  ['a day in half a page', 24 * HOUR, { columns: 12 }, 120],
  ['a month in half a page', 720 * HOUR, { columns: 12 }, 3600],
  ['no more points than are asked for', 24 * HOUR, { columns: 24, points: 300 }, 300],
  ['never finer than the panel says', HOUR, { columns: 24, least: 60 }, 60],
])('%s', (_, range, resolution, step) => {
  expect(stepOf(range, resolution)).toBe(step);
});

it('macros are filled in as Grafana does', () => {
  expect(
    filledIn('rate(a[$__rate_interval]) + b[$__interval] + c[$__range] * $__range_s', { range: HOUR, step: 30 })
  ).toBe('rate(a[60s]) + b[30s] + c[3600s] * 3600');
});

it.each(BENCHED)('nothing is left for Grafana to fill in: %s', (id) => {
  const system = { vocabulary: choreoai, jobs: ['gateway'] };
  const recorded = { from: 'recorded', tier: '5m', why: 'covers', since: 0 } as const;
  const [raw, read] = ([{ from: 'raw', why: 'asked' }, recorded] as const).map((reading) =>
    questionsOf(id, system, reading, [], { range: HOUR, to: 1_000_000 })
  );
  // `$1` is label_replace's own.
  const left = [raw, read]
    .flat()
    .flatMap((question) => (/\$\D/.test(question?.expression ?? '') ? [question?.panel] : []));
  expect(left).toEqual([]);
  expect(raw?.filter((question) => question.recorded)).toEqual([]);
  expect(read?.filter((question) => question.recorded).length).toBeGreaterThan(0);
});
