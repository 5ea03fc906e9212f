/** The stack as programs of this machine. */
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoTargets, systemsNamed } from '../demo/targets';
import plugin from '../src/plugin.json';
import { alertmanagerConfig } from './alertmanager-config';
import { DIST } from './build';
import { StackFailure } from './failure';
import { installMissing } from './install';
import type { Program } from './processes';
import { alertmanagerProgram } from './programs/alertmanager';
import { demoProgram, historyProgram } from './programs/demo';
import { grafanaProgram, resetPasswordProgram } from './programs/grafana';
import { jaegerProgram } from './programs/jaeger';
import { lokiProgram } from './programs/loki';
import { nodeExporterProgram } from './programs/node-exporter';
import { clusterProgram, postgresExporterProgram, postgresProgram, removeCluster } from './programs/postgres';
import { prometheusProgram } from './programs/prometheus';
import { redisExporterProgram, redisProgram } from './programs/redis';
import { neighboursOf, prometheusConfig } from './prometheus-config';
import { HOST, SERVICES, servicePort, type ServiceId } from './services';
import { partsOfThisMachine } from './extras';
import type { Run, Way } from './way';

const PROGRAMS: Partial<Record<ServiceId, (run: Run) => Program>> = {
  demo: demoProgram,
  prometheus: prometheusProgram,
  grafana: grafanaProgram,
  'node-exporter': nodeExporterProgram,
  redis: redisProgram,
  'redis-exporter': redisExporterProgram,
  postgres: postgresProgram,
  'postgres-exporter': postgresExporterProgram,
  alertmanager: alertmanagerProgram,
  loki: lokiProgram,
  jaeger: jaegerProgram,
};

/** What a stack is not one without. Besides, there are the optional parts of `extras.ts`. */
export const NATIVE_SERVICES: readonly ServiceId[] = ['demo', 'prometheus', 'grafana'];

export const native: Way = {
  async install(run) {
    if (run.options.services.includes('prometheus')) {
      await installMissing(run);
    }
  },

  extras: ({ options }) => partsOfThisMachine(options.portOffset),

  async prepare(run) {
    const { options, state, processes } = run;
    const address = (id: ServiceId) => `${HOST}:${servicePort(id, options.portOffset)}`;
    const targets = demoTargets(options.portOffset, systemsNamed(process.env.DEMO_ONLY));
    writeFileSync(
      state.prometheusConfig,
      prometheusConfig(targets, address('prometheus'), neighboursOf(options.services, address))
    );
    writeFileSync(state.alertmanagerConfig, alertmanagerConfig(`http://${address('demo')}/inbox`));
    if (options.services.includes('postgres')) {
      await processes.run(clusterProgram(run));
    }
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

  async cleanUp({ state }) {
    removeCluster(state);
  },
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
