/** `npm start`: the dev stack, until Ctrl-C; `npm run stack -- alert test`: a test alert for one that runs. */
import pc from 'picocolors';
import plugin from '../src/plugin.json';
import { alertTest } from './alert-test';
import { DOCKER_SERVICES, hasDocker } from './docker';
import { doctorProgram, untilRates } from './ask-doctor';
import { StackFailure } from './failure';
import { findGrafana } from './find';
import { ADMIN } from './login';
import { NATIVE_SERVICES } from './native';
import { HELP, readCommandLine } from './options';
import { NO_GRAFANA } from './programs/grafana';
import { POSTGRES_USER } from './programs/postgres';
import { SERVICE_IDS, SERVICES, serviceUrl, type ServiceId } from './services';
import { startStack, type Stack } from './start';
import { table } from './table';
import type { WayId } from './way';

const say = (text: string) => console.log(text);

/**
 * Runs the stack until `stopped` is aborted; nothing is left running.
 * @throws StackFailure when it cannot be started, or a part of it dies
 */
async function main(args: string[], stopped: AbortSignal): Promise<void> {
  const { help, command, containers, ...options } = readCommandLine(args, process.env);
  if (help) {
    return say(HELP);
  }
  if (command === 'alert test') {
    return sayAlertTest(options.portOffset);
  }
  const way = options.way ?? ((await hasDocker()) ? 'docker' : 'native');
  const services = [...servicesOf(way), ...(containers ? (['cadvisor'] as const) : [])];
  const stack = await startStack({ ...options, way, services, report: say, signal: stopped });
  say(`\n${overview(stack)}\n`);
  if (!services.includes('grafana')) {
    say(pc.yellow(NO_GRAFANA));
    showDoctor(stack, stopped).catch(() => undefined);
  }
  const failure = await Promise.race([stack.failed, aborted(stopped)]);
  await stack.stop();
  throw failure ?? stopped.reason;
}

async function sayAlertTest(portOffset: number): Promise<void> {
  const demo = serviceUrl('demo', portOffset);
  const seconds = await alertTest({ alertmanager: serviceUrl('alertmanager', portOffset), demo });
  say(`A test alert arrived after ${seconds.toFixed(0)} s: ${demo}/inbox`);
}

/** Containers bring Grafana; natively it runs where there is one. */
function servicesOf(way: WayId): readonly ServiceId[] {
  const native = NATIVE_SERVICES.filter((id) => id !== 'grafana' || findGrafana() !== undefined);
  return way === 'docker' ? DOCKER_SERVICES : native;
}

function overview({ urls, password, secret, absent }: Stack): string {
  const credentials: Partial<Record<ServiceId, string>> = {
    grafana: `${ADMIN} / ${password}`,
    redis: secret,
    postgres: `${POSTGRES_USER} / ${secret}`,
  };
  const running = SERVICE_IDS.flatMap((id) =>
    urls[id] ? [[SERVICES[id].title, pc.green('healthy'), urls[id], credentials[id] ?? '']] : []
  );
  const missing = absent.map(({ title, state, remedy }) => [title, `${pc.yellow(state)}: ${remedy}`]);
  const others = missing.length > 0 ? `\n\n${table(missing)}` : '';
  const start = urls.grafana ? `Open ${pc.bold(`${urls.grafana}/a/${plugin.id}`)}. ` : '';
  return `${table([['Service', 'State', 'URL', 'Credentials'].map(pc.dim), ...running])}${others}\n\n${start}Ctrl-C stops all of it.`;
}

async function showDoctor({ urls, run }: Stack, stopped: AbortSignal): Promise<void> {
  if (urls.prometheus) {
    say('In a few scrapes the doctor looks at what Prometheus has:\n');
    await untilRates(urls.prometheus, stopped);
    await run(doctorProgram(urls.prometheus));
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}

function finish(error: unknown): never {
  if (stop.signal.aborted) {
    say('Stopped. Nothing is left running.');
    process.exit(0);
  }
  console.error(error instanceof StackFailure ? pc.red(error.message) : error);
  process.exit(1);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort());
}
/** A shell between npm and this process hands on no signal, and nobody can when npm is killed: its end is the signal. */
function stopWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop.abort(), 500).unref();
}

if (process.env.npm_lifecycle_event) {
  stopWithParent();
}
void main(process.argv.slice(2), stop.signal).then(() => process.exit(0), finish);
