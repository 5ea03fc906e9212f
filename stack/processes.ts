/** The stack's child processes: each in a process group of its own, with a log of its own, so that all of it can be stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackFailure } from './failure';
import { startGuard } from './guard';
import { ROOT } from './state';

export interface Program {
  /** Names the log file. */
  id: string;
  title: string;
  command: readonly [string, ...string[]];
  /** Merged over the environment of the stack itself. */
  env?: Record<string, string>;
  /** What it reads from its standard input. */
  input?: string;
  /** `terminal` shows its output to the person; `log` (the default) keeps it in the log file. */
  output?: 'log' | 'terminal';
  /** As whom it runs, where that is not the person who started the stack. */
  account?: Account;
  /** What asks it to end; SIGTERM by default. */
  stopSignal?: NodeJS.Signals;
}

/** A user of this machine. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Processes {
  /** Starts a program that is to run until `stopAll`. */
  start(program: Program): void;
  /** Runs a program to its end. Rejects with a StackFailure when it ends badly. */
  run(program: Program): Promise<void>;
  /** The first program that ended although nobody asked it to. Never rejects. */
  failed: Promise<StackFailure>;
  /** The log file of a program, as a person would name it. */
  logFile(id: string): string;
  /** Ends every process group, by force after `GRACE_MS`. Nothing can be started afterwards. */
  stopAll(): Promise<void>;
}

const GRACE_MS = 30_000;
const LINGER_MS = 2_000;
const POLL_MS = 50;

/** An empty set of processes that logs into the folder `logs`. */
export function createProcesses(logs: string): Processes {
  /** The process groups that may have a living process, by their id. */
  const groups = new Map<number, Group>();
  const guard = startGuard();
  let stopping = false;
  let fail: (failure: StackFailure) => void;
  const failed = new Promise<StackFailure>((resolve) => (fail = resolve));
  const killLeftovers = () => groups.forEach((_, pid) => signalGroup(pid, 'SIGKILL'));
  process.on('exit', killLeftovers);

  const logPath = (id: string) => path.join(logs, `${id}.log`);
  const logFile = (id: string) => {
    const relative = path.relative(process.cwd(), logPath(id));
    return relative.startsWith('..') ? logPath(id) : relative;
  };

  function launch(program: Program): Launched {
    if (stopping) {
      return { ending: Promise.resolve({ ok: false, text: 'was not started, because the stack is stopping' }) };
    }
    const log = openSync(logPath(program.id), 'w');
    const out = program.output === 'terminal' ? 'inherit' : log;
    const [file, ...args] = program.command;
    const child = spawn(file, args, {
      // Another user may not be allowed into the repository.
      cwd: program.account ? '/' : ROOT,
      ...program.account,
      detached: true,
      env: { ...process.env, ...program.env },
      stdio: [program.input === undefined ? 'ignore' : 'pipe', out, out],
    });
    closeSync(log);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(program.input);
    const ending = endOf(child);
    const { pid } = child;
    if (pid !== undefined) {
      const group = { leader: ending, signal: program.stopSignal ?? 'SIGTERM' };
      groups.set(pid, group);
      void ending.then(() => stopGroup(pid, group)).then(() => groups.delete(pid));
    }
    return { pid, ending };
  }

  function failure(program: Program, ending: Ending): StackFailure {
    const said = lastRelevantLine(readFileSync(logPath(program.id), 'utf8'));
    const words = said ? ` It said: ${said}.` : '';
    return new StackFailure(`${program.title} ${ending.text}.${words} All of it: ${logFile(program.id)}`);
  }

  return {
    failed,
    logFile,
    start(program) {
      const { pid, ending } = launch(program);
      if (pid !== undefined) {
        guard.watch(pid);
      }
      void ending.then((how) => stopping || fail(failure(program, how)));
    },
    async run(program) {
      const ending = await launch(program).ending;
      if (!ending.ok) {
        throw failure(program, ending);
      }
    },
    async stopAll() {
      stopping = true;
      await Promise.all([...groups].map(([pid, group]) => stopGroup(pid, group)));
      groups.clear();
      guard.dismiss();
      process.off('exit', killLeftovers);
    },
  };
}

interface Launched {
  pid?: number;
  ending: Promise<Ending>;
}

interface Group {
  /** The end of its first process. */
  leader: Promise<Ending>;
  /** What asks it to end. */
  signal: NodeJS.Signals;
}

interface Ending {
  ok: boolean;
  text: string;
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, text: `could not be started (${error.message})` }));
    child.on('exit', (status, signal) =>
      resolve({ ok: status === 0, text: signal ? `was ended by ${signal}` : `ended with exit status ${status}` })
    );
  });
}

/**
 * Asks a group to end and waits: for its first process `GRACE_MS`, then for what that one left behind `LINGER_MS`, which
 * is short because a dead process that nobody has collected yet still counts as a member.
 */
async function stopGroup(pid: number, { leader, signal }: Group): Promise<void> {
  signalGroup(pid, signal);
  await Promise.race([leader, sleep(GRACE_MS, undefined, { ref: false })]);
  const deadline = Date.now() + LINGER_MS;
  while (signalGroup(pid, 0) && Date.now() < deadline) {
    await sleep(POLL_MS);
  }
  signalGroup(pid, 'SIGKILL');
  await leader;
}

/** Sends a signal to a process group; 0 only asks. False when the group has no process left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

const TROUBLE =
  /\b(error|err|fatal|panic|fail(ed|ure)?|cannot|can't|refused|denied|EADDRINUSE|address already in use)\b/i;
const COLOURS = /\u001b\[[0-9;]*m/g;

/** The line of a log that says what went wrong: the last one that sounds like trouble, else the last one. */
export function lastRelevantLine(log: string): string {
  const lines = log
    .replace(COLOURS, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const trouble = lines.filter((line) => TROUBLE.test(line));
  return (trouble.at(-1) ?? lines.at(-1) ?? '').replace(/\.$/, '');
}
