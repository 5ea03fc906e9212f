import { convergeai } from '../../../src/vocabularies/convergeai';
import { growing, series, type Labels } from '../series';
import type { Situation } from '../situation';

const application = { job: 'convergeai-backend', instance: 'c:8020' };
const calls = (model: string, labels: Labels = {}) =>
  series('llm_requests_total', { ...application, model, operation: 'chat', ...labels });
const failedCalls = (model: string) => series('llm_errors_total', { ...application, model, error_type: 'Timeout' });

const callsOfThree = {
  [calls('gpt-4o')]: growing(60),
  [calls('o3-mini')]: growing(60),
  [calls('claude-sonnet-4')]: growing(120),
  [calls('our-own-model')]: growing(180),
  [calls('')]: growing(240),
};

const ofConvergeai = { vocabulary: convergeai, job: 'convergeai-backend' };

const selecting = (title: string, provider: string[], requestRate: Situation['ours']['answers']): Situation => ({
  title,
  series: callsOfThree,
  ours: { ...ofConvergeai, signal: 'requestRate', select: { provider }, answers: requestRate },
});

/** ConvergeAI names the model only, and shares its names with other systems. */
export const DERIVED_PROVIDERS: readonly Situation[] = [
  {
    title: 'the provider is told from the model, and unknown where nobody knows the model',
    series: callsOfThree,
    ours: {
      ...ofConvergeai,
      signal: 'requestRate',
      by: ['provider'],
      answers: { '{provider="openai"}': 2, '{provider="anthropic"}': 2, '{provider="unknown"}': 7 },
    },
  },
  selecting('a selected provider', ['openai'], { '{}': 2 }),
  selecting('two selected providers', ['openai', 'anthropic'], { '{}': 4 }),
  selecting('what is unknown, selected', ['unknown'], { '{}': 7 }),
  selecting('what is unknown and a provider, selected', ['unknown', 'anthropic'], { '{}': 9 }),
  selecting('a provider that only another system has, selected', ['azure'], {}),
  selecting(
    'every provider selected',
    ['openai', 'anthropic', 'google', 'mistral', 'meta', 'cohere', 'deepseek', 'xai', 'unknown'],
    { '{}': 11 }
  ),
  {
    title: 'a failed call is among the requests',
    series: { [calls('gpt-4o')]: growing(100), [failedCalls('gpt-4o')]: growing(20) },
    ours: { ...ofConvergeai, signal: 'errorRatio', by: ['provider'], answers: { '{provider="openai"}': 0.2 } },
  },
  {
    title: 'what did not fail succeeded, also where nothing failed yet',
    series: {
      [calls('gpt-4o')]: growing(100),
      [failedCalls('gpt-4o')]: growing(20),
      [calls('claude-sonnet-4')]: growing(60),
    },
    ours: {
      ...ofConvergeai,
      signal: 'successRatio',
      by: ['provider'],
      answers: { '{provider="openai"}': 0.8, '{provider="anthropic"}': 1 },
    },
  },
  {
    title: 'a job of another system with the same names stays out',
    series: {
      [calls('gpt-4o')]: growing(60),
      [series('llm_requests_total', { job: 'ai-companion', model: 'gpt-4o', status: 'success' })]: growing(600),
    },
    ours: { ...ofConvergeai, signal: 'requestRate', by: ['model'], answers: { '{model="gpt-4o"}': 1 } },
  },
];
