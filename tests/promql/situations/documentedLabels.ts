import { errors, FIRST, growing, histogram, OF_CHOREOAI, requests, series } from '../series';
import type { Situation } from '../situation';

/** ChoreoAI's two documents disagree on labels; both are read. */
export const DOCUMENTED_LABELS: readonly Situation[] = [
  {
    title: "the labels of ChoreoAI's monitoring README",
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(75),
      [requests({ model: 'gpt-4o', status: '500' })]: growing(5),
      [errors({})]: growing(20),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', by: ['provider'], answers: { '{provider="openai"}': 0.25 } },
  },
  {
    title: "the labels of ChoreoAI's monitoring guide, where nothing but the requests has an endpoint",
    series: {
      [series('choreoai_requests_total', { ...FIRST, provider: 'openai', model: 'gpt-4o', status: '200' })]:
        growing(75),
      [series('choreoai_requests_total', { ...FIRST, provider: 'openai', model: 'gpt-4o', status: '500' })]: growing(5),
      [series('choreoai_errors_total', { ...FIRST, provider: 'openai', error_type: 'Timeout' })]: growing(20),
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', by: ['provider'], answers: { '{provider="openai"}': 0.25 } },
  },
  {
    title: "latency by model, which only ChoreoAI's monitoring guide has",
    series: histogram('choreoai_request_duration_seconds', { ...FIRST, provider: 'openai', model: 'gpt-4o' }, [
      ['1', 90],
      ['5', 100],
      ['+Inf', 100],
    ]),
    ours: { ...OF_CHOREOAI, signal: 'latencyP95', by: ['model'], answers: { '{model="gpt-4o"}': 3 } },
  },
];
