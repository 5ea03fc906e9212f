/** The stack as containers: drives `docker-compose.yaml`. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { demoTargets } from '../demo/targets';
import { StackFailure } from './failure';
import { alertmanagerConfig } from './alertmanager-config';
import { neighboursOf, prometheusConfig, RULES_IN_CONTAINER, TIME_INTERVAL } from './prometheus-config';
import { traceUrl } from './provisioning';
import { historyArguments, seedOption } from './programs/demo';
import { SERVICE_IDS, servicePort, SERVICES, type ServiceId } from './services';
import { ROOT, type State } from './state';
import { partsInContainers } from './extras';
import type { Run, StackOptions, Way } from './way';

type Command = readonly [string, ...string[]];

/** What a stack is not one without, in containers. Besides, there are the optional parts of `extras.ts`, and cAdvisor. */
export const DOCKER_SERVICES: readonly ServiceId[] = ['demo', 'prometheus', 'grafana'];

const exec = promisify(execFile);
const ANSWER_MS = 10_000;

/** Compose as a plugin of Docker, else as the older program. */
const COMPOSE: readonly Command[] = [['docker', 'compose'], ['docker-compose']];

/** Whether containers can be run here: a daemon that answers, and Compose. */
export async function hasDocker(): Promise<boolean> {
  return (await works(['docker', 'info'])) && (await findCompose()) !== undefined;
}

/** @throws StackFailure naming what is missing: the daemon or Compose */
export async function requireDocker(): Promise<Way> {
  if (!(await works(['docker', 'info']))) {
    throw new StackFailure('Docker does not answer (docker info fails): start its daemon, or leave --docker out.');
  }
  const compose = await findCompose();
  if (!compose) {
    throw new StackFailure(
      'Docker Compose is missing (docker compose version fails): install it, or leave --docker out.'
    );
  }
  return dockerWay(compose);
}

/** The first Compose that works, as a command without its options. */
export async function findCompose(): Promise<Command | undefined> {
  for (const compose of COMPOSE) {
    if (await works([...compose, 'version'])) {
      return compose;
    }
  }
  return undefined;
}

async function works([file, ...args]: Command): Promise<boolean> {
  return exec(file, args, { timeout: ANSWER_MS }).then(
    () => true,
    () => false
  );
}

interface ComposeInput {
  options: Pick<StackOptions, 'portOffset' | 'seed' | 'services'>;
  state: Pick<State, 'root'>;
  password: string;
  secret: string;
}

/** What `docker-compose.yaml` takes from its environment. */
export function composeEnvironment({ options, state, password, secret }: ComposeInput): Record<string, string> {
  const variable = (id: string) => `${id.toUpperCase().replace('-', '_')}_PORT`;
  const ports = SERVICE_IDS.map((id) => [variable(id), String(servicePort(id, options.portOffset))]);
  return {
    ...Object.fromEntries(ports),
    GRAFANA_ADMIN_PASSWORD: password,
    STACK_SECRET: secret,
    COMPOSE_PROFILES: options.services.includes('cadvisor') ? 'containers' : '',
    STACK_STATE: state.root,
    TRACE_URL: traceUrl(options.services),
    TIME_INTERVAL,
    DEMO_OPTIONS: seedOption(options).join(' '),
  };
}

function dockerWay(compose: Command): Way {
  const command = ({ options }: Run, ...args: string[]): Command => [
    ...compose,
    '--file',
    path.join(ROOT, 'docker-compose.yaml'),
    '--project-name',
    `choreoai-observability-${options.portOffset}`,
    ...args,
  ];
  return {
    async install() {},

    extras: ({ options }) => partsInContainers(options.portOffset),

    async prepare(run) {
      const targets = demoTargets().map((target) => ({ ...target, host: 'demo' }));
      const neighbours = neighboursOf(run.options.services, (id) => `${id}:${SERVICES[id].port}`);
      writeFileSync(
        run.state.prometheusConfig,
        prometheusConfig(targets, '127.0.0.1:9090', neighbours, RULES_IN_CONTAINER)
      );
      writeFileSync(run.state.alertmanagerConfig, alertmanagerConfig(`http://demo:${SERVICES.demo.port}/inbox`));
      run.options.report('Fetching and building the images, which takes a while the first time.');
      for (const step of ['pull', 'build'] as const) {
        await run.processes.run({
          id: `images-${step}`,
          title: `Docker Compose's ${step}`,
          command: command(run, step, ...(step === 'pull' ? ['--ignore-pull-failures'] : [])),
          env: composeEnvironment(run),
        });
      }
      if (run.options.history !== undefined) {
        run.options.report(`Writing ${run.options.history} of history, unless Prometheus has run before.`);
        const script = `[ -d /prometheus/wal ] || exec node --import tsx demo/main.ts "$@"`;
        const args = ['sh', ...historyArguments(run.options, '/prometheus')];
        await run.processes.run({
          id: 'history',
          title: "The demo's history",
          command: command(run, 'run', '--rm', '--no-deps', '-T', '--entrypoint', 'sh', 'demo', '-c', script, ...args),
          env: composeEnvironment(run),
        });
      }
    },

    programs: (run) => [
      {
        id: 'compose',
        title: 'Docker Compose',
        command: command(run, 'up', '--no-color', '--abort-on-container-exit', ...run.options.services),
        env: composeEnvironment(run),
      },
    ],

    resetPassword: (run) => ({
      id: 'grafana-password',
      title: "The reset of Grafana's password",
      command: command(
        run,
        ...['exec', '-T', 'grafana', 'grafana', 'cli', 'admin', 'reset-admin-password', '--password-from-stdin']
      ),
      env: composeEnvironment(run),
      input: `${run.password}\n`,
    }),

    async cleanUp(run) {
      const [file, ...args] = command(run, 'down');
      await exec(file, args, { env: { ...process.env, ...composeEnvironment(run) } });
    },
  };
}
