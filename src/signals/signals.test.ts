import { syntaxErrors } from '../../tests/promql/lezer';
import { equals, fromVariable } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import type { Scope } from './scope';
import { SIGNALS, type SignalId } from './signals';

const scope: Scope = { jobs: equals('job', 'x'), select: {}, by: [], window: '5m' };

const ask = (vocabulary: Vocabulary, signal: SignalId, about: Partial<Scope> = {}): string =>
  SIGNALS[signal].expression(vocabulary, { ...scope, ...about });

const rate = (metric: string, ...conditions: string[]) =>
  `rate(${metric}{${['job="x"', ...conditions].join(',')}}[5m])`;

/** Requests of users: what machines ask is left out. */
const users = 'endpoint!~"(/api/v1)?/(health|metrics).*"';

const answered = rate('choreoai_requests_total', users);
const exceptions = rate('choreoai_errors_total', users);
const attempts = `sum((${answered}) or (${exceptions}))`;

/** What stands in for the expressions of the documents: signal, system, the form. */
const FORMS: ReadonlyArray<[title: string, expression: string, form: string]> = [
  ['requests per second', ask(choreoai, 'requestRate'), `sum(${answered})`],
  ['requests per minute', ask(choreoai, 'requestsPerMinute'), `(sum(${answered})) * 60`],
  [
    'an error ratio is failed attempts over all attempts, 0 without failures and no answer without attempts',
    ask(choreoai, 'errorRatio'),
    `((sum((${rate('choreoai_requests_total', users, 'status=~"5.."')}) or (${exceptions}))) or ((${attempts}) * 0)) / ((${attempts}) > 0)`,
  ],
  [
    'a success ratio is answers with 2xx and 3xx over all attempts',
    ask(choreoai, 'successRatio'),
    `((sum(${rate('choreoai_requests_total', users, 'status=~"[23].."')})) or ((${attempts}) * 0)) / ((${attempts}) > 0)`,
  ],
  [
    'both sides of a ratio are split alike',
    ask(convergeai, 'httpErrorRatio', { by: ['endpoint'] }),
    `((sum by (endpoint) (${rate('http_requests_total', users, 'status_code=~"5.."')})) or ` +
      `((sum by (endpoint) (${rate('http_requests_total', users)})) * 0)) / ((sum by (endpoint) (${rate('http_requests_total', users)})) > 0)`,
  ],
  [
    'a quantile is of summed buckets, of bounds that all targets have, and of traffic only',
    ask(convergeai, 'latencyP95', { by: ['model'] }),
    `(histogram_quantile(0.95, (sum by (le, model) (${rate('llm_request_duration_seconds_bucket')})) and on (le, model) ` +
      `((count by (le, model) (${rate('llm_request_duration_seconds_bucket')})) == on (model) group_left () ` +
      `(count by (model) (${rate('llm_request_duration_seconds_bucket', 'le=~"\\\\+Inf"')}))))) > 0`,
  ],
  [
    'a mean is seconds over observations',
    ask(convergeai, 'latencyMean'),
    `(sum(${rate('llm_request_duration_seconds_sum')})) / ((sum(${rate('llm_request_duration_seconds_count')})) > 0)`,
  ],
  [
    'a share of slow requests asks for its bound in both spellings, and for all requests of the targets that have it',
    ask(convergeai, 'slowerThan10s'),
    `1 - ((sum(${rate('llm_request_duration_seconds_bucket', 'le=~"10|10\\\\.0"')})) / ` +
      `((sum((${rate('llm_request_duration_seconds_bucket', 'le=~"\\\\+Inf"')}) and ignoring (le) ` +
      `(${rate('llm_request_duration_seconds_bucket', 'le=~"10|10\\\\.0"')}))) > 0))`,
  ],
  [
    'tokens are input and output, under either name',
    ask(choreoai, 'tokensPerMinute', { by: ['provider'] }),
    `(sum by (provider) ((${rate('choreoai_tokens_total', 'type=~"input|output"')}) or (${rate('choreoai_tokens_processed_total', 'type=~"input|output"')}))) * 60`,
  ],
  ['a gauge is summed over replicas', ask(choreoai, 'activeRequests'), 'sum(choreoai_active_connections{job="x"})'],
  [
    'calls of a histogram-only system are its count, failed ones have an error type',
    ask(otelGenai, 'errorRate', { by: ['errorType'] }),
    `sum by (error_type) ((${rate('gen_ai_client_operation_duration_seconds_count', 'error_type!=""')}) or (${rate('gen_ai_client_operation_duration_count', 'error_type!=""')}))`,
  ],
  [
    'what did not fail succeeded',
    ask(convergeai, 'throughput', { by: ['model'] }),
    `clamp_min((sum by (model) (${rate('llm_requests_total')})) - ((sum by (model) (${rate('llm_errors_total')})) or ((sum by (model) (${rate('llm_requests_total')})) * 0)), 0)`,
  ],
  [
    'a dashboard hands in its variables',
    ask(choreoai, 'requestRate', {
      jobs: fromVariable('job', '$job'),
      select: { provider: { variable: '$provider' } },
      window: '$__rate_interval',
    }),
    `sum(rate(choreoai_requests_total{job=~"$job",${users},provider=~"$provider"}[$__rate_interval]))`,
  ],
];

it.each(FORMS)('%s', (_, expression, form) => {
  expect(expression).toBe(form);
  expect(syntaxErrors(expression.replace('$__rate_interval', '5m'))).toEqual([]);
});

it('a system without the measure is an error, not a query of nothing', () => {
  expect(() => ask(otelGenai, 'queueDepth')).toThrow('OpenTelemetry GenAI has no gauge for queueDepth.');
});

it.each(Object.entries(SIGNALS))('%s has a title of its own, which starts with a capital', (_, { title }) => {
  expect(title).toMatch(/^[A-Z]/);
  expect(Object.values(SIGNALS).filter((signal) => signal.title === title)).toHaveLength(1);
});
