/** A Prometheus of the bench. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, HOST } from '../stack/doctor/bad-servers';
import { createProcesses } from '../stack/processes';

export interface Server {
  url: string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;

/**
 * @param folder of this server alone: its configuration and log; `data` is below it
 * @param configuration in YAML; where there is none it scrapes nothing, and knows what was loaded
 */
export async function startServer(
  folder: string,
  data: string,
  signal: AbortSignal,
  configuration = '{}'
): Promise<Server> {
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, configuration);
  const address = `${HOST}:${await freePort()}`;
  const processes = createProcesses(folder);
  processes.start({
    id: 'prometheus',
    title: 'Prometheus',
    command: [
      'prometheus',
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${address}`,
    ],
  });
  const url = `http://${address}`;
  try {
    await Promise.race([
      untilReady(url, signal),
      processes.failed.then((failure) => {
        throw failure;
      }),
    ]);
  } catch (error) {
    await processes.stopAll();
    throw error;
  }
  return { url, stop: () => processes.stopAll() };
}

async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/-/ready`, { signal }).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await sleep(100, undefined, { signal });
  }
  throw new Error(`Prometheus does not answer at ${url}.`);
}
