/** What the stack is made of, and where each service is reached: the one table of its ports. */
import { controlPort, demoTargets } from '../demo/targets';

export type ServiceId =
  | 'demo'
  | 'prometheus'
  | 'grafana'
  | 'alertmanager'
  | 'loki'
  | 'jaeger'
  | 'node-exporter'
  | 'redis'
  | 'redis-exporter'
  | 'postgres'
  | 'postgres-exporter'
  | 'cadvisor';

interface Service {
  title: string;
  port: number;
  /** How one speaks to it. */
  scheme: 'http' | 'redis' | 'postgres';
  /** Answers 2xx once the service can be used. What speaks no HTTP can be once it accepts connections. */
  healthPath?: string;
  /** What the answer says besides: an exporter is there before what it watches. */
  healthSays?: RegExp;
  /** Under which job Prometheus scrapes its `/metrics`. */
  job?: string;
}

export const HOST = '127.0.0.1';

export const SERVICES: Record<ServiceId, Service> = {
  demo: { title: 'Demo', port: controlPort(), scheme: 'http', healthPath: '/health' },
  prometheus: { title: 'Prometheus', port: 9090, scheme: 'http', healthPath: '/-/ready' },
  grafana: { title: 'Grafana', port: 3000, scheme: 'http', healthPath: '/api/health' },
  alertmanager: { title: 'Alertmanager', port: 9093, scheme: 'http', healthPath: '/-/ready' },
  loki: { title: 'Loki', port: 3100, scheme: 'http', healthPath: '/ready' },
  jaeger: { title: 'Jaeger', port: 16686, scheme: 'http', healthPath: '/' },
  'node-exporter': { title: 'node_exporter', port: 9100, scheme: 'http', healthPath: '/', job: 'node' },
  redis: { title: 'Redis', port: 6379, scheme: 'redis' },
  'redis-exporter': {
    title: 'redis_exporter',
    port: 9121,
    scheme: 'http',
    healthPath: '/metrics',
    healthSays: /^redis_up 1$/m,
    job: 'redis',
  },
  postgres: { title: 'PostgreSQL', port: 5432, scheme: 'postgres' },
  'postgres-exporter': {
    title: 'postgres_exporter',
    port: 9187,
    scheme: 'http',
    healthPath: '/metrics',
    healthSays: /^pg_up 1$/m,
    job: 'postgres',
  },
  cadvisor: { title: 'cAdvisor', port: 8080, scheme: 'http', healthPath: '/healthz', job: 'cadvisor' },
};

export const SERVICE_IDS = Object.keys(SERVICES) as ServiceId[];

/** A service's own port, shifted by `offset`. */
export function servicePort(id: ServiceId, offset: number): number {
  return SERVICES[id].port + offset;
}

/** Where a person or a test reaches a service, without a slash at the end. */
export function serviceUrl(id: ServiceId, offset: number): string {
  return `${SERVICES[id].scheme}://${HOST}:${servicePort(id, offset)}`;
}

/** Ports besides a service's own, when it runs natively. */
export type InnerPort = 'loki-grpc' | 'jaeger-grpc' | 'jaeger-otlp';

const INNER_PORTS: Record<InnerPort, { service: ServiceId; port: number }> = {
  'loki-grpc': { service: 'loki', port: 9095 },
  'jaeger-grpc': { service: 'jaeger', port: 16685 },
  // Its usual one, 4318, is a collector's.
  'jaeger-otlp': { service: 'jaeger', port: 4320 },
};

/** An inner port, shifted by `offset`. */
export function innerPort(id: InnerPort, offset: number): number {
  return INNER_PORTS[id].port + offset;
}

/** Every port a service takes on this machine when it runs natively. */
export function listeningPorts(id: ServiceId, offset: number): number[] {
  const inner = Object.values(INNER_PORTS).flatMap(({ service, port }) => (service === id ? [port + offset] : []));
  const systems = id === 'demo' ? demoTargets(offset).flatMap((target) => target.ports) : [];
  return [servicePort(id, offset), ...inner, ...systems];
}
