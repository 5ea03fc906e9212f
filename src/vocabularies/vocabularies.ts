import { aiCompanion } from './aiCompanion';
import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { envoyAiGateway } from './envoyAiGateway';
import { EXPORTERS } from './exporters';
import { litellm } from './litellm';
import { openlit } from './openlit';
import { otelGenai, otelGenai1 } from './otelGenai';
import { otelGenai3 } from './otelGenai3';
import { withOwnMetrics, type OwnMetric } from './ownMetrics';
import { projectAi } from './projectAi';
import type { ExporterId, SystemId, SystemVocabulary, Vocabulary, VocabularyId } from './vocabulary';
import { utf8Names } from './utf8';
import { vllm } from './vllm';

/**
 * Every system that the plugin knows. Where two give evidence of one job, the first has it: those that write the names of the
 * OpenTelemetry conventions and more stand before the conventions.
 */
export const SYSTEMS: Record<SystemId, SystemVocabulary> = {
  choreoai,
  convergeai,
  'project-ai': projectAi,
  'ai-companion': aiCompanion,
  litellm,
  vllm,
  'envoy-ai-gateway': envoyAiGateway,
  openlit,
  'otel-genai-3': otelGenai3,
  'otel-genai': otelGenai,
  'otel-genai-1': otelGenai1,
};

/** Everything whose metrics the plugin knows. */
export const VOCABULARIES: Record<VocabularyId, Vocabulary> = { ...SYSTEMS, ...EXPORTERS };

/** What is looked for: each of them, and the conventions' as Prometheus 3 may store them, with dots. */
export const KNOWN: readonly Vocabulary[] = [
  ...Object.values(VOCABULARIES),
  ...[otelGenai3, otelGenai, otelGenai1].map(utf8Names),
];

/** What is looked for where teams have added metrics of their own. */
export const knownWith = (own: Partial<Record<VocabularyId, readonly OwnMetric[]>>): readonly Vocabulary[] =>
  KNOWN.map((vocabulary) => withOwnMetrics(vocabulary, own[vocabulary.id] ?? []));

export const isSystem = (id: VocabularyId): id is SystemId => id in SYSTEMS;

export const isExporter = (id: VocabularyId): id is ExporterId => id in EXPORTERS;
