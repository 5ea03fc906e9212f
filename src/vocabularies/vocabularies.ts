import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { otelGenai } from './otelGenai';
import type { Vocabulary, VocabularyId } from './vocabulary';

/** Every system that the plugin knows. */
export const VOCABULARIES: Record<VocabularyId, Vocabulary> = {
  choreoai,
  convergeai,
  'otel-genai': otelGenai,
};
