import type { VocabularyId } from '../../vocabularies/vocabulary';
import type { AlertDefinition } from '../alert';
import { AI_COMPANION, PROJECT_AI } from './applications';
import { CHOREOAI } from './choreoai';
import { CONVERGEAI } from './convergeai';
import { POSTGRES, REDIS } from './databases';
import { LITELLM, OTHER_SYSTEMS, VLLM } from './gateways';
import { CADVISOR, NODE } from './machines';

/** Every alert of every system. One whose metrics a system does not have is not compiled for it. */
export const ALERTS: Record<VocabularyId, readonly AlertDefinition[]> = {
  choreoai: CHOREOAI,
  convergeai: CONVERGEAI,
  'project-ai': PROJECT_AI,
  'ai-companion': AI_COMPANION,
  litellm: LITELLM,
  vllm: VLLM,
  'envoy-ai-gateway': OTHER_SYSTEMS,
  openlit: OTHER_SYSTEMS,
  'otel-genai-3': OTHER_SYSTEMS,
  'otel-genai': OTHER_SYSTEMS,
  'otel-genai-1': OTHER_SYSTEMS,
  node: NODE,
  cadvisor: CADVISOR,
  redis: REDIS,
  postgres: POSTGRES,
};
