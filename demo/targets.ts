/** Where each demo system listens and how Prometheus finds it: the one table the scrape configuration is written from. */

export type DemoSystemId = 'choreoai' | 'convergeai' | 'otel-genai';

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

const TARGETS: Record<DemoSystemId, Omit<DemoTarget, 'id'>> = {
  choreoai: { job: 'choreoai', title: 'ChoreoAI', host: HOST, ports: [8000, 8010], metricsPath: '/metrics' },
  convergeai: {
    job: 'convergeai-backend',
    title: 'ConvergeAI',
    host: HOST,
    ports: [8020],
    metricsPath: '/api/v1/metrics',
  },
  'otel-genai': { job: 'otel-genai', title: 'OpenTelemetry GenAI', host: HOST, ports: [8050], metricsPath: '/metrics' },
};

export const DEMO_SYSTEM_IDS = Object.keys(TARGETS) as DemoSystemId[];

/** One demo system, its ports shifted by `offset`. */
export function demoTarget(id: DemoSystemId, offset = 0): DemoTarget {
  const target = TARGETS[id];
  return { id, ...target, ports: target.ports.map((port) => port + offset) };
}

/** All demo systems, their ports shifted by `offset` (`PORT_OFFSET`), so that two sets can run side by side. */
export function demoTargets(offset = 0): DemoTarget[] {
  return DEMO_SYSTEM_IDS.map((id) => demoTarget(id, offset));
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
