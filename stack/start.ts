/** Brings the stack up and takes it down: what `npm start` runs, and what integration and browser tests call. */
import { buildProgram, isBuilt, requireBuild } from './build';
import { assembleDashboards, refreshIncluded, untilDashboards } from './dashboards';
import { requireDocker } from './docker';
import type { StackFailure } from './failure';
import { ensureLogin } from './login';
import { native, NATIVE_SERVICES } from './native';
import { requireFreePorts, untilHealthy } from './network';
import { createProcesses, type Processes } from './processes';
import { SERVICES, serviceUrl, type ServiceId } from './services';
import { assembleProvisioning } from './provisioning';
import { adminPassword, defaultStateDir, openState, randomPassword } from './state';
import type { Run, StackOptions, Extras, Way, WayId } from './way';

const WAYS: Record<WayId, () => Promise<Way>> = { native: async () => native, docker: requireDocker };

/** A stack that is up: every service answers its health check, and Grafana takes the password. */
export interface Stack {
  urls: Partial<Record<ServiceId, string>>;
  /** Of Grafana's user `admin`. */
  password: string;
  /** Of Redis and PostgreSQL. */
  secret: string;
  /** What is optional and does not run. */
  absent: Extras['absent'];
  /** The first service that died although nobody stopped it. Never rejects. */
  failed: Promise<StackFailure>;
  /** Runs one more program to its end, which stops with the stack. */
  run: Processes['run'];
  /** Resolves when no process is left. */
  stop(): Promise<void>;
}

/**
 * Starts the services and waits until each of them is healthy. Whatever goes wrong, nothing is left running.
 * @param wanted by default: demo, Prometheus and Grafana, run natively on their usual ports, installing nothing
 * @throws StackFailure with what a person has to do: a busy port, a missing program, a dead child, a missing build
 */
export async function startStack(wanted: Partial<StackOptions> = {}): Promise<Stack> {
  const portOffset = wanted.portOffset ?? 0;
  const options: StackOptions = {
    services: NATIVE_SERVICES,
    extras: false,
    way: 'native',
    portOffset,
    stateDir: defaultStateDir(portOffset),
    build: true,
    install: false,
    report: () => undefined,
    ...wanted,
  };
  const way = await WAYS[options.way]();
  const state = openState(options.stateDir);
  const password = adminPassword(state, options.password);
  const processes = createProcesses(state.logs);
  const ended = new AbortController();
  const run: Run = { options, state, password, secret: randomPassword(), processes, ended: ended.signal };

  const stop = async () => {
    ended.abort();
    await processes.stopAll();
    await way.cleanUp(run);
  };
  try {
    const { services, absent } = await Promise.race([
      bringUp(run, way),
      rejectWhen(processes.failed),
      rejectOnAbort(options.signal),
    ]);
    const urls = Object.fromEntries(services.map((id) => [id, serviceUrl(id, portOffset)]));
    return { urls, password, secret: run.secret, absent, failed: processes.failed, run: processes.run, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns all that runs, and what does not */
async function bringUp(wanted: Run, way: Way): Promise<Extras> {
  const { options, state } = wanted;
  await requireFreePorts(options.services, options.portOffset);
  if (options.services.includes('grafana')) {
    await providePlugin(wanted);
    assembleDashboards(state.dashboards);
  }
  await way.install(wanted);
  const extras = options.extras ? await way.extras(wanted) : { services: [], absent: [] };
  const services = [...options.services, ...extras.services];
  await startServices({ ...wanted, options: { ...options, services } }, way);
  return { services, absent: extras.absent };
}

async function startServices(run: Run, way: Way): Promise<void> {
  const { options, processes, state } = run;
  assembleProvisioning(state.provisioning, options.services);
  await way.prepare(run);
  options.report(`Starting ${options.services.map((id) => SERVICES[id].title).join(', ')}.`);
  way.programs(run).forEach(processes.start);
  await Promise.all(options.services.map((id) => untilHealthy(id, options.portOffset, run.ended)));
  if (options.services.includes('grafana')) {
    await ensureLogin(run, way);
    await untilDashboards(run);
    await refreshIncluded(run);
  }
}

async function providePlugin({ options, processes }: Run): Promise<void> {
  if (options.build && !isBuilt()) {
    options.report(`Building the plugin. Its log: ${processes.logFile(buildProgram.id)}`);
    await processes.run(buildProgram);
  }
  requireBuild();
}

async function rejectWhen(failed: Promise<StackFailure>): Promise<never> {
  throw await failed;
}

function rejectOnAbort(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
    }
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
