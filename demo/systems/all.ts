import type { DemoSystemId } from '../targets';
import { aiCompanion } from './ai-companion';
import { cadvisor } from './cadvisor';
import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { envoyAiGateway } from './envoy-ai-gateway';
import { litellm } from './litellm';
import { openlit } from './openlit';
import { otelGenAi } from './otel-genai';
import { otelGenAiGen1 } from './otel-genai-gen1';
import { otelGenAiGen3 } from './otel-genai-gen3';
import { projectAi } from './project-ai';
import type { DemoSystem } from './system';
import { vllm } from './vllm';

export const SYSTEMS: Record<DemoSystemId, DemoSystem> = {
  choreoai,
  convergeai,
  'project-ai': projectAi,
  'ai-companion': aiCompanion,
  'otel-genai': otelGenAi,
  'otel-genai-gen1': otelGenAiGen1,
  'otel-genai-gen3': otelGenAiGen3,
  litellm,
  vllm,
  'envoy-ai-gateway': envoyAiGateway,
  openlit,
  cadvisor,
};
