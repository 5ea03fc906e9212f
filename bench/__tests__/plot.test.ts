import { axis, logLogPlot } from '../plot';

it('an axis reaches over the powers of ten that hold all values', () => {
  const { ticks, at } = axis([1_013, 100_386], 0, 300);
  expect(ticks).toEqual([1_000, 10_000, 100_000, 1_000_000]);
  expect([1_000, 10_000, 1_000_000].map(at)).toEqual([0, 100, 300]);
  expect(axis([], 0, 100).ticks).toEqual([1, 10]);
});

it('a plot has a line and its points for each row of values, and leaves out what has no logarithm', () => {
  const svg = logLogPlot({ title: 'Growth', x: 'series', y: 'ms' }, [
    {
      name: 'raw',
      colour: '#000',
      points: [
        [1_000, 10],
        [10_000, 100],
        [100_000, 1_000],
      ],
    },
    {
      name: 'recorded',
      colour: '#111',
      points: [
        [1_000, 0],
        [10_000, 10],
      ],
    },
  ]);
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg.match(/<circle/g)).toHaveLength(4);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
