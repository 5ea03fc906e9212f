import { convergeai } from '../../../src/vocabularies/convergeai';
import { PROVIDER_OF_MODEL, UNKNOWN_PROVIDER } from '../../../src/vocabularies/providerOfModel';
import { growing, histogram, series, type Buckets, type Labels } from '../series';
import type { Situation } from '../situation';

const application = { job: 'convergeai-backend', instance: 'c:8020' };
const calls = (model: string, labels: Labels = {}) =>
  series('llm_requests_total', { ...application, model, operation: 'chat', ...labels });
const failedCalls = (model: string) => series('llm_errors_total', { ...application, model, error_type: 'Timeout' });
const callDurations = (model: string, perMinute: Buckets) =>
  histogram('llm_request_duration_seconds', { ...application, model, operation: 'chat' }, perMinute);

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
  selecting('every provider selected', [...PROVIDER_OF_MODEL.map(({ provider }) => provider), UNKNOWN_PROVIDER], {
    '{}': 11,
  }),
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
    title: 'more failures than requests, which two scrapes may show, are no negative successes',
    series: { [calls('gpt-4o')]: growing(60), [failedCalls('gpt-4o')]: growing(66) },
    ours: { ...ofConvergeai, signal: 'throughput', answers: { '{}': 0 } },
  },
  {
    title: 'a provider behind a router is told from the rest of the model’s name',
    series: { [calls('openai/gpt-4o')]: growing(60), [calls('gpt-4o')]: growing(60), [calls('groq/x')]: growing(60) },
    ours: {
      ...ofConvergeai,
      signal: 'requestRate',
      by: ['provider'],
      answers: { '{provider="openai"}': 2, '{provider="groq"}': 1 },
    },
  },
  {
    title: 'the bounds of one provider are told from those of another, though both are told from the model',
    series: {
      ...callDurations('gpt-4o', [
        ['5', 80],
        ['10', 100],
        ['+Inf', 100],
      ]),
      ...callDurations('o3-mini', [
        ['5', 80],
        ['10', 100],
        ['20', 100],
        ['+Inf', 100],
      ]),
      ...callDurations('claude-sonnet-4', [
        ['4', 50],
        ['8', 100],
        ['+Inf', 100],
      ]),
    },
    ours: {
      ...ofConvergeai,
      signal: 'latencyP95',
      by: ['provider'],
      answers: { '{provider="openai"}': 8.75, '{provider="anthropic"}': 7.6 },
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
