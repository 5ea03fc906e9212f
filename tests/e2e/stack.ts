/** Playwright's global setup: the whole stack, and how long it takes until a person sees the first figure. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type FullConfig } from '@playwright/test';
import { isBuilt } from '../../stack/build';
import { ADMIN } from '../../stack/login';
import { NATIVE_SERVICES } from '../../stack/native';
import { startStack } from '../../stack/start';
import type { StackOptions } from '../../stack/way';
import { Overview } from './overview';
import { SYSTEM_IDS } from '../truth/facts';
import { isOwnStack, portOffset } from './where';

/** Seconds from the start of the stack to the first figure, for the tests to read. */
export const FIRST_FIGURE = 'FIRST_FIGURE_SECONDS';

/** So old that every rare series is there and far from 0: see `evidenceAt`. */
const DEMO_AGE = '2h';

const say = (line: string) => process.stdout.write(`${line}\n`);

export default async function setUp(config: FullConfig): Promise<(() => Promise<void>) | undefined> {
  if (!isOwnStack) {
    return undefined;
  }
  process.env.DEMO_AGE = DEMO_AGE;
  process.env.DEMO_ONLY = SYSTEM_IDS.join();
  return bringUp(config, { services: [...NATIVE_SERVICES, 'alertmanager'] });
}

/**
 * Starts the stack, with nothing kept from an earlier run, and waits until the first panel shows a figure in a browser.
 * @returns what takes all of it down again
 */
export async function bringUp(config: FullConfig, options: Partial<StackOptions>): Promise<() => Promise<void>> {
  if (!isBuilt()) {
    say('dist/ is older than its sources. Run npm run build to test what they say now.');
  }
  const stateDir = mkdtempSync(join(tmpdir(), 'choreoai-e2e-'));
  const began = Date.now();
  const password = process.env.GRAFANA_ADMIN_PASSWORD;
  const stack = await startStack({ portOffset, stateDir, password, build: false, report: say, ...options });
  const takeDown = async () => {
    await stack.stop();
    rmSync(stateDir, { recursive: true });
  };
  try {
    await firstFigure(config, stack.password);
  } catch (error) {
    await takeDown();
    throw error;
  }
  process.env[FIRST_FIGURE] = String((Date.now() - began) / 1000);
  say(`First panel with data ${process.env[FIRST_FIGURE]} s after the start of the stack.`);
  return takeDown;
}

const PATIENCE_MS = 180_000;

async function firstFigure({ projects: [project] }: FullConfig, password: string): Promise<void> {
  const browser = await chromium.launch(project?.use.launchOptions);
  try {
    const context = await browser.newContext({ baseURL: project?.use.baseURL });
    await context.request.post('/login', { data: { user: ADMIN, password } });
    const overview = new Overview(await context.newPage());
    await overview.open();
    await expect(overview.panel('Requests/min')).toContainText(/\d/, { timeout: PATIENCE_MS });
  } finally {
    await browser.close();
  }
}
