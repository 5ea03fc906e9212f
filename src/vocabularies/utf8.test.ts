import { metricNames, syntaxErrors } from '../../tests/promql/lezer';
import { equals } from '../promql/matcher';
import { missing } from '../signals/missing';
import type { Signal } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import { detect } from './detect';
import { otelGenai, otelGenai1 } from './otelGenai';
import { otelGenai3 } from './otelGenai3';
import { dotted, utf8Names } from './utf8';
import { KNOWN } from './vocabularies';
import { DIMENSIONS, type Dimension } from './vocabulary';

const GENERATIONS = [otelGenai1, otelGenai, otelGenai3].map((vocabulary) => ({
  title: vocabulary.title,
  vocabulary: utf8Names(vocabulary),
}));

it.each([
  ['gen_ai_client_operation_duration_seconds_count', 'gen_ai.client.operation.duration_seconds_count'],
  ['gen_ai_client_operation_duration_count', 'gen_ai.client.operation.duration_count'],
  ['gen_ai_server_time_to_first_token', 'gen_ai.server.time_to_first_token'],
  [
    'gen_ai_client_inference_usage_cache_read_input_tokens_total',
    'gen_ai.client.inference.usage.cache_read.input_tokens_total',
  ],
  ['gen_ai_system', 'gen_ai.system'],
  ['gen_ai_system_prompt', 'gen_ai_system_prompt'],
  ['error_type', 'error.type'],
  ['process_cpu_seconds_total', 'process_cpu_seconds_total'],
])('%s is %s', (plain, expected) => {
  expect(dotted(plain)).toBe(expected);
});

it('metrics and labels are quoted, in conditions and in groups', () => {
  const rate = SIGNALS.requestRate.expression(utf8Names(otelGenai), {
    jobs: equals('job', 'otel'),
    select: { provider: ['openai'] },
    by: ['model'],
    window: '5m',
  });
  expect(rate).toContain('{"gen_ai.client.operation.duration_count",job="otel","gen_ai.provider.name"="openai"}');
  expect(rate).toMatch(/^sum by \("gen_ai\.request\.model"\)/);
});

describe.each(GENERATIONS)('$title', ({ vocabulary }) => {
  const expressions = Object.values(SIGNALS).flatMap((signal: Signal) =>
    [[], ...DIMENSIONS.map((dimension): Dimension[] => [dimension])]
      .filter((by) => !missing(vocabulary, signal, by))
      .map((by) => signal.expression(vocabulary, { jobs: equals('job', 'otel'), select: {}, by, window: '5m' }))
  );

  it('has no name of the conventions with underscores in place of dots', () => {
    expect(expressions.length).toBeGreaterThan(50);
    expect(expressions.filter((expression) => /gen_ai_|error_type/.test(expression))).toEqual([]);
    expect(expressions.flatMap(metricNames).filter((name) => name.startsWith('gen'))).toEqual([]);
  });

  it('fits the grammar', () => {
    expect(expressions.flatMap(syntaxErrors)).toEqual([]);
  });
});

it('is the same system, whether names are translated or not', () => {
  const metrics = new Map([
    ['gen_ai.client.operation.duration_count', new Set(['gen_ai.provider.name', 'gen_ai.request.model'])],
  ]);
  const [system, ...more] = detect(new Map([['otel', metrics]]), KNOWN);
  expect(more).toEqual([]);
  expect(system).toMatchObject({ jobs: ['otel'], vocabulary: { id: 'otel-genai' } });
  expect(system?.vocabulary.measures.requests).toMatchObject({
    series: [{ metric: ['gen_ai.client.operation.duration_count'], dimensions: ['provider', 'model'] }],
  });
});
