import { HOSTILE_VALUES } from '../../tests/promql/hostile';
import { strings, syntaxErrors } from '../../tests/promql/lezer';
import { priceBook, SHIPPED_BOOK } from './lookUp';
import { priceVector, type PriceVectorOptions } from './priceVector';

const vectorOf = (options: Partial<PriceVectorOptions>) =>
  priceVector({
    models: [{ model: 'gpt-4o' }],
    book: SHIPPED_BOOK,
    accounting: { inputIncludesCached: false, outputIncludesReasoning: false },
    labels: { model: 'model', tokenType: 'token_type' },
    tokenTypes: { input: 'input' },
    ...options,
  });

describe('a vector of prices', () => {
  it.each<[title: string, options: Partial<PriceVectorOptions>, expression: string | undefined]>([
    [
      'in USD per token',
      {},
      'label_replace(label_replace(vector(0.0000025), "model", "gpt-4o", "", ""), "token_type", "input", "", "")',
    ],
    [
      'with the labels and the token types that the system writes',
      { labels: { model: 'gen_ai_request_model', tokenType: 'type' }, tokenTypes: { input: 'prompt' } },
      'label_replace(label_replace(vector(0.0000025), "gen_ai_request_model", "gpt-4o", "", ""), "type", "prompt", "", "")',
    ],
    [
      'with the difference for what is a part of the input',
      {
        accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
        tokenTypes: { cacheRead: 'cached' },
      },
      'label_replace(label_replace(vector(-0.00000125), "model", "gpt-4o", "", ""), "token_type", "cached", "", "")',
    ],
    [
      'for the models in view, as they are written, each once',
      {
        models: [
          { model: 'gpt-4o-2024-08-06' },
          { model: 'our-own' },
          { model: 'gpt-4' },
          { model: 'gpt-4', provider: 'azure' },
        ],
      },
      '(label_replace(label_replace(vector(0.0000025), "model", "gpt-4o-2024-08-06", "", ""), "token_type", "input", "", ""))' +
        ' or (label_replace(label_replace(vector(0.00003), "model", "gpt-4", "", ""), "token_type", "input", "", ""))',
    ],
    [
      'with the time from which a price counts, the own price first',
      {
        book: priceBook({
          overrides: [{ model: 'gpt-4o', input: 1, output: 1, from: '2026-08-01' }],
          aliases: {},
        }),
      },
      '(label_replace(label_replace((vector(0.000001)) and on () ((vector(time())) >= 1785542400), "model", "gpt-4o", "", ""), "token_type", "input", "", ""))' +
        ' or (label_replace(label_replace(vector(0.0000025), "model", "gpt-4o", "", ""), "token_type", "input", "", ""))',
    ],
    [
      'without the prices that never count, because one before them always does',
      { book: priceBook({ overrides: [{ model: 'gpt-4o', input: 1, output: 1 }], aliases: {} }) },
      'label_replace(label_replace(vector(0.000001), "model", "gpt-4o", "", ""), "token_type", "input", "", "")',
    ],
    ['that is none where no model has a price', { models: [{ model: 'our-own' }] }, undefined],
    ['that is none where no model is in view', { models: [] }, undefined],
  ])('%s', (_, options, expression) => {
    expect(vectorOf(options)).toBe(expression);
  });

  it.each(HOSTILE_VALUES.filter((value) => value.trim() !== ''))('keeps %j inside its quotes', (model) => {
    const book = priceBook({ overrides: [{ model, input: 1, output: 1 }], aliases: {} });
    const text = vectorOf({ models: [{ model }], book }) ?? '';
    expect(syntaxErrors(text)).toEqual([]);
    expect(strings(text)).toContain(model.replace(/\$/g, '$$$$'));
  });
});
