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

/** Every port a service takes on this machine when it runs natively. */
export function listeningPorts(id: ServiceId, offset: number): number[] {
  const own = servicePort(id, offset);
  return id === 'demo' ? [own, ...demoTargets(offset).flatMap((target) => target.ports)] : [own];
}
