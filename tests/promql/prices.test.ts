import { lookUp, priceBook, SHIPPED_BOOK, type PriceBook } from '../../src/pricing/lookUp';
import { costOf } from '../../src/pricing/cost';
import type { Price } from '../../src/pricing/price';
import { priceVector } from '../../src/pricing/priceVector';
import { PRICE_LIST } from '../../src/pricing/priceList';
import { TOKEN_KINDS, type TokenAccounting } from '../../src/vocabularies/tokenAccounting';
import { needs } from '../real';
import { HOSTILE_VALUES } from './hostile';
import { checkExpressions, EVALUATED_AT, testExpression, type Answers } from './promtool';
import { growing, series } from './series';

const APART: TokenAccounting = { inputIncludesCached: false, outputIncludesReasoning: false };
const INCLUDED: TokenAccounting = { inputIncludesCached: true, outputIncludesReasoning: true };

const KINDS = { input: 'input', output: 'output', cacheRead: 'cached', cacheWrite: 'written', reasoning: 'reasoning' };

const vectorOf = (models: string[], book: PriceBook, accounting = APART) =>
  priceVector({
    models: models.map((model) => ({ model })),
    book,
    accounting,
    labels: { model: 'model', tokenType: 'token_type' },
    tokenTypes: KINDS,
  }) ?? '';

/** A moment so many minutes after the first sample: promtool's clock starts at 1970. */
const atMinute = (minute: number) => new Date(minute * 60_000).toISOString().replace('.000', '');

const price = (input: number, from?: string): Price => ({ model: 'm', input, output: 4, from });

const CHANGES = priceBook({ overrides: [price(3, atMinute(4)), price(5, atMinute(8))], aliases: {} }, [price(1)]);

/** In micro-USD, so that they are whole. */
const perMillion = (vector: string) => `round((${vector}) * 1e6, 0.0001)`;

needs('promtool')('the vector of prices', () => {
  it('of every model in the list, with every kind of token, is valid', () => {
    const models = PRICE_LIST.prices.map(({ model }) => model);
    expect(
      checkExpressions([vectorOf(models, SHIPPED_BOOK), vectorOf(models, SHIPPED_BOOK, INCLUDED)])
    ).toBeUndefined();
  });

  it('holds the list’s prices, whatever a model is called', () => {
    const models = ['gpt-4o', ...HOSTILE_VALUES.filter((value) => !/[\u0000-\u001f]/.test(value))];
    const overrides = HOSTILE_VALUES.map((model): Price => ({ model, input: 7, output: 7 }));
    const vector = `count by (token_type) (${vectorOf(models, priceBook({ overrides, aliases: {} }))})`;
    const answers = Object.fromEntries(Object.values(KINDS).map((kind) => [`{token_type="${kind}"}`, models.length]));
    expect(testExpression({ series: {}, expression: vector, answers })).toBeUndefined();
  });

  it('has one series for each kind, with the model’s own name', () => {
    const answers: Answers = {
      '{model="gpt-4o-2024-08-06",token_type="input"}': 2.5,
      '{model="gpt-4o-2024-08-06",token_type="output"}': 10,
      '{model="gpt-4o-2024-08-06",token_type="cached"}': 1.25,
      '{model="gpt-4o-2024-08-06",token_type="written"}': 2.5,
      '{model="gpt-4o-2024-08-06",token_type="reasoning"}': 10,
    };
    const expression = perMillion(vectorOf(['gpt-4o-2024-08-06', 'nobody-knows'], SHIPPED_BOOK));
    expect(testExpression({ series: {}, expression, answers })).toBeUndefined();
  });

  it('of an override holds none of the list’s prices, not those of kinds that it leaves out either', () => {
    const book = priceBook({ overrides: [{ model: 'gpt-4o', input: 8, output: 9 }], aliases: {} });
    const expression = `sum by (token_type) (${perMillion(vectorOf(['gpt-4o'], book))})`;
    const answers: Answers = {
      '{token_type="input"}': 8,
      '{token_type="output"}': 9,
      '{token_type="cached"}': 8,
      '{token_type="written"}': 8,
      '{token_type="reasoning"}': 9,
    };
    expect(testExpression({ series: {}, expression, answers })).toBeUndefined();
  });

  it.each([0, 3, 4, 7, 8, 9])('over price changes is that of the look-up, %d minutes in', (minute) => {
    const found = lookUp({ model: 'm' }, minute * 60, CHANGES);
    const expected = found.found === 'unpriced' ? NaN : found.price.input;
    const vector = perMillion(`${vectorOf(['m'], CHANGES)}`);
    // A subquery of one step evaluates as a range query does, at its own moment.
    const expression = `last_over_time((${vector})[1s:1s] offset ${EVALUATED_AT - minute}m) and on (token_type) label_replace(vector(1), "token_type", "input", "", "")`;
    const answers = { '{model="m",token_type="input"}': expected };
    expect(testExpression({ series: {}, expression, answers })).toBeUndefined();
  });

  it('over price changes is right on both sides of them in one range query', () => {
    // Minutes 1 to 3 at 1, 4 to 7 at 3, 8 to 10 at 5.
    const sum = 3 * 1 + 4 * 3 + 3 * 5;
    const expression = `round(sum_over_time((${perMillion(vectorOf(['m'], CHANGES))})[9m30s:1m]) and on (token_type) label_replace(vector(1), "token_type", "input", "", ""), 0.0001)`;
    expect(
      testExpression({ series: {}, expression, answers: { '{model="m",token_type="input"}': sum } })
    ).toBeUndefined();
  });

  it.each([
    ['counted apart', APART],
    ['included', INCLUDED],
  ])('times tokens is the cost that one computes by hand: cached and reasoning %s', (_, accounting) => {
    const perMinute = { input: 60_000, output: 12_000, cacheRead: 24_000, cacheWrite: 6_000, reasoning: 3_000 };
    const tokens = Object.fromEntries(
      TOKEN_KINDS.map((kind) => [
        series('tokens_total', { model: 'claude-sonnet-5', token_type: KINDS[kind] }),
        growing(perMinute[kind]),
      ])
    );
    const sonnet = PRICE_LIST.prices.find(({ model }) => model === 'claude-sonnet-5');
    const dollars = sonnet ? costOf(perMinute, sonnet, accounting) : NaN;
    const vector = vectorOf(['claude-sonnet-5'], SHIPPED_BOOK, accounting);
    const expression = `round(60 * sum(sum by (model, token_type) (rate(tokens_total[5m])) * on (model, token_type) (${vector})), 0.0001)`;
    expect(
      testExpression({ series: tokens, expression, answers: { '{}': Number(dollars.toFixed(4)) } })
    ).toBeUndefined();
  });
});
