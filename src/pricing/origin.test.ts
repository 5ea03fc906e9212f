import { priceBook } from './lookUp';
import { longContexts, originOf } from './origin';

const own = { model: 'ours', input: 1, output: 2 };
const book = priceBook({
  overrides: [own, { model: 'gpt-4o', input: 2, output: 8, from: '2026-09-01' }],
  aliases: { 'prod-model': 'ours' },
});

it.each([
  ['ours', 'Set by you'],
  ['prod-model', 'Set by you, as ours'],
  ['gpt-4o', 'Set by you, from 2026-09-01, before that: Shipped list of 2026-08-01'],
  ['gpt-4o-mini', 'Shipped list of 2026-08-01'],
  ['grok-4.5', 'Shipped list of 2026-08-01, as xai/grok-4.5'],
  ['gpt-4o-mini-2024-07-18', 'Shipped list of 2026-08-01, as gpt-4o-mini'],
  ['nobody-knows', undefined],
])('the price of %s comes from: %s', (model, expected) => {
  expect(originOf({ model }, book)).toBe(expected);
});

it('names the models that cost more in long contexts, by what systems call them', () => {
  const models = ['gpt-5.4', 'gpt-4o', 'grok-4.3', 'nobody-knows'].map((model) => ({ model }));
  expect(longContexts(models, book)).toEqual([
    { model: 'gpt-5.4', above: 272_000, input: 5 },
    { model: 'grok-4.3', above: 200_000, input: 2.5 },
  ]);
});
