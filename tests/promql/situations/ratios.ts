import { countedOnce } from '../../../src/signals/countedOnce';
import { choreoai } from '../../../src/vocabularies/choreoai';
import { errors, growing, OF_CHOREOAI, requests, steady } from '../series';
import type { Situation } from '../situation';

/** Shares of attempts: who failed, who succeeded, and when there is no answer. */
export const RATIOS: readonly Situation[] = [
  {
    title: 'an answer with status 4xx is no success',
    series: {
      [requests({ status: '200' })]: growing(75),
      [requests({ status: '302' })]: growing(5),
      [requests({ status: '404' })]: growing(15),
      [requests({ status: '500' })]: growing(5),
    },
    ours: { ...OF_CHOREOAI, signal: 'successRatio', answers: { '{}': 0.8 } },
  },
  {
    title: 'an answer with status 4xx is no error',
    series: {
      [requests({ status: '200' })]: growing(80),
      [requests({ status: '404' })]: growing(15),
      [requests({ status: '500' })]: growing(5),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: { '{}': 0.05 } },
  },
  {
    title: 'in a total outage, when only exceptions are counted, everything fails',
    series: { [requests({ status: '200' })]: steady(5000), [errors({})]: growing(30) },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', by: ['provider'], answers: { '{provider="openai"}': 1 } },
  },
  {
    title: 'in a total outage nothing succeeds',
    series: { [requests({ status: '200' })]: steady(5000), [errors({})]: growing(30) },
    ours: { ...OF_CHOREOAI, signal: 'successRatio', by: ['provider'], answers: { '{provider="openai"}': 0 } },
  },
  {
    title: 'a provider that failed from its first call on fails altogether',
    series: { [requests({ status: '200' })]: growing(60), [errors({ provider: 'mistral' })]: growing(30) },
    ours: {
      ...OF_CHOREOAI,
      signal: 'errorRatio',
      by: ['provider'],
      answers: { '{provider="openai"}': 0, '{provider="mistral"}': 1 },
    },
  },
  {
    title: 'an idle system has no error ratio',
    series: { [requests({ status: '200' })]: steady(5000), [errors({})]: steady(3) },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: {} },
  },
  {
    title: 'an idle provider next to a busy one has no error ratio',
    series: {
      [requests({ status: '200' })]: growing(60),
      [requests({ provider: 'mistral', status: '200' })]: steady(9),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', by: ['provider'], answers: { '{provider="openai"}': 0 } },
  },
  {
    title: 'before the first error the ratio is 0',
    series: { [requests({ status: '200' })]: growing(60) },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: { '{}': 0 } },
  },
  {
    title: 'before the first streamed request the share is 0',
    series: { [requests({ status: '200' })]: growing(60) },
    ours: { ...OF_CHOREOAI, signal: 'streamingShare', answers: { '{}': 0 } },
  },
  {
    title: 'an idle system has no streaming share',
    series: { [requests({ status: '200' })]: steady(60) },
    ours: { ...OF_CHOREOAI, signal: 'streamingShare', answers: {} },
  },
  {
    title: 'exceptions name no model: with one selected the ratio stays that of all models, and an outage shows',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(90),
      [requests({ model: 'gpt-4o', status: '500' })]: growing(10),
      [requests({ model: 'gpt-4o-mini', status: '200' })]: growing(100),
      [errors({})]: growing(100),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', select: { model: ['gpt-4o'] }, answers: { '{}': 0.3667 } },
  },
  ...(['errorRatio', 'successRatio'] as const).map((signal) => ({
    title: `in an outage in which half of the attempts are exceptions, the ${signal} of a selected model says so`,
    series: { [requests({ model: 'gpt-4o', status: '200' })]: growing(60), [errors({})]: growing(60) },
    ours: { ...OF_CHOREOAI, signal, select: { model: ['gpt-4o'] }, answers: { '{}': 0.5 } },
  })),
  {
    title: 'a selected provider has its own exceptions',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(60),
      [errors({})]: growing(60),
      [errors({ provider: 'mistral' })]: growing(600),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', select: { provider: ['openai'] }, answers: { '{}': 0.5 } },
  },
  {
    title: 'health checks and scrapes do not thin out the error ratio',
    series: {
      [requests({ status: '200' })]: growing(5),
      [requests({ status: '500' })]: growing(5),
      [requests({ endpoint: '/health', status: '200' })]: growing(12),
      [requests({ endpoint: '/metrics', status: '200' })]: growing(4),
      [requests({ endpoint: '/api/v1/health/ready', status: '503' })]: growing(6),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: { '{}': 0.5 } },
  },
  {
    title: 'a failure counted in both counters is read twice by the documented rule',
    series: {
      [requests({ status: '200' })]: growing(90),
      [requests({ status: '500' })]: growing(10),
      [errors({})]: growing(10),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: { '{}': 0.1818 } },
  },
  {
    title: 'a failure counted in both counters is read once where the system is known to do so',
    series: {
      [requests({ status: '200' })]: growing(90),
      [requests({ status: '500' })]: growing(10),
      [errors({})]: growing(10),
    },
    ours: { ...OF_CHOREOAI, vocabulary: countedOnce(choreoai), signal: 'errorRatio', answers: { '{}': 0.1 } },
  },
];
