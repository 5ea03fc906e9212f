import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { EXPORTERS } from './exporters';
import { otelGenai } from './otelGenai';
import type { ExporterId, SystemId, SystemVocabulary, Vocabulary, VocabularyId } from './vocabulary';

/** Every system that the plugin knows. Where two give evidence of one job, the first has it. */
export const SYSTEMS: Record<SystemId, SystemVocabulary> = {
  choreoai,
  convergeai,
  'otel-genai': otelGenai,
};

/** Everything whose metrics the plugin knows. */
export const VOCABULARIES: Record<VocabularyId, Vocabulary> = { ...SYSTEMS, ...EXPORTERS };

export const isSystem = (id: VocabularyId): id is SystemId => id in SYSTEMS;

export const isExporter = (id: VocabularyId): id is ExporterId => id in EXPORTERS;
