/** A Prometheus whose history promtool wrote: the demo's, and what the recording rules make of it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadHistory } from '../../demo/history/load';
import { TIERS } from '../../src/signals/recorded';
import type { RecordingGroup, RecordingRule } from '../../src/compile/recordingRule';

export interface RecordedHistory {
  url: string;
  /** How many samples were recorded. */
  samples: number;
  stop(): Promise<void>;
}

export interface HistoryPeriod {
  /** When the raw series begin, in seconds since 1970. */
  from: number;
  /** When the last rule is evaluated. */
  to: number;
}

/** A rule, and how often it is evaluated. */
interface Timed {
  rule: RecordingRule;
  interval: string;
}

/**
 * Recorded windows overlap, so that a mean over an hour also counts a little of the minutes before it. By chance alone that can
 * make some percent of a few events: in this history nothing happens by chance, so that what differs is the reading's.
 * @param port of Prometheus
 */
export async function startRecordedHistory(
  groups: readonly RecordingGroup[],
  { from, to }: HistoryPeriod,
  port: number
): Promise<RecordedHistory> {
  const folder = mkdtempSync(join(tmpdir(), 'choreoai-recorded-'));
  const data = join(folder, 'data');
  await loadHistory({ seed: 1, portOffset: 0, seconds: to - from, end: to, output: data, even: true });

  const prometheus = prometheusOn(folder, data, port);
  await prometheus.start();
  const stop = async () => {
    await prometheus.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    let samples = 0;
    for (const [index, stage] of stagesOf(groups).entries()) {
      const output = join(folder, `stage-${index}`);
      samples += await record(stage, { from, to }, prometheus.url, output);
      await prometheus.stop();
      const blocks = existsSync(output) ? readdirSync(output) : [];
      blocks.forEach((block) => renameSync(join(output, block), join(data, block)));
      await prometheus.start();
    }
    return { url: prometheus.url, samples, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A rule that reads another's series has to wait until these are there. */
function stagesOf(groups: readonly RecordingGroup[]): Timed[][] {
  const stageOf = new Map<string, number>();
  const timed = groups.flatMap(({ rules, interval }) => rules.map((rule): Timed => ({ rule, interval })));
  timed.forEach(({ rule: { record, expr } }) => {
    const read = expr.match(/llm:\w+:\w+|llm:\w+/g) ?? [];
    const after = Math.max(-1, ...read.filter((name) => name !== record).map((name) => stageOf.get(name) ?? -1));
    stageOf.set(record, Math.max(stageOf.get(record) ?? 0, after + 1));
  });
  return Array.from({ length: Math.max(...stageOf.values()) + 1 }, (_none, stage) =>
    timed.filter(({ rule }) => stageOf.get(rule.record) === stage)
  );
}

/**
 * What Prometheus answers for each rule, at every moment at which the rule is evaluated, as blocks. promtool can do that itself,
 * with a block for every rule and two hours: a thousand for a day.
 */
async function record(stage: readonly Timed[], period: HistoryPeriod, url: string, output: string): Promise<number> {
  const file = `${output}.om`;
  const descriptor = openSync(file, 'w');
  let samples = 0;
  const rules = [...stage].sort((one, other) => (one.rule.record < other.rule.record ? -1 : 1));
  const answers = rules.map(() => [] as Range[]);
  const queue = [...rules.entries()];
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [index, { rule, interval }] = next;
        answers[index] = await evaluated(rule, interval, period, url);
      }
    })
  );
  for (const [index, { rule }] of rules.entries()) {
    for (const { metric, values } of answers[index] ?? []) {
      const { __name__: _name, ...labels } = { ...metric, ...rule.labels };
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
      const name = `${rule.record}{${pairs.join(',')}}`;
      writeSync(descriptor, values.map(([time, value]) => `${name} ${value} ${time}\n`).join(''));
      samples += values.length;
    }
  }
  writeSync(descriptor, '# EOF\n');
  closeSync(descriptor);
  const options = ['--quiet', '--max-block-duration=24h', file, output];
  const { status, stderr } = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', ...options], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`The recorded series were not loaded: ${stderr}`);
  }
  return samples;
}

const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

interface Range {
  metric: Readonly<Record<string, string>>;
  values: Array<[number, string]>;
}

const SECONDS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(TIERS).map(({ every, everySeconds }) => [every, everySeconds])
);

async function evaluated({ expr }: RecordingRule, interval: string, { from, to }: HistoryPeriod, url: string) {
  const step = SECONDS[interval] ?? 60;
  const start = to - Math.floor((to - from) / step) * step;
  const body = new URLSearchParams({ query: expr, start: `${start}`, end: `${to}`, step: `${step}` });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  const answer: { error?: string; data: { result: Range[] } } = await response.json();
  if (!response.ok) {
    throw new Error(`${answer.error}: ${expr}`);
  }
  return answer.data.result;
}

function prometheusOn(folder: string, data: string, port: number) {
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, '');
  const url = `http://127.0.0.1:${port}`;
  const command = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    '--storage.tsdb.retention.time=50y',
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  let child: ChildProcess | undefined;
  return {
    url,
    async start() {
      child = spawn('prometheus', command, { stdio: 'ignore' });
      const ready = () =>
        fetch(`${url}/-/ready`).then(
          ({ ok }) => ok,
          () => false
        );
      while (!(await ready())) {
        await sleep(50);
      }
    },
    stop: () =>
      new Promise<void>((resolve) => {
        child?.once('exit', () => resolve());
        child?.kill();
      }),
  };
}
