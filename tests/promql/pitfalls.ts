import { convergeai } from '../../src/vocabularies/convergeai';
import {
  durations,
  errors,
  FIRST,
  growing,
  OF_CHOREOAI,
  OPENAI_CHAT,
  requests,
  SECOND,
  series,
  steady,
  tokens,
} from './series';
import type { Pitfall } from './situation';

const CHAT = OPENAI_CHAT.endpoint;
const application = { job: 'convergeai-backend', instance: 'c:8020', method: 'POST' };
const ofConvergeai = { vocabulary: convergeai, job: 'convergeai-backend' };

/** One replica with a client's default buckets, which end at 10 s, and one with wider ones. */
const mixedLayouts = {
  ...durations(FIRST, [
    ['5', 80],
    ['10', 90],
    ['+Inf', 100],
  ]),
  ...durations(SECOND, [
    ['5', 100],
    ['10', 100],
    ['30', 100],
    ['60', 100],
    ['120', 100],
    ['+Inf', 100],
  ]),
};

/** Every expression of the documents that misleads, on series where it does, next to the signal that takes its place. */
export const PITFALLS: readonly Pitfall[] = [
  {
    title: 'errors over requests never match, because the two counters have different labels',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(54),
      [requests({ model: 'gpt-4o', status: '500' })]: growing(3),
      [errors({})]: growing(3),
    },
    documented: {
      expression: '(rate(choreoai_errors_total[5m]) / rate(choreoai_requests_total[5m])) * 100',
      answers: {},
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', by: ['provider'], answers: { '{provider="openai"}': 0.1 } },
  },
  {
    title: 'errors per second pass for "5%" while 1% fails',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(594),
      [errors({})]: growing(6),
    },
    documented: {
      expression: 'rate(choreoai_errors_total[5m]) > 0.05',
      answers: { [errors({}).replace('choreoai_errors_total', '')]: 0.1 },
    },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: { '{}': 0.01 } },
  },
  {
    title: 'errors per second stay below "5%" while everything fails',
    series: { [errors({})]: growing(2) },
    documented: { expression: 'rate(choreoai_errors_total[5m]) > 0.05', answers: {} },
    ours: { ...OF_CHOREOAI, signal: 'errorRatio', answers: { '{}': 1 } },
  },
  {
    title: 'a quantile for each series is none for the provider',
    series: {
      ...durations({ endpoint: CHAT }, [
        ['0.5', 90],
        ['1', 90],
        ['10', 90],
        ['+Inf', 90],
      ]),
      ...durations({ endpoint: '/v1/embeddings' }, [
        ['0.5', 0],
        ['1', 0],
        ['10', 10],
        ['+Inf', 10],
      ]),
    },
    documented: {
      expression: 'histogram_quantile(0.95, rate(choreoai_request_duration_seconds_bucket[5m]))',
      answers: {
        [series('', { ...OPENAI_CHAT, endpoint: CHAT })]: 0.475,
        [series('', { ...OPENAI_CHAT, endpoint: '/v1/embeddings' })]: 9.55,
      },
    },
    ours: { ...OF_CHOREOAI, signal: 'latencyP95', by: ['provider'], answers: { '{provider="openai"}': 5.5 } },
  },
  {
    title: 'a limit of requests per minute is compared with requests per second and series',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(60),
      [requests({ model: 'gpt-4o-mini', status: '200' })]: growing(60),
    },
    documented: { expression: 'rate(choreoai_requests_total[1m]) > 80', answers: {} },
    ours: { ...OF_CHOREOAI, signal: 'requestsPerMinute', by: ['provider'], answers: { '{provider="openai"}': 120 } },
  },
  {
    title: 'a million tokens an hour is compared with tokens per second',
    series: { [tokens('choreoai_tokens_total', { type: 'input' })]: growing(40_000) },
    documented: { expression: 'rate(choreoai_tokens_total[1h]) > 1000000', answers: {} },
    ours: { ...OF_CHOREOAI, signal: 'tokensPerMinute', answers: { '{}': 40_000 } },
  },
  {
    title: 'health checks and scrapes hide that no request comes in',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: steady(500),
      [requests({ endpoint: '/health', status: '200' })]: growing(4),
      [requests({ endpoint: '/metrics', status: '200' })]: growing(4),
    },
    documented: { expression: 'sum(rate(choreoai_requests_total[5m])) == 0', answers: {} },
    ours: { ...OF_CHOREOAI, signal: 'requestRate', answers: { '{}': 0 } },
  },
  {
    title: 'one idle series passes for no requests at all',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(60),
      [requests({ model: 'gpt-4o', status: '404' })]: steady(7),
    },
    documented: {
      expression: 'rate(choreoai_requests_total[5m]) == 0',
      answers: { [series('', { ...OPENAI_CHAT, model: 'gpt-4o', status: '404' })]: 0 },
    },
    ours: { ...OF_CHOREOAI, signal: 'requestRate', answers: { '{}': 1 } },
  },
  {
    title: 'the success rate of an idle system is no number',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: steady(500),
      [requests({ model: 'gpt-4o', status: '500' })]: steady(3),
    },
    documented: {
      expression:
        '(sum(rate(choreoai_requests_total{status=~"2.."}[5m])) / sum(rate(choreoai_requests_total[5m]))) * 100',
      answers: 'NaN',
    },
    ours: { ...OF_CHOREOAI, signal: 'successRatio', answers: {} },
  },
  {
    title: 'exceptions are in no success rate',
    series: {
      [requests({ model: 'gpt-4o', status: '200' })]: growing(30),
      [errors({})]: growing(30),
    },
    documented: {
      expression:
        '(sum(rate(choreoai_requests_total{status=~"2.."}[5m])) / sum(rate(choreoai_requests_total[5m]))) * 100',
      answers: { '{}': 100 },
    },
    ours: { ...OF_CHOREOAI, signal: 'successRatio', answers: { '{}': 0.5 } },
  },
  {
    title: 'without a series of status 5xx there is no ratio',
    series: { [series('http_requests_total', { ...application, endpoint: '/chat', status_code: '200' })]: growing(60) },
    documented: {
      expression: 'sum(rate(http_requests_total{status_code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
      answers: {},
    },
    ours: { ...ofConvergeai, signal: 'httpErrorRatio', answers: { '{}': 0 } },
  },
  {
    title: 'connections are compared replica by replica',
    series: {
      [series('choreoai_active_connections', FIRST)]: steady(60),
      [series('choreoai_active_connections', SECOND)]: steady(60),
    },
    documented: { expression: 'choreoai_active_connections > 100', answers: {} },
    ours: { ...OF_CHOREOAI, signal: 'activeRequests', answers: { '{}': 120 } },
  },
  {
    title: 'cached tokens, which are part of the input, are added to it',
    series: {
      [tokens('choreoai_tokens_total', { type: 'input' })]: growing(600),
      [tokens('choreoai_tokens_total', { type: 'cached' })]: growing(300),
      [tokens('choreoai_tokens_total', { type: 'output' })]: growing(120),
    },
    documented: {
      expression: 'sum by (provider) (rate(choreoai_tokens_total[5m]))',
      answers: { '{provider="openai"}': 17 },
    },
    ours: { ...OF_CHOREOAI, signal: 'tokenRate', by: ['provider'], answers: { '{provider="openai"}': 12 } },
  },
  {
    title: 'a bare name takes in what other jobs call the same',
    series: {
      [series('http_requests_total', { ...application, endpoint: '/chat', status_code: '200' })]: growing(54),
      [series('http_requests_total', { ...application, endpoint: '/chat', status_code: '500' })]: growing(6),
      [series('http_requests_total', { job: 'vllm', handler: '/v1/completions', status: '2xx' })]: growing(60),
    },
    documented: {
      expression: 'sum(rate(http_requests_total{status_code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
      answers: { '{}': 0.05 },
    },
    ours: { ...ofConvergeai, signal: 'httpErrorRatio', answers: { '{}': 0.1 } },
  },
  {
    title: 'bounds that one replica lacks lift a quantile to the top bound of another',
    series: mixedLayouts,
    documented: {
      expression: 'histogram_quantile(0.99, sum by (le) (rate(choreoai_request_duration_seconds_bucket[5m])))',
      answers: { '{}': 120 },
    },
    ours: { ...OF_CHOREOAI, signal: 'latencyP99', answers: { '{}': 10 } },
  },
  ...['10', '10.0'].map((top): Pitfall => ({
    title: `a top bucket of le="${top}" can never show that the 99th percentile is above 10 s`,
    series: durations({}, [
      ['5', 40],
      [top, 50],
      ['+Inf', 100],
    ]),
    documented: {
      expression: 'histogram_quantile(0.99, rate(choreoai_request_duration_seconds_bucket[5m])) > 10',
      answers: {},
    },
    ours: { ...OF_CHOREOAI, signal: 'slowerThan10s', answers: { '{}': 0.5 } },
  })),
  {
    title: 'the first error of a series that begins with it has no rate, and is counted all the same',
    series: { [errors({})]: '_x7 3+0x3' },
    documented: {
      expression: 'sum(rate(choreoai_errors_total[5m])) by (error_type)',
      answers: { '{error_type="Timeout"}': 0 },
    },
    ours: { ...OF_CHOREOAI, signal: 'errorsSoFar', by: ['errorType'], answers: { '{error_type="Timeout"}': 3 } },
  },
];
