import { canonicalProvider } from './providers';
import { priceKey, COUNT, MOMENT, NAME, USD } from './price';
import { PRICE_LIST } from './priceList';

const { prices } = PRICE_LIST;

describe('the shipped price list', () => {
  it('says when and from whom it is', () => {
    expect(PRICE_LIST).toMatchObject({ date: '2026-08-01', source: "LiteLLM's public model price list, MIT" });
    expect(prices.every(({ source }) => source === PRICE_LIST.source)).toBe(true);
  });

  it('has 55 models, each once', () => {
    expect(new Set(prices.map(priceKey)).size).toBe(55);
    expect(prices).toHaveLength(55);
  });

  it('has prices that a person could have entered', () => {
    const wrong = prices.filter(
      ({ model, provider, input, output, cacheRead, cacheWrite, longContext, from }) =>
        ![model, provider].every(NAME.holds) ||
        ![input, output, cacheRead ?? 0, cacheWrite ?? 0, longContext?.input ?? 0].every(USD.holds) ||
        !COUNT.holds(longContext?.above ?? 1) ||
        !MOMENT.holds(from ?? '2026-08-01')
    );
    expect(wrong).toEqual([]);
  });

  it('calls providers by their one name', () => {
    expect(prices.filter(({ provider = '' }) => canonicalProvider(provider) !== provider)).toEqual([]);
  });

  it.each([
    [
      'gpt-5.6-sol',
      { input: 5, output: 30, cacheRead: 0.5, cacheWrite: 6.25, longContext: { above: 272_000, input: 10 } },
    ],
    ['gpt-4o', { input: 2.5, output: 10, cacheRead: 1.25 }],
    ['claude-sonnet-4-5', { input: 3, output: 15, cacheWrite: 3.75, longContext: { above: 200_000, input: 6 } }],
    ['deepseek/deepseek-chat', { input: 0.28, output: 0.42, cacheRead: 0.028, cacheWrite: 0 }],
    ['perplexity/sonar-pro', { provider: 'perplexity', input: 3, output: 15 }],
  ])('%s costs what the source says', (model, price) => {
    expect(prices.find((one) => one.model === model)).toMatchObject(price);
  });
});

describe('a moment is', () => {
  it.each([
    ['2026-08-01', true],
    ['2026-08-01T12:30:00Z', true],
    ['2028-02-29', true],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-08-01T25:00:00Z', false],
    ['01.08.2026', false],
    ['2026-8-1', false],
    ['', false],
    [20260801, false],
  ])('%j: %p', (value, is) => {
    expect(MOMENT.holds(value)).toBe(is);
  });
});
