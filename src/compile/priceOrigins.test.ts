import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import { priceBook } from '../pricing/lookUp';
import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { litellm } from '../vocabularies/litellm';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { toDashboardJson } from './dashboardJson';
import { compileDashboard, type CompiledPanel } from './panel';

const book = priceBook({ overrides: [{ model: 'our-model', input: 3, output: 4 }], aliases: { 'prod-gpt': 'gpt-4o' } });
const models = ['our-model', 'prod-gpt', 'gpt-5.4', 'nobody-knows'].map((model) => ({ model }));

/** The cost page's table of models. */
function table(first: Vocabulary, ...rest: Vocabulary[]): CompiledPanel {
  const system = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const found = compileDashboard(DASHBOARDS.cost, {
    systems: [system(first), ...rest.map(system)],
    select: {},
    window: '5m',
    path: '/page',
    prices: { book, models },
  })
    .flatMap(({ panels }) => panels)
    .find(({ id }) => id === 'models');
  if (found?.kind !== 'panel') {
    throw new Error('The table was not drawn.');
  }
  return found;
}

const mappingsOf = ({ fieldConfig }: Pick<CompiledPanel, 'fieldConfig'>): unknown =>
  fieldConfig.overrides
    .find(({ matcher }) => matcher.options === 'price_origin')
    ?.properties.find(({ id }) => id === 'mappings')?.value;

describe('the table of models', () => {
  it('says in words where the price of each comes from', () => {
    expect(mappingsOf(table(choreoai))).toEqual([
      {
        type: 'value',
        options: {
          'our-model': { text: 'Set by you' },
          'prod-gpt': { text: 'Shipped list of 2026-08-01, as gpt-4o' },
          'gpt-5.4': { text: 'Shipped list of 2026-08-01' },
          '(emitted)': { text: 'Emitted by the system' },
          other: { text: '–' },
        },
      },
      { type: 'regex', options: { pattern: '.*', result: { text: 'No price' } } },
    ]);
  });

  it('has the same origin in every column, so that each model is one row', () => {
    const origins = (system: Vocabulary) => table(system).queries.map(({ expr }) => expr.slice(-70));
    origins(choreoai).forEach((end) => expect(end).toMatch(/"price_origin", "\$1", "model", "\(\?s\)\(\.\*\)"\)$/));
    origins(litellm).forEach((end) => expect(end).toMatch(/"price_origin", "\(emitted\)", "", ""\)$/));
  });

  it('names the models whose long contexts cost more, where spend is computed', () => {
    expect(table(choreoai).warnings.map(({ seen }) => seen)).toEqual([
      'Prices for long contexts are not counted: gpt-5.4 ($5 above 272,000 tokens)',
    ]);
    expect(table(litellm).warnings).toEqual([]);
    expect(table(litellm, choreoai).warnings).toHaveLength(1);
  });

  it('knows the shipped prices where it is bundled', () => {
    const bundled = toDashboardJson(DASHBOARDS.cost, choreoai).panels.find(({ type }) => type === 'table');
    const shipped = JSON.stringify(bundled);
    expect(shipped).toContain('"grok-4":{"text":"Shipped list of 2026-08-01, as xai/grok-4"}');
    expect(shipped).not.toContain('Set by you');
  });
});
