/** What the stack is made of, and where each service is reached: the one table of its ports. */
import { controlPort, demoTargets } from '../demo/targets';

export type ServiceId = 'demo' | 'prometheus' | 'grafana' | 'alertmanager' | 'loki' | 'jaeger';

interface Service {
  title: string;
  port: number;
  /** Answers 2xx once the service can be used. */
  healthPath: string;
}

export const HOST = '127.0.0.1';

export const SERVICES: Record<ServiceId, Service> = {
  demo: { title: 'Demo', port: controlPort(), healthPath: '/health' },
  prometheus: { title: 'Prometheus', port: 9090, healthPath: '/-/ready' },
  grafana: { title: 'Grafana', port: 3000, healthPath: '/api/health' },
  alertmanager: { title: 'Alertmanager', port: 9093, healthPath: '/-/ready' },
  loki: { title: 'Loki', port: 3100, healthPath: '/ready' },
  jaeger: { title: 'Jaeger', port: 16686, healthPath: '/' },
};

export const SERVICE_IDS = Object.keys(SERVICES) as ServiceId[];

/** A service's own port, shifted by `offset`. */
export function servicePort(id: ServiceId, offset: number): number {
  return SERVICES[id].port + offset;
}

/** Where a person or a test reaches a service, without a slash at the end. */
export function serviceUrl(id: ServiceId, offset: number): string {
  return `http://${HOST}:${servicePort(id, offset)}`;
}

/** Every port a service takes on this machine when it runs natively. */
export function listeningPorts(id: ServiceId, offset: number): number[] {
  const own = servicePort(id, offset);
  return id === 'demo' ? [own, ...demoTargets(offset).flatMap((target) => target.ports)] : [own];
}
