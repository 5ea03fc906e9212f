/** Where each demo system listens and how Prometheus finds it: the one table the scrape configuration is written from. */

export type DemoSystemId =
  | 'choreoai'
  | 'convergeai'
  | 'project-ai'
  | 'ai-companion'
  | 'otel-genai'
  | 'otel-genai-gen1'
  | 'otel-genai-gen3'
  | 'litellm'
  | 'vllm'
  | 'envoy-ai-gateway'
  | 'openlit'
  | 'cadvisor';

export interface DemoTarget {
  id: DemoSystemId;
  /** The Prometheus job, which belongs to this system alone. */
  job: string;
  title: string;
  /** Where Prometheus reaches it; the address it listens on may differ (`HOST`). */
  host: string;
  /** One port a replica, in the order of the replicas. */
  ports: readonly number[];
  metricsPath: string;
}

const HOST = '127.0.0.1';
const CONTROL_PORT = 8099;

const METRICS = '/metrics';

const TARGETS: Record<DemoSystemId, Omit<DemoTarget, 'id' | 'host'>> = {
  choreoai: { job: 'choreoai', title: 'ChoreoAI', ports: [8000, 8010], metricsPath: METRICS },
  convergeai: { job: 'convergeai-backend', title: 'ConvergeAI', ports: [8020], metricsPath: '/api/v1/metrics' },
  'project-ai': { job: 'project-ai', title: 'Project-AI', ports: [8030], metricsPath: METRICS },
  'ai-companion': { job: 'ai-companion', title: 'AI Companion', ports: [8040], metricsPath: METRICS },
  'otel-genai': { job: 'otel-genai', title: 'OpenTelemetry GenAI', ports: [8050], metricsPath: METRICS },
  'otel-genai-gen1': {
    job: 'otel-genai-gen1',
    title: 'OpenTelemetry GenAI, up to 1.36',
    ports: [8051],
    metricsPath: METRICS,
  },
  'otel-genai-gen3': {
    job: 'otel-genai-gen3',
    title: 'OpenTelemetry GenAI, next',
    ports: [8052],
    metricsPath: METRICS,
  },
  litellm: { job: 'litellm', title: 'LiteLLM', ports: [8060], metricsPath: METRICS },
  vllm: { job: 'vllm', title: 'vLLM', ports: [8070], metricsPath: METRICS },
  'envoy-ai-gateway': { job: 'envoy-ai-gateway', title: 'Envoy AI Gateway', ports: [8080], metricsPath: METRICS },
  openlit: { job: 'openlit', title: 'OpenLIT', ports: [8090], metricsPath: METRICS },
  // Its usual port is 8080, which is the gateway's here.
  cadvisor: { job: 'cadvisor', title: 'cAdvisor', ports: [8098], metricsPath: METRICS },
};

export const DEMO_SYSTEM_IDS = Object.keys(TARGETS) as DemoSystemId[];

/** One demo system, its ports shifted by `offset`. */
export function demoTarget(id: DemoSystemId, offset = 0): DemoTarget {
  const target = TARGETS[id];
  return { id, host: HOST, ...target, ports: target.ports.map((port) => port + offset) };
}

/**
 * The demo systems, their ports shifted by `offset` (`PORT_OFFSET`), so that two sets can run side by side.
 * @param only all of them where it is not given
 */
export function demoTargets(offset = 0, only: readonly DemoSystemId[] = DEMO_SYSTEM_IDS): DemoTarget[] {
  return only.map((id) => demoTarget(id, offset));
}

/**
 * The systems in a list such as `choreoai,litellm` (`DEMO_ONLY`); all of them where it is empty.
 * @throws RangeError that names the systems there are
 */
export function systemsNamed(list: string | undefined): readonly DemoSystemId[] {
  const names = (list ?? '').split(',').flatMap((name) => name.trim() || []);
  const unknown = names.filter((name) => !DEMO_SYSTEM_IDS.some((id) => id === name));
  if (unknown.length > 0) {
    throw new RangeError(`There is no system "${unknown.join(', ')}". There are: ${DEMO_SYSTEM_IDS.join(', ')}.`);
  }
  return names.length === 0 ? DEMO_SYSTEM_IDS : DEMO_SYSTEM_IDS.filter((id) => names.includes(id));
}

/**
 * The port of one replica of a target.
 * @param replica counted from 1
 * @throws RangeError where the target has no such replica
 */
export function portOf({ title, ports }: DemoTarget, replica: number): number {
  const port = ports[replica - 1];
  if (port === undefined) {
    throw new RangeError(`${title} has no replica ${replica}.`);
  }
  return port;
}

/** The port that serves scenarios and the ledger, shifted by `offset`. */
export function controlPort(offset = 0): number {
  return CONTROL_PORT + offset;
}

/** The `instance` label Prometheus gives to each replica of a target, in the order of its ports. */
export function instances(target: DemoTarget): string[] {
  return target.ports.map((port) => `${target.host}:${port}`);
}
