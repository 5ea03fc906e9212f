/** A full scan of Setup, against a real Prometheus that scrapes 10,000 metric names and 100,000 series. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricsConnection } from '../src/doctor/connection';
import { STEP_IDS, STEPS } from '../src/doctor/steps';
import { NO_SETTINGS } from '../src/settings/schema';
import { always, listen } from '../stack/doctor/bad-servers';
import { httpProbe } from '../stack/doctor/http-probe';
import { missingParts } from '../tests/real';
import { count } from './bounds';
import { percentile } from './percentile';
import { startServer } from './server';

const NAMES = 10_000;
const SERIES = 100_000;
const PROMISED_MS = 2_000;
const SCANS = 5;
const SCRAPES_MS = 20_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

const times = <T>(count: number, each: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => each(index));

/** A gateway's metrics with many models, and those of others. */
function exposition(): string {
  const models = times(200, (index) => `provider="p${index % 5}",model="m${index}"`);
  const calls = models.flatMap((model) =>
    times(5, (index) => `${model},endpoint="/v1/e${index}",method="POST"`).flatMap((one) => [
      ...['200', '429', '500'].map((status) => `choreoai_requests_total{${one},status="${status}"} 5`),
      ...['0.5', '1', '5', '+Inf'].map((le) => `choreoai_request_duration_seconds_bucket{${one},le="${le}"} 5`),
      `choreoai_request_duration_seconds_sum{${one}} 5`,
      `choreoai_request_duration_seconds_count{${one}} 5`,
    ])
  );
  const tokens = models.flatMap((model) =>
    ['input', 'output'].map((type) => `choreoai_tokens_total{${model},type="${type}"} 9`)
  );
  const ours = [...calls, ...tokens];
  const others = times(SERIES - ours.length, (index) => `other_${index % NAMES}{id="${index}"} 1`);
  return `${[...ours, ...others].join('\n')}\n`;
}

/** @returns whether a scan takes as long as promised, and no question is over all series */
export async function benchScan(signal: AbortSignal): Promise<boolean> {
  const missing = missingParts('prometheus');
  if (missing.length > 0) {
    throw new Error(missing.join(' '));
  }
  const folder = mkdtempSync(join(tmpdir(), 'choreoai-scan-'));
  const gateway = await listen(always(200, 'text/plain; version=0.0.4', exposition()));
  const configuration = `
global: { scrape_interval: 5s, scrape_timeout: 5s }
scrape_configs: [{ job_name: choreoai, static_configs: [{ targets: ['${new URL(gateway.url).host}'] }] }]`;
  try {
    const server = await startServer(folder, join(folder, 'data'), signal, configuration);
    try {
      await sleep(SCRAPES_MS, undefined, { signal });
      return await scanned(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scanned(url: string): Promise<boolean> {
  const asked: string[] = [];
  const { post, ...probe } = httpProbe({ url });
  const metrics: MetricsConnection = {
    backend: 'prometheus',
    uid: '',
    name: url,
    probe: {
      ...probe,
      post: (path, params, signal) => {
        asked.push(params.get('query') ?? params.get('match[]') ?? '');
        return post(path, params, signal);
      },
    },
  };
  const around = { all: [metrics], metrics, settings: NO_SETTINGS };
  const durations: number[] = [];
  for (let scan = 0; scan < SCANS; scan += 1) {
    const began = performance.now();
    const findings = (await Promise.all(STEP_IDS.map((id) => STEPS[id](around)))).flat();
    durations.push(performance.now() - began);
    if (!findings.some(({ reason }) => reason === 'detected')) {
      throw new Error('The scan has not found the gateway, so there is nothing to measure.');
    }
  }
  const slowest = Math.max(...durations);
  const overAll = [...new Set(asked)].filter((expression) => NAMELESS.test(expression));
  say(`A scan over ${count(NAMES)} names and ${count(SERIES)} series, ${SCANS} times:`);
  say(
    `  median ${percentile(durations, 0.5).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms of ${PROMISED_MS} allowed`
  );
  say(`  ${asked.length / SCANS} questions each, ${overAll.length} of them over all series`);
  return slowest < PROMISED_MS && overAll.length === 0;
}

/** A selector that names no metric. */
const NAMELESS = /(^|[^\w:"])\{(?!__name__)/;
