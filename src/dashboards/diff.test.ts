import { changesBetween, type Change } from './diff';
import type { JsonObject } from '../json/json';

const PANEL = {
  id: 1,
  type: 'stat',
  title: 'Error ratio',
  gridPos: { x: 0, y: 1, w: 4, h: 4 },
  fieldConfig: {
    defaults: {
      unit: 'percentunit',
      thresholds: {
        steps: [
          { color: 'green', value: null },
          { color: 'red', value: 0.1 },
        ],
      },
    },
  },
  options: { legend: { showLegend: true } },
  targets: [{ refId: 'A', expr: 'up' }],
} satisfies JsonObject;

const BASE = {
  title: 'vLLM Overview',
  refresh: '10s',
  tags: ['vllm'],
  panels: [PANEL],
  templating: { list: [{ name: 'job', type: 'query', query: 'a', hide: 0 }] },
} satisfies JsonObject;

const withPanel = (change: JsonObject): JsonObject => ({ ...BASE, panels: [{ ...PANEL, ...change }] });

const told = (changes: readonly Change[]) =>
  changes.flatMap(({ where, what, settings }) =>
    what === 'changed'
      ? settings.map(({ setting, before = '-', after = '-' }) => `${where}: ${setting}: ${before} -> ${after}`)
      : [`${where} ${what}`]
  );

it.each<[string, JsonObject, string[]]>([
  ['nothing', BASE, []],
  ['what only Grafana writes', { ...BASE, id: 5, version: 9 }, []],
  [
    'the dashboard',
    { ...BASE, refresh: '1m', tags: ['vllm', 'mine'] },
    ['The dashboard itself: Refresh: 10s -> 1m', 'The dashboard itself: Tags: vllm -> vllm, mine'],
  ],
  ['a title', withPanel({ title: 'Mine' }), ['Panel “Mine”: Title: Error ratio -> Mine']],
  ['a query', withPanel({ targets: [{ refId: 'A', expr: 'down' }] }), ['Panel “Error ratio”: Query A: up -> down']],
  [
    'a query more',
    withPanel({ targets: [...PANEL.targets, { refId: 'B', expr: 'x' }] }),
    ['Panel “Error ratio”: Query B: - -> x', 'Panel “Error ratio”: Query B, refId: - -> B'],
  ],
  [
    'the unit',
    withPanel({ fieldConfig: { defaults: { ...PANEL.fieldConfig.defaults, unit: 'short' } } }),
    ['Panel “Error ratio”: Unit: percentunit -> short'],
  ],
  [
    'thresholds',
    withPanel({
      fieldConfig: { defaults: { unit: 'percentunit', thresholds: { steps: [{ color: 'blue', value: null }] } } },
    }),
    ['Panel “Error ratio”: Thresholds: green, red from 0.1 -> blue'],
  ],
  [
    'its place',
    withPanel({ gridPos: { x: 4, y: 1, w: 4, h: 4 } }),
    ['Panel “Error ratio”: Position and size: column 0, line 1, 4 wide, 4 high -> column 4, line 1, 4 wide, 4 high'],
  ],
  [
    'an option',
    withPanel({ options: { legend: { showLegend: false } } }),
    ['Panel “Error ratio”: Option legend.showLegend: on -> off'],
  ],
  ['a panel less', { ...BASE, panels: [] }, ['Panel “Error ratio” removed']],
  ['a panel of the same name more', { ...BASE, panels: [PANEL, { ...PANEL, id: 2 }] }, ['Panel “Error ratio” added']],
  [
    'a panel in a folded row',
    { ...BASE, panels: [{ type: 'row', title: 'Row', panels: [PANEL] }] },
    ['Panel “Row” added'],
  ],
  [
    'a variable',
    { ...BASE, templating: { list: [{ name: 'job', type: 'query', query: 'b', hide: 2 }] } },
    ['Variable “job”: Visibility: shown -> hidden', 'Variable “job”: Query: a -> b'],
  ],
  ['no variable', { ...BASE, templating: { list: [] } }, ['Variable “job” removed']],
  [
    'an annotation',
    { ...BASE, annotations: { list: [{ name: 'Deploys', enable: true }] } },
    ['Annotation “Deploys” added'],
  ],
])('tells %s in words', (_, after, expected) => {
  expect(told(changesBetween(BASE, after))).toEqual(expected);
});
