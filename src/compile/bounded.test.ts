import type { Ask, PanelDefinition } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import type { SignalId } from '../signals/signals';
import { choreoai } from '../vocabularies/choreoai';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Dimension, Vocabulary } from '../vocabularies/vocabulary';
import { isRest } from './bounded';
import { compilePanel, type CompiledPanel } from './panel';
import { PANEL_RANGE } from './view';

const ask = (signal: SignalId, by?: Dimension): Ask => ({ signal, by: by ? [by] : [], name: signal });

function drawn(asks: PanelDefinition['asks'], first: Vocabulary = choreoai, ...rest: Vocabulary[]): CompiledPanel {
  const system = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const panel = compilePanel(
    {
      id: 'a-panel',
      title: 'A panel',
      description: 'What it shows.',
      visualization: 'lines',
      asks,
      size: { width: 12, height: 8 },
      whenMissing: 'explain',
    },
    {
      systems: [system(first), ...rest.map(system)],
      select: {},
      window: '$__rate_interval',
      range: PANEL_RANGE,
      path: '/page',
    }
  );
  if (panel?.kind !== 'panel') {
    throw new Error('The panel was not drawn.');
  }
  return panel;
}

const expressionsOf = (panel: CompiledPanel) => panel.queries.map(({ expr }) => expr);

it('models are ranked once for the whole range, and the rest is one line', () => {
  const panel = drawn([ask('requestRate', 'model')]);
  const rate = (range: string) =>
    `sum by (model) (rate(choreoai_requests_total{job="choreoai",endpoint!~"(/api/v1)?/(health|metrics).*"}[${range}))`;
  const largest = `topk(19, ${rate('$__range] @ end()')})`;
  const each = rate('$__rate_interval]');
  expect(expressionsOf(panel)).toEqual([
    `sum by (model) (((${each}) and on (model) (${largest})) or (label_replace(label_replace(` +
      `sum((${each}) unless on (model) (${largest})), "model", "other", "", ""), "rest", "true", "", "")))`,
  ]);
  expect(panel.description).toContain('the smallest over the range are added up as "other"');
});

it('ratios and percentiles are of the endpoints with the most traffic, and nothing is added up', () => {
  const panel = drawn([ask('latencyP95', 'endpoint')]);
  const [expression = ''] = expressionsOf(panel);
  expect(expression).toMatch(
    /and on \(endpoint\) \(topk\(20, sum by \(endpoint\) \(rate\(\w+_count\{.*\}\[\$__range\] @ end\(\)\)\)\)\)$/
  );
  expect(expression).not.toContain('other');
  expect(panel.description).toContain('only those with the most traffic over the range are shown');
});

it('what has few values is shown as it is', () => {
  const panel = drawn([ask('requestRate', 'provider')]);
  expect(expressionsOf(panel).join()).not.toContain('topk');
  expect(panel.description).toBe('What it shows.');
});

it('several systems share the lines of a panel', () => {
  const panel = drawn([ask('requestRate', 'model')], choreoai, otelGenai);
  expect(expressionsOf(panel).map((expression) => expression.match(/topk\((\d+)/)?.[1])).toEqual(['9', '9']);
});

it('the rest leads nowhere', () => {
  const { overrides } = drawn([ask('requestRate', 'model')]).fieldConfig;
  const { matcher, properties } = overrides.find((override) => override.matcher.id === 'byRegexp') ?? {};
  const pattern = new RegExp(String(matcher?.options).slice(1, -1));
  expect(['other', 'OpenTelemetry GenAI · other'].filter((name) => pattern.test(name))).toHaveLength(2);
  expect(['another', 'gpt-4o', 'other-model'].filter((name) => pattern.test(name))).toEqual([]);
  expect(properties).toEqual([{ id: 'links', value: [] }]);
});

it('a provider may be called like the rest of the models', () => {
  expect(isRest('model', 'other')).toBe(true);
  expect(isRest('provider', 'other')).toBe(false);
});
