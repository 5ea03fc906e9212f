/** The health endpoints that the systems' documents promise. */

import type { DemoSystemId } from '../targets';
import { json, type Route } from './server';

const VERSION = '1.0.0';

export type Dependency = 'database' | 'pinecone' | 'redis';

export const DEPENDENCIES: readonly Dependency[] = ['database', 'pinecone', 'redis'];

/** Which of ConvergeAI's dependencies are down. */
export type Outages = ReadonlySet<Dependency>;

const health: Route = {
  method: 'GET',
  path: '/health',
  answer: ({ response }) =>
    json(response, 200, { status: 'healthy', version: VERSION, timestamp: new Date().toISOString() }),
};

function alive(path: string): Route {
  return { method: 'GET', path, answer: ({ response }) => json(response, 200, { status: 'alive' }) };
}

function ready(outages: Outages): Route {
  return {
    method: 'GET',
    path: '/api/v1/health/ready',
    answer: ({ response }) => {
      const down = DEPENDENCIES.filter((name) => outages.has(name));
      const dependencies = Object.fromEntries(DEPENDENCIES.map((name) => [name, outages.has(name) ? 'down' : 'up']));
      json(response, down.length > 0 ? 503 : 200, {
        status: down.length > 0 ? 'not ready' : 'ready',
        dependencies,
        ...(down.length > 0 ? { error: `Down: ${down.join(', ')}` } : {}),
      });
    },
  };
}

/** @param outages read at every request, so that a dependency can go down while the demo runs */
export function healthRoutes(outages: Outages): Record<DemoSystemId, Route[]> {
  return {
    choreoai: [health],
    convergeai: [health, alive('/api/v1/health/live'), ready(outages)],
    'project-ai': [health],
    'ai-companion': [health],
    'otel-genai': [],
    'otel-genai-gen1': [],
    'otel-genai-gen3': [],
    litellm: [alive('/health/liveliness'), alive('/health/readiness')],
    vllm: [alive('/health')],
    'envoy-ai-gateway': [alive('/health')],
    openlit: [],
    cadvisor: [alive('/healthz')],
  };
}
