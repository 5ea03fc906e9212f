import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';
import { findProgram } from './stack/find';
import { grafanaUrl } from './tests/e2e/where';

/** Grafana's admin password: the workers, and the stack that the global setup starts, take it from the environment. */
process.env.GRAFANA_ADMIN_PASSWORD ??= randomBytes(18).toString('base64url');

/** What failed, in pictures. */
const RESULTS = join(__dirname, 'test-results');

const QUIET_CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The machine's own Chromium where there is one, else the one that `playwright install chromium` brings. */
const executablePath = findProgram('chromium');

const HOSTILE = /hostile\.spec\.ts/;

/**
 * A browser on a real Grafana: `npm run e2e`. The global setup starts the whole stack on ports of its own. With GRAFANA_URL
 * and GRAFANA_ADMIN_PASSWORD it is one that runs already, such as `npm start` brings up (see tests/e2e/where.ts).
 */
export default defineConfig<PluginOptions>({
  testDir: './tests/e2e',
  globalSetup: require.resolve('./tests/e2e/stack.ts'),
  outputDir: RESULTS,
  workers: 1,
  retries: 0,
  // A page has some thirty panels, which takes its time where processors are few.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? join(RESULTS, 'report.json') }],
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: grafanaUrl,
    viewport: { width: 1500, height: 1500 },
    screenshot: 'only-on-failure',
    launchOptions: { args: QUIET_CHROMIUM, ...(executablePath && { executablePath }) },
  },
  projects: [
    { name: 'chromium', testIgnore: HOSTILE },
    // Last: Prometheus keeps the label values that it brings.
    { name: 'hostile', testMatch: HOSTILE, dependencies: ['chromium'] },
  ],
});
