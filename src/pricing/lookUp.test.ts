import { ALIASES, type Aliases } from './aliases';
import { lookUp, priceBook, SHIPPED_BOOK } from './lookUp';
import type { ModelCall } from './names';
import type { Price } from './price';
import { PRICE_LIST } from './priceList';

const NOW = Date.parse('2026-09-15') / 1000;

const look = (call: ModelCall, book = SHIPPED_BOOK, moment = NOW) => {
  const answer = lookUp(call, moment, book);
  return [answer.found, answer.found === 'unpriced' ? answer.model : answer.price.model];
};

describe('the shipped prices are found', () => {
  it.each<[call: ModelCall, found: string, key: string]>([
    [{ model: 'gpt-4o' }, 'exact', 'gpt-4o'],
    [{ model: 'gpt-4o', provider: 'azure.ai.openai' }, 'exact', 'gpt-4o'],
    [{ model: 'gemini/gemini-2.5-pro' }, 'exact', 'gemini/gemini-2.5-pro'],
    [{ model: 'gemini-2.5-pro', provider: 'gcp.gemini' }, 'exact', 'gemini/gemini-2.5-pro'],
    [{ model: 'openai/gpt-oss-120b', provider: 'groq' }, 'exact', 'groq/openai/gpt-oss-120b'],
    [{ model: 'amazon.nova-pro-v1:0' }, 'exact', 'amazon.nova-pro-v1:0'],

    [{ model: 'gemini-2.5-pro' }, 'alias', 'gemini/gemini-2.5-pro'],
    [{ model: 'google/gemini-2.5-pro' }, 'alias', 'gemini/gemini-2.5-pro'],
    [{ model: 'vertex_ai/gemini-2.5-flash' }, 'alias', 'gemini/gemini-2.5-flash'],
    [{ model: 'models/gemini-2.5-flash' }, 'alias', 'gemini/gemini-2.5-flash'],
    [{ model: 'openai/gpt-4o' }, 'alias', 'gpt-4o'],
    [{ model: 'azure/gpt-4o' }, 'alias', 'gpt-4o'],
    [{ model: 'anthropic/claude-sonnet-4-5' }, 'alias', 'claude-sonnet-4-5'],
    [{ model: 'openrouter/anthropic/claude-sonnet-4.5' }, 'alias', 'claude-sonnet-4-5'],
    [{ model: 'bedrock/us.amazon.nova-lite-v1:0' }, 'alias', 'amazon.nova-lite-v1:0'],
    [{ model: 'x-ai/grok-4' }, 'alias', 'xai/grok-4'],
    [{ model: 'mistral-large-2411' }, 'alias', 'mistral/mistral-large-latest'],
    [{ model: 'gpt-4-0613' }, 'alias', 'gpt-4'],

    [{ model: 'gpt-4o-2024-08-06' }, 'date-stripped', 'gpt-4o'],
    [{ model: 'gpt-4o-mini-2024-07-18' }, 'date-stripped', 'gpt-4o-mini'],
    [{ model: 'claude-sonnet-4-5-20250929' }, 'date-stripped', 'claude-sonnet-4-5'],
    [{ model: 'claude-sonnet-4-5@20250929' }, 'date-stripped', 'claude-sonnet-4-5'],
    [{ model: 'openai/gpt-4o-2024-08-06' }, 'date-stripped', 'gpt-4o'],
    [{ model: 'bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0' }, 'date-stripped', 'claude-sonnet-4-5'],
    [{ model: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0' }, 'date-stripped', 'claude-haiku-4-5'],

    [{ model: 'gpt-4o-2024-05-13' }, 'unpriced', 'gpt-4o-2024-05-13'],
    [{ model: 'openai/gpt-4o-2024-05-13' }, 'unpriced', 'openai/gpt-4o-2024-05-13'],
    [{ model: 'openai/gpt-oss-120b' }, 'unpriced', 'openai/gpt-oss-120b'],
    [{ model: 'gpt-4o-audio-preview' }, 'unpriced', 'gpt-4o-audio-preview'],
    [{ model: 'GPT-4o' }, 'unpriced', 'GPT-4o'],
    [{ model: 'our-own-model' }, 'unpriced', 'our-own-model'],
    [{ model: '' }, 'unpriced', ''],
    [{ model: 'openai/' }, 'unpriced', 'openai/'],
    [{ model: 'constructor' }, 'unpriced', 'constructor'],
    [{ model: '__proto__' }, 'unpriced', '__proto__'],
  ])('%j: %s %s', (call, found, key) => {
    expect(look(call)).toEqual([found, key]);
  });

  it('by every alias, which leads to a price or says that there is none', () => {
    const keys = new Set(PRICE_LIST.prices.map(({ model }) => model));
    expect(Object.entries(ALIASES).filter(([, key]) => key !== null && !keys.has(key))).toEqual([]);
    expect(Object.keys(ALIASES).filter((name) => keys.has(name))).toEqual([]);
  });
});

describe('a person’s own prices', () => {
  const own = (overrides: Price[], aliases: Aliases = {}) => priceBook({ overrides, aliases });
  const price = (model: string, input: number, from?: string): Price => ({ model, input, output: input, from });

  it.each<[title: string, model: string, book: ReturnType<typeof own>, found: string, key: string]>([
    ['win over the list', 'gpt-4o', own([price('gpt-4o', 1)]), 'override', 'gpt-4o'],
    ['count for the dated name too', 'gpt-4o-2024-08-06', own([price('gpt-4o', 1)]), 'override', 'gpt-4o'],
    ['for the dated name leave the other alone', 'gpt-4o', own([price('gpt-4o-2024-08-06', 1)]), 'exact', 'gpt-4o'],
    [
      'price what the list knows to cost something else',
      'gpt-4o-2024-05-13',
      own([price('gpt-4o-2024-05-13', 5)]),
      'override',
      'gpt-4o-2024-05-13',
    ],
    ['price what nobody knows', 'our-own-model', own([price('our-own-model', 1)]), 'override', 'our-own-model'],
    ['may be free', 'our-own-model', own([price('our-own-model', 0)]), 'override', 'our-own-model'],
    ['may lead to the list', 'prod-chat', own([], { 'prod-chat': 'gpt-4o' }), 'alias', 'gpt-4o'],
    ['may lead to an alias', 'prod-chat', own([], { 'prod-chat': 'gpt-4o-2024-08-06' }), 'date-stripped', 'gpt-4o'],
    ['may lead in a circle', 'a', own([], { a: 'b', b: 'a' }), 'unpriced', 'a'],
    ['may lead nowhere', 'a', own([], { a: 'nothing' }), 'unpriced', 'a'],
    ['that start later leave it to the list', 'gpt-4o', own([price('gpt-4o', 1, '2027-01-01')]), 'exact', 'gpt-4o'],
  ])('%s', (_, model, book, found, key) => {
    expect(look({ model }, book)).toEqual([found, key]);
  });

  it('for one provider only bear its name', () => {
    const book = own([price('azure/gpt-4o', 1)]);
    expect(look({ model: 'gpt-4o', provider: 'az.ai.openai' }, book)).toEqual(['override', 'azure/gpt-4o']);
    expect(look({ model: 'gpt-4o', provider: 'openai' }, book)).toEqual(['exact', 'gpt-4o']);
  });

  it.each([
    ['2025-12-31T23:59:59Z', 1],
    ['2026-01-01T00:00:00Z', 2],
    ['2026-06-30T23:59:59Z', 2],
    ['2026-07-01T12:00:00Z', 3],
    ['2030-01-01T00:00:00Z', 3],
  ])('at %s the latest that took effect counts', (moment, input) => {
    const book = own([price('m', 2, '2026-01-01'), price('m', 1), price('m', 3, '2026-07-01T12:00:00Z')]);
    expect(lookUp({ model: 'm' }, Date.parse(moment) / 1000, book)).toMatchObject({ price: { input } });
  });

  it('that start later leave a model unpriced until then', () => {
    const book = own([price('m', 2, '2026-01-01')]);
    expect(look({ model: 'm' }, book, Date.parse('2025-01-01') / 1000)).toEqual(['unpriced', 'm']);
  });
});
