/** A Prometheus that is fed series step by step, the alerts that it raises, and two Alertmanagers that tell of them. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { findExtra } from '../../../stack/extras';
import { countersIn, fasterGroups, type RuleGroup } from './faster';
import { openInbox, type Inbox } from './inbox';
import { pastOf, replayed, serve, type Target, type World } from './target';

const SHIPPED_CONFIG = resolve(__dirname, '../../../alerting/alertmanager/alertmanager.yml');

/** Seconds from one step to the next, in which series are scraped and rules evaluated. */
export const STEP = 1;
/** Seconds for which Alertmanager waits for more of a group. */
export const GROUP_WAIT = 1;

export interface ReplayOptions {
  worlds: readonly World[];
  groups: readonly RuleGroup[];
  /** How many times as fast as in truth time goes by. */
  times: number;
  /** The first of three ports. */
  port: number;
}

export interface Replay {
  prometheus: string;
  /** The Alertmanager with the shipped inhibitions; the other has none. */
  inhibiting: string;
  /** What the Alertmanager without inhibitions sends. */
  inbox: Inbox;
  target: Target;
  stop(): Promise<void>;
}

export async function startReplay({ worlds, groups, times, port }: ReplayOptions): Promise<Replay> {
  const folder = mkdtempSync(join(tmpdir(), 'choreoai-replay-'));
  const series = replayed(worlds, countersIn(groups.flatMap(({ rules }) => rules.map(({ expr }) => expr))), times);
  const [target, inbox] = [await serve(series), await openInbox()];
  const [prometheus, plain, inhibiting] = [0, 1, 2].map((offset) => `127.0.0.1:${port + offset}`) as [
    string,
    string,
    string,
  ];
  const write = (name: string, content: object) => {
    writeFileSync(join(folder, name), stringify(content));
    return join(folder, name);
  };
  const { inhibit_rules: inhibitions } = parse(readFileSync(SHIPPED_CONFIG, 'utf8')) as { inhibit_rules: unknown };
  const programs: ChildProcess[] = [];
  const start = (program: string, ...args: string[]) => programs.push(spawn(program, args, { stdio: 'ignore' }));
  const alertmanager = (name: string, address: string, config: object) =>
    start(
      findExtra('alertmanager') ?? '',
      `--config.file=${write(`${name}.yml`, config)}`,
      `--storage.path=${join(folder, name)}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address='
    );
  alertmanager('plain', plain, telling({ webhook_configs: [webhook(inbox.url)] }));
  alertmanager('inhibiting', inhibiting, { ...telling({}), inhibit_rules: inhibitions });
  loadPast(pastOf(series, Math.floor(Date.now() / 1000)), folder);
  write('rules.yml', { groups: fasterGroups(groups, times, STEP) });
  const config = write('prometheus.yml', {
    global: { scrape_interval: `${STEP}s`, scrape_timeout: `${STEP}s` },
    rule_files: ['rules.yml'],
    scrape_configs: [{ job_name: 'replay', honor_labels: true, static_configs: [{ targets: [target.address] }] }],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [plain, inhibiting] }] }] },
  });
  start(
    'prometheus',
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--storage.tsdb.retention.time=1y',
    `--web.listen-address=${prometheus}`
  );
  await Promise.all([prometheus, plain, inhibiting].map((address) => ready(`http://${address}/-/ready`)));
  return {
    prometheus: `http://${prometheus}`,
    inhibiting: `http://${inhibiting}`,
    inbox,
    target,
    async stop() {
      await Promise.all(programs.map(ended));
      await Promise.all([target.close(), inbox.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The groups of the shipped configuration, all to one receiver. */
const telling = (receiver: object) => ({
  route: {
    receiver: 'everybody',
    group_by: ['alertname', 'system', 'job'],
    group_wait: `${GROUP_WAIT}s`,
    group_interval: `${GROUP_WAIT}s`,
    repeat_interval: '1h',
  },
  receivers: [{ name: 'everybody', ...receiver }],
});

const webhook = (url: string) => ({ url, send_resolved: true });

function loadPast(past: string, folder: string): void {
  const file = join(folder, 'past.om');
  writeFileSync(file, past);
  mkdirSync(join(folder, 'data'));
  const { status, stderr } = spawnSync(
    'promtool',
    ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, join(folder, 'data')],
    { encoding: 'utf8' }
  );
  if (status !== 0) {
    throw new Error(`The past was not loaded: ${stderr}`);
  }
}

async function ready(url: string): Promise<void> {
  const isReady = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false
    );
  while (!(await isReady())) {
    await sleep(50);
  }
}

const ended = (program: ChildProcess) =>
  new Promise<void>((done) => {
    program.once('exit', () => done());
    program.kill();
  });
