/** The stack as programs of this machine. */
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoTargets, systemsNamed } from '../demo/targets';
import plugin from '../src/plugin.json';
import { DIST } from './build';
import { StackFailure } from './failure';
import { requirePrometheus } from './install';
import type { Program } from './processes';
import { demoProgram, historyProgram } from './programs/demo';
import { grafanaProgram, resetPasswordProgram } from './programs/grafana';
import { prometheusProgram } from './programs/prometheus';
import { prometheusConfig } from './prometheus-config';
import { HOST, SERVICES, servicePort, type ServiceId } from './services';
import type { Run, Way } from './way';

const PROGRAMS: Partial<Record<ServiceId, (run: Run) => Program>> = {
  demo: demoProgram,
  prometheus: prometheusProgram,
  grafana: grafanaProgram,
};

/** The services that run natively; the others are in `docker-compose.yaml` only. */
export const NATIVE_SERVICES = Object.keys(PROGRAMS) as ServiceId[];

export const native: Way = {
  async prepare(run) {
    const { options, state } = run;
    if (options.services.includes('prometheus')) {
      await requirePrometheus(run);
    }
    const self = `${HOST}:${servicePort('prometheus', options.portOffset)}`;
    const targets = demoTargets(options.portOffset, systemsNamed(process.env.DEMO_ONLY));
    writeFileSync(state.prometheusConfig, prometheusConfig(targets, self));
    linkPlugin(state.grafanaPlugins);
    await writeHistory(run);
  },

  programs(run) {
    return run.options.services.map((id) => {
      const program = PROGRAMS[id];
      if (!program) {
        throw new StackFailure(`${SERVICES[id].title} runs with Docker only.`);
      }
      return program(run);
    });
  },

  resetPassword: resetPasswordProgram,

  async cleanUp() {},
};

/** Grafana follows links among its plugins, so that a new build is there at once. */
function linkPlugin(plugins: string): void {
  const link = path.join(plugins, plugin.id);
  rmSync(link, { force: true });
  symlinkSync(DIST, link);
}

async function writeHistory(run: Run): Promise<void> {
  const { options, state, processes } = run;
  if (options.history === undefined) {
    return;
  }
  if (existsSync(path.join(state.prometheusData, 'wal'))) {
    options.report(`Prometheus has run before, so no history is written. To have one, delete ${state.prometheusData}`);
    return;
  }
  const history = historyProgram(run, state.prometheusData);
  options.report(`Writing ${options.history} of history. Its log: ${processes.logFile(history.id)}`);
  await processes.run(history);
}
