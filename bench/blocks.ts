/** Writes tracks as blocks of a Prometheus data folder. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { textOf, type Period, type Track } from './track';

/**
 * A width that promtool gives blocks, at whole multiples of itself, and no wider than Prometheus itself makes them of a year.
 * promtool reads a whole file for each block in it: so each file holds one.
 */
const BLOCK_HOURS = 486;
const BLOCK = BLOCK_HOURS * 3600;
const AT_ONCE = 2;
const CHUNK = 4 << 20;

/**
 * Loads all samples of the tracks up to `to` into `data`. promtool loads one file while the next is written.
 * @param tracks makes them anew for each block
 * @param from the time of the first sample, in seconds since 1970
 * @returns how many samples
 */
export async function loadTracks(
  tracks: () => Iterable<Track>,
  { from, to, data, signal }: { from: number; to: number; data: string; signal: AbortSignal }
): Promise<number> {
  const workplace = join(data, '..', 'loading');
  mkdirSync(workplace, { recursive: true });
  mkdirSync(data, { recursive: true });
  const loading = new Set<Promise<void>>();
  let samples = 0;
  try {
    for (let begin = Math.floor(from / BLOCK) * BLOCK; begin <= to; begin += BLOCK) {
      const file = join(workplace, `${begin}.om`);
      samples += await write(file, tracks(), { from: begin, before: begin + BLOCK }, signal);
      const load = promtool(file, join(workplace, `${begin}`), data, signal).finally(() => loading.delete(load));
      loading.add(load);
      if (loading.size >= AT_ONCE) {
        await Promise.race(loading);
      }
    }
    await Promise.all(loading);
  } finally {
    await Promise.allSettled(loading);
    rmSync(workplace, { recursive: true, force: true });
  }
  return samples;
}

async function write(path: string, tracks: Iterable<Track>, period: Period, signal: AbortSignal): Promise<number> {
  const file = await open(path, 'w');
  let samples = 0;
  let chunk = '';
  try {
    for (const track of tracks) {
      const some = textOf(track, period);
      samples += some.samples;
      chunk += some.text;
      if (chunk.length > CHUNK) {
        signal.throwIfAborted();
        await file.write(chunk);
        chunk = '';
      }
    }
    await file.write(`${chunk}# EOF\n`);
    return samples;
  } finally {
    await file.close();
  }
}

async function promtool(file: string, output: string, data: string, signal: AbortSignal): Promise<void> {
  const options = ['--quiet', `--max-block-duration=${BLOCK_HOURS}h`, file, output];
  mkdirSync(output);
  await promisify(execFile)('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', ...options], {
    signal,
    env: { ...process.env, GOGC: '400' },
  });
  rmSync(file);
  readdirSync(output).forEach((block) => renameSync(join(output, block), join(data, block)));
}
