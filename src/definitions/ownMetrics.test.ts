import { compileDashboard, type CompiledPanel } from '../compile/panel';
import { PANEL_RANGE, type View } from '../compile/view';
import { equals } from '../promql/matcher';
import type { CustomMetric } from '../settings/schema';
import { SYSTEMS } from '../vocabularies/vocabularies';
import { withOwnMetrics } from '../vocabularies/ownMetrics';
import type { SystemId } from '../vocabularies/vocabulary';

const metric = (about: Partial<CustomMetric>): CustomMetric => ({
  name: 'custom_jobs',
  kind: 'gauge',
  labels: [],
  title: 'Our jobs',
  ...about,
});

const systemWith = (id: SystemId, own: CustomMetric[]) => ({
  vocabulary: withOwnMetrics(SYSTEMS[id], own),
  jobs: equals('job', id),
  own,
});

function rowsOf(first: View['systems'][0], ...rest: Array<View['systems'][0]>) {
  const view = { systems: [first, ...rest] as const, select: {}, window: '5m', range: PANEL_RANGE, path: '/page' };
  return compileDashboard({ selects: [], rows: [], ownMetrics: true }, view);
}

function drawn(about: Partial<CustomMetric>): CompiledPanel {
  const panel = rowsOf(systemWith('ai-companion', [metric(about)]))[0]?.panels[0];
  if (panel?.kind !== 'panel') {
    throw new Error('The panel was not drawn.');
  }
  return panel;
}

const IN = '{job="ai-companion"}';

it.each<[about: Partial<CustomMetric>, unit: string, queries: Array<[legend: string, expression: RegExp]>]>([
  [{ kind: 'counter' }, 'ops', [['Per second', /^sum\(rate\(custom_jobs\{job="ai-companion"\}\[5m\]\)\)$/]]],
  [
    { kind: 'counter', labels: ['queue'], unit: 'Bps' },
    'Bps',
    [['{{queue}}', /^sum by \(queue\) \(\(\(sum by \(queue\) .* and on \(queue\) \(topk\(19, .*"queue", "other"/]],
  ],
  [
    { kind: 'gauge', labels: ['queue'], unit: 'bytes' },
    'bytes',
    [['{{queue}} · {{instance}}', /^\(max by \(queue, instance\) .* and on \(queue, instance\) \(topk\(20, max by/]],
  ],
  [
    { kind: 'histogram', unit: 's' },
    's',
    [
      ['p50', /histogram_quantile\(0\.5, .*custom_jobs_bucket/],
      ['p95', /histogram_quantile\(0\.95, /],
      ['p99', /histogram_quantile\(0\.99, /],
    ],
  ],
])('%j is drawn in %s', (about, unit, queries) => {
  const panel = drawn(about);
  expect(panel.title).toBe('Our jobs');
  expect(panel.fieldConfig.defaults.unit).toBe(unit);
  expect(panel.queries.map(({ legendFormat, expr }) => [legendFormat, expr])).toEqual(
    queries.map(([legend, expression]) => [legend, expect.stringMatching(expression)])
  );
  panel.queries.forEach(({ expr }) => expect(expr).toContain('{job="ai-companion"}'));
});

it('says of a breakdown that may not show everything what it leaves out', () => {
  expect(drawn({ kind: 'counter', labels: ['queue'] }).description).toContain(
    'Of more than 20 queues the smallest over the range are added up as "other".'
  );
  expect(drawn({ labels: ['queue'] }).description).toContain(
    'Of more than 20 queues only those that are largest at its end are shown.'
  );
});

it('follows the selection of models where it has the label of models', () => {
  const own = [metric({ kind: 'counter', labels: ['model'] })];
  const panel = compileDashboard(
    { selects: ['model'], rows: [], ownMetrics: true },
    { systems: [systemWith('choreoai', own)], select: { model: ['gpt-4o'] }, window: '5m', path: '/page' }
  )[0]?.panels[0];
  expect(panel).toMatchObject({ queries: [{ expr: expect.stringContaining('model="gpt-4o"') }] });
});

it('has a row for each system, which tells whose it is where there are several', () => {
  const choreoai = systemWith('choreoai', [metric({ name: 'choreoai_custom_metric' })]);
  expect(rowsOf(choreoai).map(({ title }) => title)).toEqual(['Your own metrics']);
  const rows = rowsOf(choreoai, systemWith('ai-companion', [metric({})]), systemWith('vllm', []));
  expect(rows.map(({ title, panels }) => [title, panels.length])).toEqual([
    ['Your own metrics of ChoreoAI', 1],
    ['Your own metrics of AI Companion', 1],
  ]);
  expect(JSON.stringify(rows[0])).not.toContain(IN);
});
