/** The app's Overview in a browser on a real Grafana, against the bundled dashboard with the same panels and queries. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { findProgram } from '../stack/find';
import { ADMIN } from '../stack/login';
import { serviceUrl } from '../stack/services';
import { startStack } from '../stack/start';
import plugin from '../src/plugin.json';
import { missingParts } from '../tests/real';
import { median } from './percentile';
import { QUIET_MS, watch, type Settled } from './settled';

/** No tests, and nobody's running stack, use these ports. */
const PORT_OFFSET = 20_000;

const RUNS = 7;
/** How many times as long as the plain dashboard the app may take, and how long, in milliseconds. */
const TIMES = 1.1;
const BOUND_MS = 2_000;

/** What is above the fold of a window of this size at the least. */
const WINDOW = { width: 1500, height: 1500 };
const LEAST_PANELS = 8;
const PATIENCE_MS = 60_000;

/** The same hour of the same system, raw on both, and nothing asked again meanwhile. */
const RANGE = 'from=now-1h&to=now&refresh=';
const PAGES = {
  app: `/a/${plugin.id}/overview?${RANGE}&var-system=choreoai&var-source=raw`,
  plain: `/d/cao-choreoai-overview?${RANGE}`,
} as const;
type PageId = keyof typeof PAGES;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @returns whether the app is as fast as it is to be */
export async function benchGrafana(signal: AbortSignal): Promise<boolean> {
  const missing = missingParts('chromium', 'grafana', 'prometheus');
  if (missing.length > 0) {
    throw new Error(missing.join(' '));
  }
  process.env.DEMO_ONLY = 'choreoai';
  const stateDir = mkdtempSync(join(tmpdir(), 'choreoai-bench-'));
  try {
    const stack = await startStack({ portOffset: PORT_OFFSET, stateDir, history: '2h', report: say, signal });
    try {
      return verdict(await measured(stack.password, signal));
    } finally {
      await stack.stop();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** The pages by turns: whatever else the machine does meets both alike. */
async function measured(password: string, signal: AbortSignal): Promise<Record<PageId, Settled[]>> {
  const browser = await chromium.launch({
    executablePath: findProgram('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const close = () => void browser.close();
  signal.addEventListener('abort', close);
  try {
    const context = await browser.newContext({ baseURL: serviceUrl('grafana', PORT_OFFSET), viewport: WINDOW });
    const login = await context.request.post('/login', { data: { user: ADMIN, password } });
    if (!login.ok()) {
      throw new Error(`Grafana does not let its admin in: ${await login.text()}`);
    }
    await context.addInitScript(watch, { least: LEAST_PANELS, quiet: QUIET_MS });
    const times: Record<PageId, Settled[]> = { app: [], plain: [] };
    // The first of each fills the browser's cache, and does not count.
    for (let run = 0; run <= RUNS; run++) {
      for (const id of ['plain', 'app'] as const) {
        signal.throwIfAborted();
        const settled = await settle(context, PAGES[id]);
        say(
          `${run === 0 ? 'warm-up' : `run ${run}`} ${id.padEnd(6)}${settled.at.toFixed(0)} ms, ${settled.panels} panels`
        );
        if (run > 0) {
          times[id].push(settled);
        }
      }
    }
    return times;
  } finally {
    signal.removeEventListener('abort', close);
    await browser.close();
  }
}

async function settle(context: BrowserContext, path: string): Promise<Settled> {
  const page = await context.newPage();
  try {
    await page.goto(path, { waitUntil: 'commit' });
    const settled = await page.waitForFunction(() => window.settled, undefined, { timeout: PATIENCE_MS });
    return (await settled.jsonValue()) ?? { at: NaN, panels: 0 };
  } finally {
    await page.close();
  }
}

function verdict(times: Record<PageId, Settled[]>): boolean {
  const [app, plain] = [times.app, times.plain].map((all) => median(all.map(({ at }) => at)));
  const ratio = (app ?? NaN) / (plain ?? NaN);
  say(
    `Settled, median of ${RUNS}: app ${app?.toFixed(0)} ms, plain dashboard ${plain?.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`
  );
  const met = ratio <= TIMES && (app ?? NaN) < BOUND_MS;
  say(
    `${met ? 'pass' : 'FAIL'}: the ratio may be ${TIMES} at the most, and the app's median is to be under ${BOUND_MS} ms`
  );
  return met;
}
