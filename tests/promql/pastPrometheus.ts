import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, HOST } from '../../stack/doctor/bad-servers';

/** A Prometheus that scrapes nothing and knows a past. */
export interface PastPrometheus {
  url: string;
  stop(): Promise<void>;
}

const TRIES = 150;

/** @param openMetrics the samples that it knows */
export async function pastPrometheus(openMetrics: string): Promise<PastPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'past-prometheus-'));
  const [past, data, config] = ['past.om', 'data', 'prometheus.yml'].map((name) => join(folder, name));
  writeFileSync(past ?? '', openMetrics);
  writeFileSync(config ?? '', '{}');
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', past ?? '', data ?? ''], { stdio: 'ignore' });
  const address = `${HOST}:${await freePort()}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${address}`,
    ],
    { stdio: 'ignore' }
  );
  const url = `http://${address}`;
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill()) {
      await ended;
    }
    rmSync(folder, { recursive: true });
  };
  for (let tries = 0; tries < TRIES; tries++) {
    const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (ready?.ok) {
      return { url, stop };
    }
    await sleep(100);
  }
  await stop();
  throw new Error(`Prometheus does not answer at ${url}.`);
}
