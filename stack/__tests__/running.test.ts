/** `npm start` as a person has it, without a Grafana: the real command line, demo and Prometheus. */
import { createServer } from 'node:net';
import path from 'node:path';
import { needs } from '../../tests/real';
import { findProgram } from '../find';
import { listens } from '../network';
import { servicePort, serviceUrl } from '../services';
import { startStack } from '../start';
import {
  checkout,
  expectFailed,
  expectNothingLeft,
  expectLocal,
  MINUTE,
  pathWith,
  start,
  SYSTEM,
  UP,
  type RunningStack,
} from './checkout';

const OFFSET = 11_100;
const AT = ['--native', '--port-offset', String(OFFSET)];
const PROMETHEUS = ['prometheus', 'promtool'];

let stack: RunningStack | undefined;

afterEach(async () => {
  stack?.signal('SIGTERM');
  await stack?.ended;
});

async function takePort(port: number): Promise<() => void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => server.close();
}

needs('prometheus', 'promtool')('without a Grafana', () => {
  const PATH = pathWith([...SYSTEM, ...PROMETHEUS]);

  it(
    'runs the rest, says how to get one, and Ctrl-C leaves nothing behind',
    async () => {
      const running = (stack = start(checkout(), AT, { PATH }));
      await running.until(UP);

      expect(running.output()).toMatch(/Demo\s+healthy\s+http:\/\/127.0.0.1:19199/);
      expect(running.output()).toMatch(/Prometheus\s+healthy\s+http:\/\/127.0.0.1:20190/);
      expect(running.output()).toMatch(/There is no Grafana here: .*GRAFANA_HOME.*Docker/);
      await expectLocal(['demo', 'prometheus'], OFFSET);
      expect(running.processes().length).toBeGreaterThan(2);

      running.signal('SIGINT');
      await expectNothingLeft(running);

      expect(running.output()).toContain('Stopped. Nothing is left running.');
    },
    MINUTE
  );

  it(
    'leaves nothing behind when it is stopped while it starts',
    async () => {
      const running = (stack = start(checkout(), AT, { PATH }));
      await running.until(/Starting/);
      running.signal('SIGTERM');
      await expectNothingLeft(running);

      expect(running.output()).not.toMatch(UP);
    },
    MINUTE
  );

  it(
    'leaves nothing behind even when it is killed',
    async () => {
      const running = (stack = start(checkout(), AT, { PATH: pathWith([...SYSTEM, ...PROMETHEUS, 'sleep']) }));
      await running.until(UP);
      running.signal('SIGKILL');

      await expectNothingLeft(running);
    },
    MINUTE
  );

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing behind when npm alone gets %s',
    async (signal) => {
      const running = (stack = start(checkout(), AT, { PATH }));
      await running.until(UP);
      running.signalNpm(signal);

      await expectNothingLeft(running);
    },
    MINUTE
  );

  it(
    'names the service that died, shows its last words, and stops the others',
    async () => {
      const running = (stack = start(checkout(), AT, { PATH }));
      await running.until(UP);
      const prometheus = running.processes().find((line) => /^\d+ prometheus /.test(line)) ?? '';
      process.kill(parseInt(prometheus, 10), 'SIGKILL');

      await expectFailed(running);
      expect(running.output()).toMatch(
        /\nPrometheus was ended by SIGKILL\. It said: .+ All of it: \.stack\S+prometheus\.log\n$/
      );
    },
    MINUTE
  );

  it(
    'names the service that never comes up',
    async () => {
      const broken = pathWith([...SYSTEM, 'promtool'], { prometheus: 'echo reading; echo Error: no room >&2; exit 3' });
      const running = (stack = start(checkout(), AT, { PATH: broken }));

      await expectFailed(running);
      expect(running.output()).toMatch(/\nPrometheus ended with exit status 3\. It said: Error: no room\. All of it: /);
    },
    MINUTE
  );

  it(
    'names a busy port, whose it is and what to do',
    async () => {
      const release = await takePort(servicePort('prometheus', OFFSET));
      const running = (stack = start(checkout(), AT, { PATH }));

      await expectFailed(running);
      release();
      expect(running.output().trim()).toBe(
        'Prometheus cannot have port 20190: another program listens on 127.0.0.1:20190. ' +
          'Stop it, or shift every port: npm start -- --port-offset 12100'
      );
    },
    MINUTE
  );

  it(
    'serves tests through the same door, with a past',
    async () => {
      const own = await startStack({
        services: ['demo', 'prometheus'],
        portOffset: OFFSET,
        stateDir: path.join(checkout(), '.stack'),
        history: '3h',
      });
      try {
        expect(own.urls).toEqual({
          demo: serviceUrl('demo', OFFSET),
          prometheus: serviceUrl('prometheus', OFFSET),
        });
        const query = encodeURIComponent('count(choreoai_requests_total offset 2h)');
        const answer = await (await fetch(`${own.urls.prometheus}/api/v1/query?query=${query}`)).json();
        expect(Number(answer.data.result[0]?.value[1])).toBeGreaterThan(0);
      } finally {
        await own.stop();
      }
      expect(await listens(servicePort('prometheus', OFFSET))).toBe(false);
      expect(await listens(servicePort('demo', OFFSET))).toBe(false);
    },
    MINUTE
  );
});

needs('prometheus', 'promtool')('without a Prometheus on the PATH', () => {
  /** An apt-get that gets hold of the machine's own Prometheus, and a sudo that asks for nothing. */
  const apt = () => {
    const programs = PROMETHEUS.map((name) => findProgram(name)).join(' ');
    const bin = pathWith([...SYSTEM, 'ln'], {
      'apt-get': 'if [ "$1" = install ]; then ln -s $PROGRAMS $(dirname "$0"); fi',
      sudo: 'if [ "$1" = -n ]; then shift; fi; exec "$@"',
    });
    return { PATH: bin, PROGRAMS: programs };
  };

  it(
    'prints the exact command where it may not install',
    async () => {
      const running = (stack = start(checkout(), [...AT, '--no-install'], apt()));

      await expectFailed(running);
      expect(running.output()).toMatch(/^Prometheus is missing\. Install it with: .*apt-get install -y .*prometheus/);
    },
    MINUTE
  );

  it(
    'points to the download where there is no apt',
    async () => {
      const running = (stack = start(checkout(), AT, { PATH: pathWith(SYSTEM) }));

      await expectFailed(running);
      expect(running.output()).toContain('get it from https://prometheus.io/download');
    },
    MINUTE
  );

  it(
    'says what it installs, and goes on',
    async () => {
      const running = (stack = start(checkout(), AT, apt()));
      await running.until(UP);

      expect(running.output()).toMatch(/Installing it \(off with --no-install\): .*apt-get install -y .*prometheus/);
      expect(running.output()).toMatch(/Prometheus\s+healthy/);
    },
    MINUTE
  );
});

it(
  'says that the plugin is not built when it may not build it',
  async () => {
    const PATH = pathWith([...SYSTEM, ...PROMETHEUS], { grafana: '' });
    const running = (stack = start(checkout(), [...AT, '--no-build'], { PATH }));

    await expectFailed(running);
    expect(running.output().trim()).toBe(
      'The plugin is not built: dist/module.js is missing. Run npm run build, or start without --no-build.'
    );
  },
  MINUTE
);

it(
  'says why the plugin cannot be built',
  async () => {
    const npm = 'echo compiling; echo ERROR in ./src/module.tsx; echo; exit 1';
    const PATH = pathWith(['node', 'sh', 'env', ...PROMETHEUS], { grafana: '', npm });
    const running = (stack = start(checkout(), AT, { PATH }));

    await expectFailed(running);
    expect(running.output()).toMatch(
      /The plugin build \(npm run build\) ended with exit status 1\. It said: ERROR in \.\/src\/module\.tsx\. All of it: .*build\.log/
    );
  },
  MINUTE
);
