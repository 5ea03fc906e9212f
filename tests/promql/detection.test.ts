import { equals } from '../../src/promql/matcher';
import { countsFailuresTwice } from '../../src/signals/countedOnce';
import { choreoai } from '../../src/vocabularies/choreoai';
import { convergeai } from '../../src/vocabularies/convergeai';
import { otelGenai } from '../../src/vocabularies/otelGenai';
import { presenceQuery } from '../../src/vocabularies/presence';
import { needs } from '../real';
import { testExpression, type Answers, type InputSeries } from './promtool';
import { errors, growing, requests, series, steady } from './series';

needs('promtool')('which systems are there', () => {
  it('finds every known metric by job, and the busiest and idlest of its series with all their labels', () => {
    const busy = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        series('choreoai_requests_total', { job: 'choreoai', instance: `busy-${index}`, provider: 'openai' }),
        steady(1000 + index),
      ])
    );
    const found = (name: string, labels: Record<string, string>) => ({ [series(name, labels)]: 1 });
    const numbered = (index: number) =>
      found('choreoai_requests_total', { job: 'choreoai', instance: `busy-${index}`, provider: 'openai' });
    expect(
      testExpression({
        expression: `group by (__name__, job, instance, provider, model, status) (${presenceQuery([choreoai, convergeai])})`,
        series: {
          ...busy,
          [series('choreoai_active_connections', { job: 'choreoai', instance: 'a' })]: steady(1),
          [series('choreoai_requests_total', { job: 'choreoai', instance: 'b', model: 'gpt-4o' })]: steady(1),
          [series('http_requests_total', { job: 'vllm', status: '2xx' })]: steady(1),
          [series('node_load1', { job: 'node' })]: steady(1),
        },
        answers: {
          ...found('choreoai_active_connections', { job: 'choreoai', instance: 'a' }),
          ...found('choreoai_requests_total', { job: 'choreoai', instance: 'b', model: 'gpt-4o' }),
          ...found('http_requests_total', { job: 'vllm', status: '2xx' }),
          ...Object.assign({}, ...[0, 1, 2, 3, 7, 8, 9, 10, 11].map(numbered)),
        },
      })
    ).toBeUndefined();
  });
});

const mistral = { provider: 'mistral' };

const MIDDLEWARES: ReadonlyArray<{ title: string; series: InputSeries; twice: boolean }> = [
  {
    title: 'one that counts each failure in both',
    series: {
      [requests({ status: '200' })]: growing(900),
      [requests({ status: '500', model: 'gpt-4o' })]: growing(60),
      [requests({ status: '502', model: 'gpt-4o-mini' })]: growing(40),
      [errors({ error_type: 'Timeout' })]: growing(30),
      [errors({ error_type: 'BadGateway' })]: growing(70),
    },
    twice: true,
  },
  {
    title: 'one that counts each failure in both, scraped between the two increments',
    series: { [requests({ status: '500' })]: growing(100), [errors({})]: growing(99) },
    twice: true,
  },
  {
    title: 'the documented one, where exceptions and answers with 5xx differ',
    series: { [requests({ status: '500' })]: growing(100), [errors({})]: growing(300) },
    twice: false,
  },
  {
    title: 'the documented one, the other way round',
    series: { [requests({ status: '500' })]: growing(300), [errors({})]: growing(100) },
    twice: false,
  },
  {
    title: 'the documented one, where sums agree by chance and providers do not',
    series: {
      [requests({ status: '500' })]: growing(100),
      [errors({})]: growing(300),
      [requests({ ...mistral, status: '500' })]: growing(300),
      [errors(mistral)]: growing(100),
    },
    twice: false,
  },
  {
    title: 'the documented one, where one provider agrees by chance and another has exceptions only',
    series: {
      [requests({ status: '500' })]: growing(100),
      [errors({})]: growing(100),
      [errors(mistral)]: growing(100),
    },
    twice: false,
  },
  {
    title: 'one with exceptions only',
    series: { [requests({ status: '200' })]: growing(900), [errors({})]: growing(100) },
    twice: false,
  },
  {
    title: 'one with too few failures to tell, as in the minutes after a start',
    series: { [requests({ status: '500' })]: growing(15), [errors({})]: growing(15) },
    twice: false,
  },
  { title: 'one without a failure', series: { [requests({ status: '200' })]: growing(900) }, twice: false },
];

needs('promtool')('a middleware that counts a failure as an answer and as an error', () => {
  const expression = countsFailuresTwice(choreoai, equals('job', 'choreoai')) ?? '';

  it.each(MIDDLEWARES)('$title: $twice', ({ series: input, twice }) => {
    const answers: Answers = twice ? { '{}': 1 } : {};
    expect(testExpression({ expression: `count(${expression})`, series: input, answers })).toBeUndefined();
  });
});

it('there is nothing to tell where a vocabulary counts a failure in one counter', () => {
  expect(countsFailuresTwice(convergeai, equals('job', 'convergeai-backend'))).toBeUndefined();
  expect(countsFailuresTwice(otelGenai, equals('job', 'otel-genai'))).toBeUndefined();
});
