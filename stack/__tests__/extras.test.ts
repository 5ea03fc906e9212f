/** `npm start` with what is optional: the real exporters, Redis, PostgreSQL and Alertmanager. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { needs } from '../../tests/real';
import { listens } from '../network';
import { servicePort, serviceUrl } from '../services';
import { findExtra, missingPackages, EXTRA_SERVICES } from '../extras';
import {
  checkout,
  expectLocal,
  expectNothingLeft,
  MINUTE,
  pathWith,
  start,
  SYSTEM,
  UP,
  type RunningStack,
} from './checkout';

const OFFSET = 11_700;
const AT = ['--native', '--port-offset', String(OFFSET)];
const PROMETHEUS = ['prometheus', 'promtool'];
const NODE = ['prometheus-node-exporter', 'node_exporter'];
const REDIS = ['redis-server', 'prometheus-redis-exporter', 'redis_exporter'];
const POSTGRES = ['postgres', 'prometheus-postgres-exporter', 'postgres_exporter'];
const ALERTMANAGER = ['prometheus-alertmanager', 'alertmanager'];
/** Those that Debian has. */
const PACKAGED = EXTRA_SERVICES.filter((id) => id !== 'loki' && id !== 'jaeger');
const ALL = [...SYSTEM, ...PROMETHEUS, ...NODE, ...REDIS, ...POSTGRES, ...ALERTMANAGER];

let stack: RunningStack | undefined;

afterEach(async () => {
  stack?.signal('SIGTERM');
  await stack?.ended;
});

async function askPrometheus(
  query: string
): Promise<Array<{ metric: Record<string, string>; value: [number, string] }>> {
  const url = `${serviceUrl('prometheus', OFFSET)}/api/v1/query?query=${encodeURIComponent(query)}`;
  return (await (await fetch(url)).json()).data.result;
}

/** Waits until a query has an answer; fails where the test does. */
async function untilAnswered(query: string) {
  for (;;) {
    const answer = await askPrometheus(query);
    if (answer.length > 0) {
      return answer;
    }
    await sleep(250);
  }
}

async function alertmanagersOfPrometheus(): Promise<string[]> {
  const { data } = await (await fetch(`${serviceUrl('prometheus', OFFSET)}/api/v1/alertmanagers`)).json();
  return data.activeAlertmanagers.map(({ url }: { url: string }) => url);
}

/** PostgreSQL's children give themselves a title in the place of their environment, so they are found by it. */
const clusterProcesses = () =>
  execFileSync('ps', ['axww', '-o', 'command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`choreoai-observability-${OFFSET}`));

async function expectNothingOfItLeft(stopped: RunningStack) {
  await expectNothingLeft(stopped);
  expect(clusterProcesses()).toEqual([]);
  for (const id of EXTRA_SERVICES) {
    expect(await listens(servicePort(id, OFFSET))).toBe(false);
  }
}

needs(
  'prometheus',
  'promtool',
  'node_exporter',
  'redis',
  'postgres',
  'alertmanager'
)('with all of it', () => {
  it(
    'scrapes real metrics of the machine, Redis and PostgreSQL, on 127.0.0.1 only, and tells nobody the password',
    async () => {
      const running = (stack = start(checkout(), AT, { PATH: pathWith(ALL) }));
      await running.until(UP);

      await expectLocal(PACKAGED, OFFSET);
      expect(running.output()).toMatch(/\nLoki\s+not here: put loki on the PATH\n/);
      expect(running.output()).toMatch(/\nJaeger\s+not here: put jaeger on the PATH\n/);
      const [, password = ''] = /PostgreSQL\s+healthy\s+postgres:\S+\s+postgres \/ (\S+)/.exec(running.output()) ?? [];
      expect(password).toMatch(/^[\w-]{24}$/);
      expect(execFileSync('ps', ['axww', '-o', 'command='], { encoding: 'utf8' })).not.toContain(password);

      const machine = await untilAnswered('node_cpu_seconds_total{job="node",mode="idle"} > 0');
      expect(machine[0]?.metric).toMatchObject({ instance: `127.0.0.1:${servicePort('node-exporter', OFFSET)}` });
      const [redis] = await untilAnswered('redis_memory_max_bytes{job="redis"} and redis_up == 1');
      expect(Number(redis?.value[1])).toBe(64 * 1024 * 1024);
      await untilAnswered('pg_settings_max_connections{job="postgres"} and on (instance) pg_up == 1');
      await untilAnswered('pg_stat_database_xact_commit{datname="postgres"} > 0');
      expect(await askPrometheus('up == 0')).toEqual([]);
      expect(await alertmanagersOfPrometheus()).toEqual([
        `http://127.0.0.1:${servicePort('alertmanager', OFFSET)}/api/v2/alerts`,
      ]);

      running.signal('SIGINT');
      await expectNothingOfItLeft(running);
    },
    MINUTE
  );

  it(
    'leaves nothing behind even when it is killed, and starts again afterwards',
    async () => {
      const folder = checkout();
      const PATH = pathWith([...ALL, 'sleep']);
      const killed = (stack = start(folder, AT, { PATH }));
      await killed.until(UP);
      expect(clusterProcesses().length).toBeGreaterThan(1);
      killed.signal('SIGKILL');
      await expectNothingOfItLeft(killed);

      const running = (stack = start(folder, AT, { PATH }));
      await running.until(UP);
      expect(running.output()).toMatch(/postgres_exporter\s+healthy/);
      running.signal('SIGTERM');
      await expectNothingOfItLeft(running);
    },
    2 * MINUTE
  );
});

needs(
  'prometheus',
  'promtool',
  'node_exporter'
)('without Redis and PostgreSQL', () => {
  it(
    'says in a row each what to install, runs the rest and scrapes nothing that is not here',
    async () => {
      const PATH = pathWith([...SYSTEM, ...PROMETHEUS, ...NODE], { 'apt-get': 'exit 1' });
      const running = (stack = start(checkout(), AT, { PATH }));
      await running.until(UP);

      expect(running.output()).toMatch(/node_exporter\s+healthy\s+http:\/\/127.0.0.1:20800/);
      expect(running.output()).toMatch(/\nRedis\s+not here: apt-get install redis-server prometheus-redis-exporter\n/);
      expect(running.output()).toMatch(/\nPostgreSQL\s+not here: apt-get install .*prometheus-postgres-exporter\n/);
      await untilAnswered('up{job="node"} == 1');
      expect(await askPrometheus('up{job=~"redis|postgres"}')).toEqual([]);
    },
    MINUTE
  );

  it(
    'does without one whose port is busy, and says whose port to free',
    async () => {
      const server = createServer();
      await new Promise<void>((resolve) =>
        server.listen(servicePort('node-exporter', OFFSET), '127.0.0.1', () => resolve())
      );
      const running = (stack = start(checkout(), AT, { PATH: pathWith([...SYSTEM, ...PROMETHEUS, ...NODE]) }));
      await running.until(UP);
      server.close();

      expect(running.output()).toMatch(
        /\nnode_exporter\s+port 20800 is busy: stop what listens on port 20800, or shift every port with --port-offset\n/
      );
      expect(running.output()).toMatch(/\nRedis\s+not here: put redis-server and redis_exporter on the PATH\n/);
      expect(running.output()).not.toMatch(/node_exporter\s+healthy/);
    },
    MINUTE
  );

  it(
    'runs none of it with --no-extras',
    async () => {
      const PATH = pathWith([...SYSTEM, ...PROMETHEUS, ...NODE]);
      const running = (stack = start(checkout(), [...AT, '--no-extras'], { PATH }));
      await running.until(UP);

      expect(running.output()).not.toMatch(/node_exporter|Redis|PostgreSQL/);
      expect(await listens(servicePort('node-exporter', OFFSET))).toBe(false);
    },
    MINUTE
  );
});

it('names a Debian package for each program that is not here, and none for one that is', () => {
  const path = process.env.PATH;
  process.env.PATH = pathWith([], { node_exporter: '', 'redis-server': '' });
  try {
    expect(findExtra('node_exporter')).toMatch(/\/node_exporter$/);
    expect(missingPackages(['node_exporter', 'redis-server', 'redis_exporter', 'postgres_exporter'])).toEqual([
      'prometheus-redis-exporter',
      'prometheus-postgres-exporter',
    ]);
  } finally {
    process.env.PATH = path;
  }
});
