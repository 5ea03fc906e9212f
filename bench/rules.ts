/** How long all rules take that the product brings, on a real Prometheus that scrapes 100,000 series of LLM calls. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { listen } from '../stack/doctor/bad-servers';
import { missingParts } from '../tests/real';
import { count } from './bounds';
import { countSeries, gatewayTracks, replicasFor } from './gateway';
import { startServer } from './server';

const RULES = resolve(__dirname, '../rules');

const SERIES = 100_000;
/** Seconds. */
const SCRAPED = 30;
const INTERVAL = 60;
/** Until windows of five minutes are full. */
const WARM = 330;
const INTERVALS = 10;
/** Seconds that all groups together may take in an interval. */
const PROMISED = 1;
const NAMED = 3;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @returns whether the rules take as long as promised in each interval */
export async function benchRules(signal: AbortSignal): Promise<boolean> {
  const missing = missingParts('prometheus');
  if (missing.length > 0) {
    throw new Error(missing.join(' '));
  }
  const replicas = replicasFor(SERIES);
  const gateway = await listen(gatewayOf(replicas));
  const folder = mkdtempSync(join(tmpdir(), 'choreoai-rules-'));
  try {
    const configuration = stringify({
      global: { scrape_interval: `${SCRAPED}s`, scrape_timeout: '20s', evaluation_interval: `${INTERVAL}s` },
      rule_files: readdirSync(RULES).map((name) => join(RULES, name)),
      scrape_configs: [
        {
          job_name: 'gateway',
          honor_labels: true,
          static_configs: [{ targets: [new URL(gateway.url).host] }],
        },
      ],
    });
    const server = await startServer(folder, join(folder, 'data'), signal, configuration);
    try {
      const { llm } = countSeries(replicas);
      say(
        `All rules on ${count(llm)} series of LLM calls, scraped every ${SCRAPED} s; ${WARM} s until windows are full`
      );
      await sleep(WARM * 1000, undefined, { signal });
      return await measured(server.url, signal);
    } finally {
      await server.stop();
    }
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What all replicas write, at the moment at which they are asked. */
function gatewayOf(replicas: number): RequestListener {
  const tracks = [...gatewayTracks(replicas, { from: Date.now() / 1000, to: Infinity, every: SCRAPED })];
  return (_, response) => {
    const now = Date.now() / 1000;
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(tracks.map(({ name, value }) => `${name} ${value(now)}\n`).join(''));
  };
}

interface Group {
  name: string;
  /** Seconds that its last evaluation took. */
  evaluationTime: number;
}

async function measured(url: string, signal: AbortSignal): Promise<boolean> {
  const sums: number[] = [];
  for (let interval = 1; interval <= INTERVALS; interval++) {
    await sleep(INTERVAL * 1000, undefined, { signal });
    const answer = await fetch(`${url}/api/v1/rules`, { signal });
    const { data } = (await answer.json()) as { data: { groups: Group[] } };
    const slowest = [...data.groups].sort((one, other) => other.evaluationTime - one.evaluationTime).slice(0, NAMED);
    const sum = data.groups.reduce((all, { evaluationTime }) => all + evaluationTime, 0);
    const named = slowest.map(({ name, evaluationTime }) => `${name} ${evaluationTime.toFixed(3)}`).join(', ');
    say(`  interval ${interval}: ${sum.toFixed(3)} s in ${data.groups.length} groups, most in ${named}`);
    sums.push(sum);
  }
  const worst = Math.max(...sums);
  const met = worst < PROMISED;
  say(`${met ? 'pass' : 'FAIL'}: all groups together take ${worst.toFixed(3)} s at the most, bound ${PROMISED} s`);
  return met;
}
