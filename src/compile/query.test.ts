import { refIdOf } from './query';

it('queries are called as Grafana calls them, and no two alike', () => {
  expect([0, 1, 25, 26, 27, 52].map(refIdOf)).toEqual(['A', 'B', 'Z', 'A1', 'B1', 'A2']);
  expect(new Set(Array.from({ length: 200 }, (_, index) => refIdOf(index))).size).toBe(200);
});
