import * as promql from '../promql/expression';
import { refIdOf, toTarget, type CompiledQuery } from './query';

it('queries are called as Grafana calls them, and no two alike', () => {
  expect([0, 1, 25, 26, 27, 52].map(refIdOf)).toEqual(['A', 'B', 'Z', 'A1', 'B1', 'A2']);
  expect(new Set(Array.from({ length: 200 }, (_, index) => refIdOf(index))).size).toBe(200);
});

it('a target asks for a range or for an instant, never for both, and has all that Grafana’s editor needs', () => {
  const query: CompiledQuery = {
    refId: 'A',
    expr: promql.select('up', []),
    legendFormat: '{{job}}',
    format: 'time_series',
    instant: false,
  };
  expect(toTarget(query)).toEqual({ ...query, editorMode: 'code', range: true });
  expect(toTarget({ ...query, format: 'table', instant: true })).toMatchObject({ instant: true, range: false });
});
