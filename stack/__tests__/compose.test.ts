import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parse } from 'yaml';
import { demoTargets } from '../../demo/targets';
import { needs } from '../../tests/real';
import { composeEnvironment, DOCKER_SERVICES } from '../docker';
import { prometheusConfig } from '../prometheus-config';
import { RETENTION } from '../programs/prometheus';
import { REDIS_MAXMEMORY } from '../programs/redis';
import { SERVICE_IDS, SERVICES, type ServiceId } from '../services';
import { ROOT } from '../state';
import { EXTRA_SERVICES } from '../extras';

interface ComposeService {
  image?: string;
  profiles?: string[];
  build?: { context: string; args?: Record<string, string> };
  command?: string | string[];
  environment?: Record<string, string>;
  healthcheck?: { test: unknown };
  ports: Array<string | { host_ip?: string; published: string | number; target: number }>;
}

const COMMANDS: readonly [readonly [string, ...string[]], ...Array<readonly [string, ...string[]]>] = [
  ['docker-compose'],
  ['docker', 'compose'],
];

const compose = COMMANDS.find(([file, ...args]) => {
  try {
    execFileSync(file, [...args, 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** `docker-compose config`: the file with its variables and every profile, validated by Compose itself. */
function validated(environment: Record<string, string>): Record<ServiceId, ComposeService> {
  const [file, ...args] = compose ?? COMMANDS[0];
  const options = ['--file', path.join(ROOT, 'docker-compose.yaml'), '--profile', 'containers'];
  const output = execFileSync(file, [...args, ...options, 'config'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return parse(output).services;
}

/** Older Compose prints `127.0.0.1:3000:3000/tcp`, newer a mapping. */
function published(port: ComposeService['ports'][number]): string {
  return typeof port === 'string' ? port.replace('/tcp', '') : `${port.host_ip}:${port.published}:${port.target}`;
}

const environment = (portOffset: number, seed?: number) =>
  composeEnvironment({
    options: { portOffset, seed, services: DOCKER_SERVICES },
    state: { root: path.join(ROOT, '.stack') },
    password: 'secret',
    secret: 'another',
  });

(compose ? describe : needs('docker-compose'))('docker-compose.yaml', () => {
  it('is refused without a password for Grafana, and without one for Redis and PostgreSQL', () => {
    expect(() => validated({ STACK_SECRET: 'another' })).toThrow(
      /GRAFANA_ADMIN_PASSWORD|set a password that is not admin/
    );
    expect(() => validated({ GRAFANA_ADMIN_PASSWORD: 'secret' })).toThrow(/STACK_SECRET|set a password for Redis/);
  });

  it('means the same with nothing but the passwords as with what the stack sets', () => {
    expect(validated({ GRAFANA_ADMIN_PASSWORD: 'secret', STACK_SECRET: 'another' })).toEqual(validated(environment(0)));
  });

  it('leaves out what only a profile adds: cAdvisor', () => {
    const services = Object.entries(validated(environment(0)));
    const usual = services.flatMap(([id, { profiles }]) => (profiles ? [] : [id]));
    expect(usual.sort()).toEqual([...DOCKER_SERVICES, ...EXTRA_SERVICES].sort());
    expect(services.flatMap(([, { profiles }]) => profiles ?? [])).toEqual(['containers']);
  });

  it('puts the password of Redis on no command line', () => {
    const { command, environment: variables } = validated(environment(0)).redis;
    expect(variables).toEqual({ REDISCLI_AUTH: 'another' });
    expect(String(command)).toContain(`--maxmemory ${REDIS_MAXMEMORY}`);
    expect(String(command)).not.toContain('another');
  });

  it('holds every service of the stack, with a health check and a pinned image', () => {
    const services = validated(environment(0));
    expect(Object.keys(services).sort()).toEqual([...SERVICE_IDS].sort());
    for (const { image, build, healthcheck } of Object.values(services)) {
      expect(build?.context ?? image).toMatch(/^\/|:v?\d+(\.\d+){1,2}(-alpine)?$/);
      expect(healthcheck?.test).toBeTruthy();
    }
    expect(services.grafana.build?.args).toMatchObject({ anonymous_auth_enabled: 'false' });
  });

  it('publishes one port a service, on 127.0.0.1 only, shifted as a native stack is', () => {
    const services = validated(environment(1000));
    const ports = SERVICE_IDS.map((id) => [id, services[id].ports.map(published)]);
    expect(ports).toEqual(
      SERVICE_IDS.map((id) => [id, [`127.0.0.1:${SERVICES[id].port + 1000}:${SERVICES[id].port}`]])
    );
  });

  it('keeps data as long as a native Prometheus does, and passes the seed on', () => {
    const services = validated(environment(0, 7));
    expect(services.prometheus.command).toContain(`--storage.tsdb.retention.time=${RETENTION}`);
    expect([services.demo.command].flat().join(' ')).toBe('--seed 7');
  });
});

it('finds the demo by its name in the scrape configuration of a container', () => {
  const config = prometheusConfig(
    demoTargets().map((target) => ({ ...target, host: 'demo' })),
    '127.0.0.1:9090'
  );
  expect(config).toContain('demo:8000');
});
