import type { DemoSystemId } from '../targets';
import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { otelGenAi } from './otel-genai';
import type { DemoSystem } from './system';

export const SYSTEMS: Record<DemoSystemId, DemoSystem> = {
  choreoai,
  convergeai,
  'otel-genai': otelGenAi,
};
