import { compileDashboard } from '../../src/compile/panel';
import { PANEL_RANGE } from '../../src/compile/view';
import { equals } from '../../src/promql/matcher';
import type { CustomMetric } from '../../src/settings/schema';
import { choreoai } from '../../src/vocabularies/choreoai';
import { withOwnMetrics } from '../../src/vocabularies/ownMetrics';
import { needs } from '../real';
import { checkExpressions, rounded, testExpression, type Answers, type InputSeries } from './promtool';

/** The queries of a metric's panel, of a range that ends when they are evaluated. */
function queriesOf(metric: Pick<CustomMetric, 'name' | 'kind' | 'labels'>): string[] {
  const own = [{ ...metric, title: 'Ours' }];
  const rows = compileDashboard(
    { selects: [], rows: [], ownMetrics: true },
    {
      systems: [{ vocabulary: withOwnMetrics(choreoai, own), jobs: equals('job', 'choreoai'), own }],
      select: {},
      window: '5m',
      range: PANEL_RANGE,
      path: '/page',
    }
  );
  return rows
    .flatMap(({ panels }) => panels)
    .flatMap((panel) => (panel.kind === 'panel' ? panel.queries : []))
    .map(({ expr }) => expr.replaceAll('$__range', '10m').replaceAll(' @ end()', ''));
}

const series = (name: string, labels: string, values: string): InputSeries => ({
  [`${name}{job="choreoai",${labels}}`]: values,
  [`${name}{job="other",${labels}}`]: values,
});

needs('promtool')('a metric of a team’s own', () => {
  it.each<[kind: CustomMetric['kind'], labels: string[], InputSeries, Answers[]]>([
    [
      'counter',
      ['queue'],
      {
        ...series('custom', 'instance="a",queue="fast"', '0+60x20'),
        ...series('custom', 'instance="b",queue="fast"', '0+120x20'),
        ...series('custom', 'instance="b",queue="slow"', '0+30x20'),
      },
      [{ '{queue="fast"}': 3, '{queue="slow"}': 0.5 }],
    ],
    ['counter', [], series('custom', 'instance="a"', '0+60x20'), [{ '{}': 1 }]],
    [
      'gauge',
      [],
      { ...series('custom', 'instance="a"', '4x20'), ...series('custom', 'instance="b"', '8x20') },
      [{ '{instance="a"}': 4, '{instance="b"}': 8 }],
    ],
    [
      'histogram',
      [],
      {
        ...series('custom_bucket', 'instance="a",le="1"', '0+100x20'),
        ...series('custom_bucket', 'instance="a",le="+Inf"', '0+100x20'),
        ...series('custom_count', 'instance="a"', '0+100x20'),
      },
      [{ '{}': 0.5 }, { '{}': 0.95 }, { '{}': 0.99 }],
    ],
  ])('of kind %s by %j is read of its system’s jobs only', (kind, labels, input, answers) => {
    const queries = queriesOf({ name: 'custom', kind, labels });
    expect(checkExpressions(queries)).toBeUndefined();
    expect(queries).toHaveLength(answers.length);
    queries.forEach((query, index) => {
      const test = { series: input, expression: rounded(query), answers: answers[index] ?? {} };
      expect(testExpression(test)).toBeUndefined();
    });
  });
});
