/** Which dashboards Grafana reads from files, which the plugin brings itself, and whether they are there. */
import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import plugin from '../src/plugin.json';
import { StackFailure } from './failure';
import { askGrafana } from './login';
import { ROOT } from './state';
import type { Run } from './way';

const SOURCE = path.join(ROOT, 'dashboards');
const POLL_MS = 250;
const LOADED_WITHIN_S = 60;

/** An include of plugin.json, as far as it matters here. */
interface Include {
  type: string;
  path?: string;
}

/** The dashboard files that the plugin does not include: a dashboard with two owners would be overwritten by turns. */
export function notIncluded(files: readonly string[], includes: readonly Include[]): string[] {
  const brought = includes
    .filter(({ type }) => type === 'dashboard')
    .map((include) => path.basename(include.path ?? ''));
  return files.filter((file) => file.endsWith('.json') && !brought.includes(file));
}

/** Fills the folder that Grafana's file provider reads. */
export function assembleDashboards(folder: string): void {
  for (const old of readdirSync(folder)) {
    rmSync(path.join(folder, old), { recursive: true });
  }
  for (const file of notIncluded(readdirSync(SOURCE), plugin.includes)) {
    copyFileSync(path.join(SOURCE, file), path.join(folder, file));
  }
}

/**
 * Waits until Grafana has every dashboard, from files and from the plugin: it answers its health check before.
 * @throws StackFailure naming the dashboards it has not loaded after `LOADED_WITHIN_S`
 */
export async function untilDashboards(run: Run): Promise<void> {
  const files = readdirSync(SOURCE).filter((file) => file.endsWith('.json'));
  const deadline = Date.now() + LOADED_WITHIN_S * 1000;
  for (;;) {
    const missing = await filesNotIn(run, files);
    if (missing.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      const log = run.processes.logFile('grafana');
      throw new StackFailure(
        `Grafana has not loaded ${missing.join(', ')} after ${LOADED_WITHIN_S} s. Its log: ${log}`
      );
    }
    await sleep(POLL_MS, undefined, { signal: run.ended });
  }
}

/**
 * Brings the plugin's own dashboards up to date: Grafana imports them once for each version of the plugin, so that
 * during development it would show those of an earlier build.
 */
export async function refreshIncluded(run: Run): Promise<void> {
  for (const include of plugin.includes.filter(({ type }) => type === 'dashboard')) {
    const request = { pluginId: plugin.id, path: include.path, folderUid: '', overwrite: true, inputs: [] };
    const response = await askGrafana(run, '/api/dashboards/import', request);
    if (!response.ok) {
      throw new StackFailure(`Grafana does not import ${include.path} of the plugin: ${await response.text()}`);
    }
    await response.body?.cancel();
  }
}

async function filesNotIn(run: Run, files: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    files.map(async (file) => {
      const { uid }: { uid: string } = JSON.parse(readFileSync(path.join(SOURCE, file), 'utf8'));
      const response = await askGrafana(run, `/api/dashboards/uid/${uid}`);
      await response.body?.cancel();
      return response.ok;
    })
  );
  return files.filter((_, index) => !there[index]);
}
