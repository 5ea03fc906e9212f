import { priceBook } from '../../../src/pricing/lookUp';
import type { Prices } from '../../../src/signals/scope';
import { choreoai } from '../../../src/vocabularies/choreoai';
import { convergeai } from '../../../src/vocabularies/convergeai';
import { otelGenai } from '../../../src/vocabularies/otelGenai';
import type { CounterSource, SystemVocabulary } from '../../../src/vocabularies/vocabulary';
import { FIRST, growing, OF_CHOREOAI, requests, SECOND, series, tokens, type Labels } from '../series';
import type { Situation } from '../situation';

/** USD per million tokens, so that a million tokens a minute are whole dollars. */
const BOOK = priceBook({ overrides: [], aliases: { 'gpt-4o-latest': 'gpt-4o' } }, [
  { model: 'gpt-4o', input: 6, output: 12, cacheRead: 3 },
  { model: 'claude-sonnet-4', input: 60, output: 120, cacheRead: 6 },
]);

const MODELS = ['gpt-4o', 'gpt-4o-latest', 'claude-sonnet-4', 'our-own-model', ''].map((model) => ({ model }));
const prices: Prices = { book: BOOK, models: MODELS };

const MILLION = 1_000_000;

const used = (labels: Labels) => tokens('choreoai_tokens_total', labels);

const gateway = {
  [used({ type: 'input' })]: growing(MILLION),
  [used({ type: 'input', ...SECOND })]: growing(MILLION),
  [used({ type: 'output' })]: growing(MILLION / 2),
  [used({ type: 'input', provider: 'anthropic', model: 'claude-sonnet-4' })]: growing(MILLION),
  [used({ type: 'input', model: 'our-own-model' })]: growing(3 * MILLION),
};

const ofChoreoai = { ...OF_CHOREOAI, prices };

const llm = (labels: Labels) => series('llm_tokens_used_total', { job: 'convergeai-backend', ...labels });
const ofConvergeai = { vocabulary: convergeai, job: 'convergeai-backend', prices };

const application = {
  [llm({ model: 'gpt-4o', token_type: 'prompt' })]: growing(MILLION),
  [llm({ model: 'gpt-4o-latest', token_type: 'completion' })]: growing(MILLION),
  [llm({ model: 'claude-sonnet-4', token_type: 'input' })]: growing(MILLION),
  [llm({ model: 'our-own-model', token_type: 'prompt' })]: growing(MILLION),
};

const genai = (labels: Labels) =>
  series('gen_ai_client_token_usage_sum', {
    job: 'otel-genai',
    gen_ai_provider_name: 'openai',
    gen_ai_request_model: 'gpt-4o',
    ...labels,
  });

const cached: CounterSource = {
  kind: 'counter',
  series: [{ metric: ['cached_tokens_total'], where: [], dimensions: ['provider', 'model'] }],
};

/** A system that counts cached tokens in a metric of their own, as a part of the input or beside it. */
const withCache = (inputIncludesCached: boolean): SystemVocabulary => ({
  ...otelGenai,
  tokens: {
    types: { ...otelGenai.tokens.types, cacheRead: 'cache_read' },
    accounting: { inputIncludesCached, outputIncludesReasoning: true },
  },
  measures: { ...otelGenai.measures, cachedTokens: cached },
});

const cacheHalf = {
  [genai({ gen_ai_token_type: 'input' })]: growing(2 * MILLION),
  [genai({ gen_ai_token_type: 'output' })]: growing(MILLION),
  [series('cached_tokens_total', {
    job: 'otel-genai',
    gen_ai_provider_name: 'openai',
    gen_ai_request_model: 'gpt-4o',
  })]: growing(MILLION),
};

const emitting: SystemVocabulary = {
  ...choreoai,
  measures: {
    ...choreoai.measures,
    spend: {
      kind: 'counter',
      series: [{ metric: ['choreoai_estimated_cost_total'], where: [], dimensions: ['provider'] }],
    },
  },
};

const emitted = { [series('choreoai_estimated_cost_total', { ...FIRST, provider: 'openai' })]: growing(99) };

/** What tokens cost, in USD. Evaluated when ten minutes have gone by. */
export const COSTS: readonly Situation[] = [
  {
    title: 'spend is tokens of all replicas times prices; a model without a price adds nothing',
    series: gateway,
    ours: { ...ofChoreoai, signal: 'spendPerMinute', answers: { '{}': 12 + 6 + 60 } },
  },
  {
    title: 'spend by provider',
    series: gateway,
    ours: {
      ...ofChoreoai,
      signal: 'spendPerMinute',
      by: ['provider'],
      answers: { '{provider="openai"}': 18, '{provider="anthropic"}': 60 },
    },
  },
  {
    title: 'a model without a price has no spend of 0: it has none',
    series: gateway,
    ours: {
      ...ofChoreoai,
      signal: 'spendPerHour',
      by: ['model'],
      answers: { '{model="gpt-4o"}': 18 * 60, '{model="claude-sonnet-4"}': 3600 },
    },
  },
  {
    title: 'spend of a selected provider',
    series: gateway,
    ours: { ...ofChoreoai, signal: 'spendPerMinute', select: { provider: ['openai'] }, answers: { '{}': 18 } },
  },
  {
    title: 'a counter that starts again loses nothing that was spent since',
    series: {
      [used({ type: 'input' })]: '0 1000000 2000000 3000000 4000000 5000000 0 1000000 2000000 3000000 4000000',
    },
    // Nine increases of a million; what was between the last sample and the restart nobody has seen.
    ours: { ...ofChoreoai, signal: 'spendLastDay', answers: { '{}': 9 * 6 } },
  },
  {
    title:
      'a provider is told from the model, an alias has the price of its model, both spellings of a token type count',
    series: application,
    ours: {
      ...ofConvergeai,
      signal: 'spendPerMinute',
      by: ['provider'],
      answers: { '{provider="openai"}': 6 + 12, '{provider="anthropic"}': 60 },
    },
  },
  {
    title: 'under labels of their own, prices meet tokens',
    series: cacheHalf,
    ours: {
      vocabulary: otelGenai,
      job: 'otel-genai',
      prices,
      signal: 'spendPerMinute',
      by: ['model'],
      answers: { '{gen_ai_request_model="gpt-4o"}': 24 },
    },
  },
  {
    title: 'cached tokens that the input counts too are not charged twice',
    series: cacheHalf,
    ours: {
      vocabulary: withCache(true),
      job: 'otel-genai',
      prices,
      signal: 'spendPerMinute',
      // A million at 6, a million at 3, and a million written at 12.
      answers: { '{}': 6 + 3 + 12 },
    },
  },
  {
    title: 'cached tokens beside the input are charged on their own',
    series: cacheHalf,
    ours: {
      vocabulary: withCache(false),
      job: 'otel-genai',
      prices,
      signal: 'spendPerMinute',
      answers: { '{}': 12 + 3 + 12 },
    },
  },
  ...[true, false].map((included): Situation => ({
    title: `a cache saves the difference of two prices, its tokens ${included ? 'in' : 'beside'} the input`,
    series: cacheHalf,
    ours: {
      vocabulary: withCache(included),
      job: 'otel-genai',
      prices,
      signal: 'savedByCache',
      answers: { '{}': 60 * (6 - 3) },
    },
  })),
  {
    title: 'spend per request leaves out requests to models without a price',
    series: {
      ...gateway,
      [requests({ model: 'gpt-4o', status: '200' })]: growing(60),
      [requests({ model: 'our-own-model', status: '200' })]: growing(600),
    },
    ours: {
      ...ofChoreoai,
      signal: 'spendPerRequest',
      select: { provider: ['openai'] },
      answers: { '{}': 18 / 60 },
    },
  },
  {
    title: 'spend per 1,000 tokens leaves out tokens without a price',
    series: gateway,
    ours: {
      ...ofChoreoai,
      signal: 'spendPerThousandTokens',
      by: ['provider'],
      answers: { '{provider="openai"}': 0.0072, '{provider="anthropic"}': 0.06 },
    },
  },
  {
    title: 'unpriced tokens are those of models without a price, without a name too',
    series: { ...gateway, [used({ type: 'input', model: '' })]: growing(MILLION) },
    ours: {
      ...ofChoreoai,
      signal: 'unpricedTokensPerMinute',
      by: ['model'],
      answers: { '{model="our-own-model"}': 3 * MILLION, '{}': MILLION },
    },
  },
  {
    title: 'where every model has a price, there are 0 unpriced tokens',
    series: { [used({ type: 'input' })]: growing(MILLION) },
    ours: { ...ofChoreoai, signal: 'unpricedTokens', answers: { '{}': 0 } },
  },
  {
    title: 'where no model has a price, there is no spend, and every token is unpriced',
    series: { [used({ type: 'input' })]: growing(MILLION) },
    ours: {
      ...OF_CHOREOAI,
      prices: { book: BOOK, models: [{ model: 'our-own-model' }] },
      signal: 'unpricedTokens',
      answers: { '{}': 10 * MILLION },
    },
  },
  {
    title: 'unattributed spend names no provider, whichever is selected',
    series: { ...gateway, [used({ type: 'input', provider: 'unknown' })]: growing(MILLION) },
    ours: {
      ...ofChoreoai,
      signal: 'unattributedSpend',
      select: { provider: ['anthropic'] },
      answers: { '{}': 60 },
    },
  },
  {
    title: 'where every provider is known, unattributed spend is 0',
    series: gateway,
    ours: { ...ofChoreoai, signal: 'unattributedSpend', answers: { '{}': 0 } },
  },
  {
    title: 'of a system that names models only, unattributed is what belongs to no known provider',
    series: { ...application },
    ours: {
      ...ofConvergeai,
      prices: {
        book: priceBook({ overrides: [{ model: 'our-own-model', input: 2, output: 2 }], aliases: {} }),
        models: MODELS,
      },
      signal: 'unattributedSpend',
      answers: { '{}': 20 },
    },
  },
  {
    title: 'spend that the system emits wins over tokens times prices',
    series: { ...gateway, ...emitted },
    ours: { ...ofChoreoai, vocabulary: emitting, signal: 'spendPerMinute', answers: { '{}': 99 } },
  },
  {
    title: 'but not where it cannot be split as asked',
    series: { ...gateway, ...emitted },
    ours: {
      ...ofChoreoai,
      vocabulary: emitting,
      signal: 'spendPerMinute',
      by: ['model'],
      answers: { '{model="gpt-4o"}': 18, '{model="claude-sonnet-4"}': 60 },
    },
  },
  {
    title: 'the gap between emitted and computed spend, by provider',
    series: { ...gateway, ...emitted },
    ours: {
      ...ofChoreoai,
      vocabulary: emitting,
      signal: 'spendGap',
      by: ['provider'],
      answers: { '{provider="openai"}': 4.5 },
    },
  },
  {
    title: 'a budget of the day is used by what was spent since midnight',
    series: gateway,
    ours: {
      ...ofChoreoai,
      signal: 'dailyBudgetUsed',
      budgets: { daily: 780 },
      range: { window: '5m', seconds: 300 },
      answers: { '{}': 0.5 },
    },
  },
  {
    title: 'without a budget there is no share of it',
    series: gateway,
    ours: { ...ofChoreoai, signal: 'monthlyBudgetUsed', budgets: { monthly: 0 }, answers: {} },
  },
  {
    title: 'a forecast is what was spent this month, and the pace of the last day for the rest of it',
    series: { [used({ type: 'input' })]: growing(MILLION) },
    // January 1970, ten minutes in: 60 USD in the ten minutes, which is all that the last day has seen: 60 + 60 * 31 - 60 / 144.
    ours: {
      ...ofChoreoai,
      signal: 'spendForecast',
      range: { window: '10m', seconds: 600 },
      answers: { '{}': 1919.5833 },
    },
  },
  {
    title: 'the table of models has the prices of those that were used',
    series: gateway,
    ours: {
      ...ofChoreoai,
      signal: 'outputPrice',
      by: ['model'],
      answers: { '{model="gpt-4o"}': 12, '{model="claude-sonnet-4"}': 120 },
    },
  },
];
