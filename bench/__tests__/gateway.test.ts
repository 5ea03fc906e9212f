import { countSeries, gatewayTracks, MODELS, PROVIDERS, replicasFor } from '../gateway';
import { seriesName, textOf, type Track } from '../track';

const HOUR = { from: 1_000_000, to: 1_003_600, every: 30 };

/** Every series of so many replicas, as a Prometheus would have them. */
const written = (replicas: number) => [...gatewayTracks(replicas, HOUR)];

it('a thousand series are one replica, and a hundred thousand some ninety of the same', () => {
  expect(replicasFor(1_000)).toBe(1);
  const replicas = replicasFor(100_000);
  expect(countSeries(replicas).llm).toBeGreaterThanOrEqual(100_000);
  expect(countSeries(replicas - 1).llm).toBeLessThan(100_000);
  expect([MODELS.length, PROVIDERS.length]).toEqual([39, 12]);
});

it('no series is there twice', () => {
  const names = written(3).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(countSeries(3).all);
});

it('counters never fall, and a bucket never holds more than the next', () => {
  const tracks = written(2);
  const times = Array.from({ length: 121 }, (_, index) => HOUR.from + 30 * index);
  const counters = tracks.filter(({ name }) => /_total\{|_bucket\{|_count\{|_sum\{/.test(name));
  expect(counters.length).toBeGreaterThan(2_000);
  const falls = ({ value }: Track) => times.slice(1).some((time) => value(time) < value(time - 30));
  expect(counters.filter(falls)).toEqual([]);

  const buckets = tracks.filter(({ name }) => name.includes('_bucket{') && name.includes(MODELS[0]?.model ?? ''));
  const [first, ...more] = buckets.slice(0, 15);
  more.reduce((lower, bucket) => {
    expect(times.filter((time) => bucket.value(time) < (lower?.value(time) ?? NaN))).toEqual([]);
    return bucket;
  }, first);
});

it('a track writes its samples at whole multiples of its step, within a period', () => {
  const track: Track = {
    name: seriesName('a', { b: '"\\\n' }),
    from: 10,
    to: 100,
    every: 30,
    value: (time) => time / 2,
  };
  expect(textOf(track, { from: 0, before: 90 })).toEqual({
    text: 'a{b="\\"\\\\\\n"} 15 30\na{b="\\"\\\\\\n"} 30 60\n',
    samples: 2,
  });
  expect(textOf(track, { from: 90, before: 1000 }).samples).toBe(1);
});
