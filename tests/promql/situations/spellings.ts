import { otelGenai } from '../../../src/vocabularies/otelGenai';
import { growing, histogram, OF_CHOREOAI, SECOND, series, tokens, type Labels } from '../series';
import type { Situation } from '../situation';

const ofOtel = { vocabulary: otelGenai, job: 'otel-genai' };

const otelCalls = (name: string, labels: Labels) =>
  series(name, { job: 'otel-genai', instance: 'o:8050', gen_ai_provider_name: 'openai', ...labels });

/** Metrics that come under more than one name. */
export const SPELLINGS: readonly Situation[] = [
  {
    title: "the name without a unit, as OpenTelemetry's exporter for JavaScript writes it",
    series: histogram(
      'gen_ai_client_operation_duration',
      { job: 'otel-genai', instance: 'o:8050', gen_ai_provider_name: 'openai' },
      [
        ['1', 90],
        ['5', 100],
        ['+Inf', 100],
      ]
    ),
    ours: {
      ...ofOtel,
      signal: 'latencyP95',
      by: ['provider'],
      answers: { '{gen_ai_provider_name="openai"}': 3 },
    },
  },
  {
    title: 'two spellings of two targets are added up',
    series: {
      [otelCalls('gen_ai_client_operation_duration_seconds_count', {})]: growing(60),
      [otelCalls('gen_ai_client_operation_duration_count', { instance: 'p:8051' })]: growing(60),
    },
    ours: { ...ofOtel, signal: 'requestRate', answers: { '{}': 2 } },
  },
  {
    title: 'two spellings of one target are counted once',
    series: {
      [otelCalls('gen_ai_client_operation_duration_seconds_count', {})]: growing(60),
      [otelCalls('gen_ai_client_operation_duration_count', {})]: growing(60),
    },
    ours: { ...ofOtel, signal: 'requestRate', answers: { '{}': 1 } },
  },
  {
    title: 'calls with an error type are the failed ones',
    series: {
      [otelCalls('gen_ai_client_operation_duration_count', {})]: growing(45),
      [otelCalls('gen_ai_client_operation_duration_count', { error_type: 'timeout' })]: growing(15),
    },
    ours: { ...ofOtel, signal: 'errorRatio', answers: { '{}': 0.25 } },
  },
  {
    title: "the tokens' name in the list of ChoreoAI's monitoring guide",
    series: { [tokens('choreoai_tokens_processed_total', {})]: growing(60) },
    ours: { ...OF_CHOREOAI, signal: 'tokenRate', answers: { '{}': 1 } },
  },
  {
    title: 'tokens under both names from two replicas are added up, from one counted once',
    series: {
      [tokens('choreoai_tokens_total', {})]: growing(60),
      [tokens('choreoai_tokens_processed_total', {})]: growing(60),
      [tokens('choreoai_tokens_processed_total', SECOND)]: growing(120),
    },
    ours: { ...OF_CHOREOAI, signal: 'tokenRate', answers: { '{}': 3 } },
  },
];
