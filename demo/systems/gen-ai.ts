/** What instrumentation by OpenTelemetry's conventions for generative AI has in common, whatever its generation. */

import type { Entry } from '../ledger';
import type { Measure } from '../traffic/measures';
import { modelCall, type ModelName } from '../traffic/models';
import { outcomes, raised, succeeded, type Call } from '../traffic/profile';
import type { Addition, HistogramRow } from './system';

export const OPERATION_BUCKETS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
] as const;
const TOKEN_BUCKETS = [
  1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
] as const;
const FIRST_TOKEN_BUCKETS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;
const PER_TOKEN_BUCKETS = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5] as const;

type Definition = Pick<HistogramRow, 'name' | 'help' | 'unit' | 'buckets'>;

export type GenAiHistogram =
  | 'operationDuration'
  | 'serverDuration'
  | 'tokenUsage'
  | 'timeToFirstToken'
  | 'timePerOutputToken'
  | 'timeToFirstChunk'
  | 'timePerOutputChunk';

/** As the conventions define them: https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/ */
export const GEN_AI_HISTOGRAMS: Record<GenAiHistogram, Definition> = {
  operationDuration: {
    name: 'gen_ai.client.operation.duration',
    help: 'GenAI operation duration.',
    unit: 's',
    buckets: OPERATION_BUCKETS,
  },
  serverDuration: {
    name: 'gen_ai.server.request.duration',
    help: 'Generative AI server request duration such as time-to-last byte or last output token.',
    unit: 's',
    buckets: OPERATION_BUCKETS,
  },
  tokenUsage: {
    name: 'gen_ai.client.token.usage',
    help: 'Number of input and output tokens used.',
    unit: '{token}',
    buckets: TOKEN_BUCKETS,
  },
  timeToFirstToken: {
    name: 'gen_ai.server.time_to_first_token',
    help: 'Time to generate first token for successful responses.',
    unit: 's',
    buckets: FIRST_TOKEN_BUCKETS,
  },
  timePerOutputToken: {
    name: 'gen_ai.server.time_per_output_token',
    help: 'Time per output token generated after the first token for successful responses.',
    unit: 's',
    buckets: PER_TOKEN_BUCKETS,
  },
  timeToFirstChunk: {
    name: 'gen_ai.client.operation.time_to_first_chunk',
    help: 'Time to receive the first chunk of a streamed response.',
    unit: 's',
    buckets: OPERATION_BUCKETS,
  },
  timePerOutputChunk: {
    name: 'gen_ai.client.operation.time_per_output_chunk',
    help: 'Time between the chunks of a streamed response.',
    unit: 's',
    buckets: OPERATION_BUCKETS,
  },
};

/** The table's row, with what fills it. */
export function genAiHistogram(
  id: GenAiHistogram,
  labels: readonly string[],
  adds: (entry: Entry) => Addition[]
): HistogramRow {
  return { kind: 'histogram', ...GEN_AI_HISTOGRAMS[id], labels, adds };
}

const OUTCOMES = outcomes(null, [raised('timeout', 0.006, 6), raised('rate_limit_exceeded', 0.012, 0.1)]);

/** @param provider by the conventions' own name, e.g. `gcp.gemini` */
export function genAiCall(model: ModelName, provider: string, operation: string, perSecond: number): Call {
  return modelCall(model, { endpoint: null, provider, operation, perSecond, outcomes: OUTCOMES });
}

/** The dated model that answered; null where nothing did. */
export function answeringModel(entry: Entry): string | null {
  return succeeded(entry) ? (entry.responseModel ?? entry.model) : null;
}

/** Where something was generated; or where it was streamed, too. */
export function whereGenerated(
  measure: Measure,
  attributes: (entry: Entry) => Record<string, string>,
  only: (entry: Entry) => boolean = () => true
): (entry: Entry) => Addition[] {
  return (entry) => (entry.firstToken === null || !only(entry) ? [] : [{ labels: attributes(entry), measure }]);
}

export function isStreaming({ streaming }: Entry): boolean {
  return streaming;
}
