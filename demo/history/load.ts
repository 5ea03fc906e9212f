/** Writes the past block by block and has promtool load it into a Prometheus data directory. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { BlockFile, lineEnding } from './block-file';
import { pastOfAll, type PastOptions, type Period, type ReplicaPast } from './past';

export interface HistoryOptions extends PastOptions {
  /** How far back it reaches, in seconds. */
  seconds: number;
  /** Prometheus's data directory; made where it does not exist. */
  output: string;
  /** Stops it before its end. */
  signal?: AbortSignal;
}

export interface HistoryResult {
  samples: number;
  blocks: number;
  /** Of the blocks on disk. */
  bytes: number;
  seconds: number;
}

/** promtool could not be started, or did not take what was written. */
export class PromtoolError extends Error {}

/**
 * The width that promtool gives a block under `--max-block-duration=24h`: Prometheus's widths are 2 h, 6 h, 18 h, ...
 * promtool reads a whole file again for every block in it, so each file holds one block.
 */
const BLOCK = 18 * 3600;
const MAX_BLOCK_DURATION = '24h';

/**
 * Writes and loads a history: all of it, or nothing.
 * @throws PromtoolError, or what `signal` was aborted with
 */
export async function loadHistory(options: HistoryOptions): Promise<HistoryResult> {
  const started = Date.now();
  mkdirSync(options.output, { recursive: true });
  const workplace = mkdtempSync(join(options.output, '.history-'));
  try {
    const loaded = await loadBlocks(options, workplace);
    const names = loaded.directories.flatMap((directory) =>
      readdirSync(directory).map((name) => ({ directory, name }))
    );
    names.forEach(({ directory, name }) => renameSync(join(directory, name), join(options.output, name)));
    const bytes = names.reduce((sum, { name }) => sum + sizeOf(join(options.output, name)), 0);
    return { samples: loaded.samples, blocks: names.length, bytes, seconds: (Date.now() - started) / 1000 };
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
}

/** While one block is written, promtool loads those before it, as many at a time as there are processors. */
async function loadBlocks(options: HistoryOptions, workplace: string) {
  const pasts = pastOfAll(options);
  const loading = new Set<Promise<void>>();
  const directories: string[] = [];
  let samples = 0;
  try {
    for (const period of periodsOf(options)) {
      options.signal?.throwIfAborted();
      const file = join(workplace, `${period.from}.om`);
      const directory = join(workplace, `${period.from}`);
      samples += await writeBlock(file, period, pasts);
      directories.push(directory);
      const load = promtool(file, directory, options.signal).finally(() => {
        rmSync(file);
        loading.delete(load);
      });
      loading.add(load);
      if (loading.size >= availableParallelism()) {
        await Promise.race(loading);
      }
    }
    await Promise.all(loading);
  } finally {
    await Promise.allSettled(loading);
  }
  return { samples, directories };
}

/** A history ends at a whole minute, and begins at one. */
export const MINUTE = 60;

/** The history in pieces that are one block each. */
export function periodsOf({ end, seconds }: Pick<HistoryOptions, 'end' | 'seconds'>): Period[] {
  const last = Math.floor(end / MINUTE) * MINUTE;
  const periods: Period[] = [];
  let from = last - Math.floor(seconds / MINUTE) * MINUTE + MINUTE;
  while (from <= last) {
    const nextBlock = (Math.floor(from / BLOCK) + 1) * BLOCK;
    const to = Math.min(nextBlock, last + MINUTE);
    periods.push({ from, to });
    from = to;
  }
  return periods;
}

/** Longer than this without a look at signals, and what started the demo takes it for stuck and kills it. */
const BREATH_MILLISECONDS = 10;

/** Writes one block's samples as an OpenMetrics file; answers how many they are. */
async function writeBlock(file: string, period: Period, pasts: readonly ReplicaPast[]): Promise<number> {
  const block = new BlockFile(file);
  let samples = 0;
  let breath = Date.now();
  try {
    for (const past of pasts) {
      const endings = past.times(period).map(lineEnding);
      for (const series of past.series(period)) {
        block.series(series, endings);
        samples += endings.length;
        if (Date.now() - breath > BREATH_MILLISECONDS) {
          await setImmediate();
          breath = Date.now();
        }
      }
    }
    return samples;
  } finally {
    block.close();
  }
}

const PROGRAM = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', `--max-block-duration=${MAX_BLOCK_DURATION}`];
/** A tenth faster, for 100 MB more memory. */
const LESS_GARBAGE_COLLECTION = '400';
const MISSING = 'There is no promtool on the PATH. It comes with Prometheus: apt-get install prometheus.';

function promtool(file: string, directory: string, signal: AbortSignal | undefined): Promise<void> {
  mkdirSync(directory);
  return new Promise((resolve, reject) => {
    const child = spawn('promtool', [...PROGRAM, file, directory], {
      signal,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, GOGC: LESS_GARBAGE_COLLECTION },
    });
    let complaint = '';
    child.stderr.on('data', (text) => (complaint += text));
    child.once('error', ({ message }: Error) => (complaint = message.includes('ENOENT') ? MISSING : message));
    child.once('close', (status) => {
      if (status === 0) {
        resolve();
      } else {
        reject(signal?.reason ?? new PromtoolError(`The history was not loaded. ${complaint.trim()}`));
      }
    });
  });
}

function sizeOf(path: string): number {
  const found = statSync(path);
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size;
}
