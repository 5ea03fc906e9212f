/** `npm start` where there is Docker, played by a script: no daemon is to be had on most machines that run tests. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DOCKER_SERVICES } from '../docker';
import { SERVICE_IDS, serviceUrl } from '../services';
import { EXTRA_SERVICES } from '../extras';
import {
  checkout,
  expectFailed,
  expectNothingLeft,
  MINUTE,
  pathWith,
  standInBuild,
  start,
  SYSTEM,
  UP,
  type RunningStack,
} from './checkout';

const OFFSET = 11_500;

let stack: RunningStack | undefined;

afterEach(async () => {
  stack?.signal('SIGTERM');
  await stack?.ended;
});

describe('with Docker', () => {
  const DOCKER = ['--docker', '--port-offset', String(OFFSET)];

  it(
    'says in one line that its daemon does not answer',
    async () => {
      const PATH = pathWith(SYSTEM, { docker: 'echo Cannot connect >&2; exit 1' });
      const running = (stack = start(checkout(), DOCKER, { PATH }));

      await expectFailed(running);
      expect(running.output().trim()).toBe(
        'Docker does not answer (docker info fails): start its daemon, or leave --docker out.'
      );
    },
    MINUTE
  );

  it(
    'adds cAdvisor with --containers, through its profile',
    async () => {
      const folder = checkout();
      standInBuild(folder);
      const record = 'echo "$COMPOSE_PROFILES: $@" >> $(dirname "$0")/calls';
      const PATH = pathWith(SYSTEM, { docker: `${record}; case "$*" in *" up "*) echo no room; exit 1;; esac` });
      const running = (stack = start(folder, [...DOCKER, '--containers'], { PATH }));

      await expectFailed(running);
      expect(running.output()).toContain('Docker Compose ended with exit status 1. It said: no room.');
      const calls = readFileSync(path.join(PATH, 'calls'), 'utf8').trim().split('\n');
      expect(calls.at(-2)).toMatch(/^containers: compose .* up .* cadvisor /);
      expect(calls.at(-1)).toMatch(/^containers: compose .* down$/);
    },
    MINUTE
  );

  it(
    'waits for every service of docker-compose.yaml, and takes the containers down again',
    async () => {
      const folder = checkout();
      standInBuild(folder);
      const answerEverywhere = `for (const [name, port] of Object.entries(process.env)) if (/_PORT$/.test(name))
        require("http").createServer((_, response) => response.end("redis_up 1\\npg_up 1\\n")).listen(Number(port), "127.0.0.1")`;
      const PATH = pathWith(SYSTEM, {
        docker: `echo "$@" >> $(dirname "$0")/calls; case "$*" in *" up "*) exec node -e '${answerEverywhere}';; esac`,
      });
      const running = (stack = start(folder, DOCKER, { PATH }));
      await running.until(UP);
      const shown = SERVICE_IDS.filter((id) => running.output().includes(serviceUrl(id, OFFSET)));
      expect(shown).toEqual(SERVICE_IDS.filter((id) => id !== 'cadvisor'));

      running.signal('SIGINT');
      await expectNothingLeft(running);

      const calls = readFileSync(path.join(PATH, 'calls'), 'utf8').trim().split('\n');
      const up = [...DOCKER_SERVICES, ...EXTRA_SERVICES].join(' ');
      expect(calls.at(-2)).toMatch(new RegExp(`^compose .* up .*--abort-on-container-exit ${up}$`));
      expect(calls.at(-1)).toMatch(/^compose .* down$/);
      const config = readFileSync(path.join(folder, '.stack/offset-11500/prometheus/prometheus.yml'), 'utf8');
      for (const target of ['demo:8020', 'node-exporter:9100', 'redis-exporter:9121', 'postgres-exporter:9187']) {
        expect(config).toContain(target);
      }
      expect(config).not.toContain('- cadvisor:');
    },
    MINUTE
  );
});
