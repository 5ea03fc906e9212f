/** A checkout of its own for a test, and `npm start` in it: what `dist` holds and what the PATH has is up to the test. */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { findProgram } from '../find';
import { listens } from '../network';
import { listeningPorts, type ServiceId } from '../services';
import { ROOT } from '../state';
import { temporaryFolder } from './temporary';

const COPIED = [
  'stack',
  'demo',
  'src',
  'provisioning',
  'dashboards',
  'rules',
  'alerting',
  'package.json',
  'tsconfig.json',
  '.config',
];

/** Copies what the stack needs, without a build. */
export function checkout(): string {
  const folder = temporaryFolder();
  for (const name of COPIED) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** A `dist` that Grafana loads: the real plugin.json and dashboards, and a module without pages. */
export function standInBuild(folder: string): void {
  const dist = path.join(folder, 'dist');
  cpSync(path.join(folder, 'dashboards'), path.join(dist, 'dashboards'), { recursive: true });
  const plugin = readFileSync(path.join(folder, 'src/plugin.json'), 'utf8');
  const placeholders: Record<string, string> = {
    VERSION: '0.1.0',
    TODAY: '2026-01-01',
    PLUGIN_ID: JSON.parse(plugin).id,
  };
  writeFileSync(
    path.join(dist, 'plugin.json'),
    plugin.replace(/%(\w+)%/g, (whole, name: string) => placeholders[name] ?? whole)
  );
  writeFileSync(
    path.join(dist, 'module.js'),
    'define(["@grafana/data"], ({ AppPlugin }) => ({ plugin: new AppPlugin() }));'
  );
}

/** A PATH that has these programs of the machine and no other; `scripts` are shell scripts by name. */
export function pathWith(programs: readonly string[], scripts: Record<string, string> = {}): string {
  const bin = temporaryFolder();
  for (const name of programs) {
    const program = findProgram(name);
    if (program) {
      symlinkSync(program, path.join(bin, name));
    }
  }
  for (const [name, body] of Object.entries(scripts)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  return bin;
}

export interface RunningStack {
  /** All it has said so far, without colours. */
  output(): string;
  /** Waits until it has said something; fails with all it said when it ends before. */
  until(words: RegExp): Promise<void>;
  /** As a terminal does on Ctrl-C: to every process of its group. */
  signal(name: NodeJS.Signals): void;
  /** As another program does that started npm. */
  signalNpm(name: NodeJS.Signals): void;
  /** The exit status. */
  ended: Promise<number | null>;
  /** Every living process that it started, itself included: `pid command`. */
  processes(): string[];
}

/** Runs `npm start` in a checkout. */
export function start(folder: string, args: readonly string[], env: Record<string, string> = {}): RunningStack {
  const id = randomUUID();
  const mark = `STACK_TEST=${id}`;
  const child = spawn(findProgram('npm') ?? 'npm', ['start', '--silent', '--', ...args], {
    cwd: folder,
    detached: true,
    env: { ...process.env, GRAFANA_ADMIN_PASSWORD: '', GRAFANA_HOME: '', PORT_OFFSET: '', STACK_TEST: id, ...env },
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const output = () => stripVTControlCharacters(said);
  let over = false;
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (status) => {
      over = true;
      resolve(status);
    })
  );
  return {
    output,
    ended,
    async until(words) {
      while (!words.test(output())) {
        if (over) {
          throw new Error(`The stack ended without saying ${words}. It said:\n${output()}`);
        }
        await sleep(50);
      }
    },
    signal(signal) {
      if (!over) {
        process.kill(-(child.pid ?? NaN), signal);
      }
    },
    signalNpm: (signal) => void child.kill(signal),
    processes: () => processesWith(mark),
  };
}

function processesWith(mark: string): string[] {
  const all = execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return all
    .split('\n')
    .filter((line) => line.includes(mark))
    .map((line) => line.trim());
}

/** Waits for it to end by itself, non-zero, with nothing left. */
export async function expectFailed(failed: RunningStack): Promise<void> {
  expect(await failed.ended).toBe(1);
  await expectNothingLeft(failed);
}

/** Waits for it to end with no process of it alive. */
export async function expectNothingLeft(stopped: RunningStack): Promise<void> {
  await stopped.ended;
  const deadline = Date.now() + 10_000;
  while (stopped.processes().length > 0 && Date.now() < deadline) {
    await sleep(50);
  }
  expect(stopped.processes()).toEqual([]);
}

/**
 * Makes sure that the services listen, and on 127.0.0.1 alone: Linux answers on all of 127.0.0.0/8, so a program that
 * listens on every interface is reached at 127.0.0.2 too.
 */
export async function expectLocal(ids: readonly ServiceId[], offset: number): Promise<void> {
  for (const port of ids.flatMap((id) => listeningPorts(id, offset))) {
    expect({ port, local: await listens(port), outside: await listens(port, '127.0.0.2') }).toEqual({
      port,
      local: true,
      outside: false,
    });
  }
}

/** What every stack in a test needs on its PATH, and how long a test may take. */
export const SYSTEM = ['node', 'npm', 'sh', 'env', 'ps', 'dirname'];
export const UP = /Ctrl-C stops all of it/;
export const MINUTE = 60_000;
