import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ToldSystem } from '../truth/facts';
import { emptyPrometheus, freePort, HOST, listen } from '../../stack/doctor/bad-servers';
import { addDataSource, addViewer } from '../e2e/grafana';
import { Overview, panelsWithFigures } from '../e2e/overview';
import { expect, test } from '../e2e/test';
import { live, pagePath } from '../e2e/where';
import { contactSheet, type PictureName } from './pictures';

const DOCS = join(__dirname, '../../docs/screenshots');
const CATALOG = join(__dirname, '../../src/img/overview.png');

const WIDE = 1500;
/** A page as far as a picture of it stays readable, and small. */
const TALL = 1500;
const A_SCREEN = 1100;

const A_DAY = { from: 'now-24h', to: 'now' };

test.use({ viewport: { width: WIDE, height: TALL } });

/** Takes a picture when everything that was asked for has arrived. */
async function shoot(page: Page, name: PictureName, size: { height?: number } = {}): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  await take(page, join(DOCS, `${name}.png`), size);
}

async function take(page: Page, path: string, { height }: { height?: number }): Promise<void> {
  const { width = WIDE, height: all = TALL } = page.viewportSize() ?? {};
  await page.screenshot({ path, animations: 'disabled', clip: { x: 0, y: 0, width, height: height ?? all } });
}

async function figuresOf(overview: Overview, system: ToldSystem): Promise<void> {
  for (const panel of panelsWithFigures(system).slice(0, 12)) {
    await overview.expectFigure(panel);
  }
}

const pass = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Lets something go on in the demo for so long that a chart of the last minutes shows it. */
async function during(what: string, seconds: number, see: () => Promise<void>): Promise<void> {
  await fetch(`${live.demo}/${what}`, { method: 'POST' });
  try {
    await pass(seconds);
    await see();
  } finally {
    await fetch(`${live.demo}/${what}`, { method: 'DELETE' });
  }
}

test('a day', async ({ overview, page }) => {
  await overview.open({ ...A_DAY, 'var-system': 'choreoai' });
  await figuresOf(overview, 'choreoai');
  await shoot(page, 'overview-dark-1500');
  await take(page, CATALOG, { height: A_SCREEN });

  await overview.open({ ...A_DAY, theme: 'light', 'var-system': 'choreoai' });
  await figuresOf(overview, 'choreoai');
  await shoot(page, 'overview-light-1500');

  await overview.open({ ...A_DAY, 'var-system': '$__all' });
  await figuresOf(overview, 'choreoai');
  await shoot(page, 'overview-all-systems');

  await page.setViewportSize({ width: 400, height: 2300 });
  await overview.open({ ...A_DAY, 'var-system': 'choreoai' });
  await expect(overview.legend('Request rate by model').first()).toBeVisible();
  await shoot(page, 'overview-dark-400');
});

/** The other pages: picture, page, selection, theme, and what is to be seen before it is taken. */
const OTHER_PAGES: ReadonlyArray<{
  name: PictureName;
  at: string;
  params?: Readonly<Record<string, string>>;
  width?: number;
  panel: string;
  content: RegExp;
}> = [
  { name: 'provider-health', at: 'providers', panel: 'Provider health', content: /openai/ },
  {
    name: 'provider-health-light-400',
    at: 'providers',
    params: { theme: 'light', 'var-system': 'choreoai' },
    width: 400,
    panel: 'Provider health',
    content: /openai|gemini/,
  },
  {
    name: 'provider-page',
    at: 'providers/openai/latency',
    params: { 'var-system': 'choreoai' },
    panel: 'Latency heatmap',
    content: /s/,
  },
  {
    name: 'cost-tracking',
    at: 'cost',
    params: { 'var-system': 'choreoai' },
    panel: "Spend per hour by provider (at today's prices)",
    content: /openai/,
  },
  {
    name: 'cost-tracking-light',
    at: 'cost',
    params: { theme: 'light', 'var-system': 'choreoai' },
    panel: "Spend per hour by provider (at today's prices)",
    content: /openai/,
  },
  { name: 'system-metrics', at: 'system', params: { 'var-system': 'choreoai' }, panel: 'Targets up', content: /Up/ },
];

for (const { name, at, params = {}, width = WIDE, panel, content } of OTHER_PAGES) {
  test(name, async ({ overview, page }) => {
    await page.setViewportSize({ width, height: TALL });
    await overview.open({ ...A_DAY, 'var-system': '$__all', ...params }, at);
    await expect(overview.panel(panel)).toContainText(content);
    await shoot(page, name);
  });
}

/** Pages without panels: picture, page, theme and width, and what is to be seen before it is taken. */
const FORMS: ReadonlyArray<{ name: PictureName; at: string; width?: number; ready: RegExp }> = [
  { name: 'prices', at: 'prices', ready: /Shipped prices/ },
  { name: 'alerts', at: 'alerts', ready: /ProviderDown/ },
  { name: 'alerts-light-400', at: 'alerts?theme=light', width: 400, ready: /ProviderDown/ },
  { name: 'setup', at: 'setup?step=metrics', ready: /Check this again/ },
  { name: 'setup-light', at: 'setup?theme=light', ready: /answers in/ },
  { name: 'systems', at: 'systems', ready: /because it writes/ },
  { name: 'dashboards', at: 'dashboards', ready: /Comes with the plugin/ },
];

for (const { name, at, width = WIDE, ready } of FORMS) {
  test(name, async ({ page }) => {
    await page.setViewportSize({ width, height: TALL });
    await page.goto(pagePath(at));
    await expect(page.locator('main')).toContainText(ready);
    await expect(page.getByText(/^(Looking|Reading)/)).toHaveCount(0);
    await shoot(page, name);
  });
}

for (const [name, uid] of [
  ['dashboard-choreoai', 'cao-choreoai-overview'],
  ['dashboard-convergeai', 'cao-convergeai-overview'],
] as const) {
  test(name, async ({ overview, page }) => {
    await page.goto(`/d/${uid}?${new URLSearchParams(A_DAY)}`);
    await expect(overview.legend('Request rate by model').first()).toBeVisible();
    await expect(overview.legend('Throughput').first()).toBeVisible();
    await shoot(page, name);
  });
}

const EMPTY = { handle: emptyPrometheus(), title: 'Empty Prometheus' };

const SILENT: ReadonlyArray<{ name: PictureName; at: string; handle?: RequestListener; title: string }> = [
  { name: 'overview-empty', at: 'overview', ...EMPTY },
  { name: 'provider-health-empty', at: 'providers', ...EMPTY },
  { name: 'cost-tracking-empty', at: 'cost', ...EMPTY },
  { name: 'system-metrics-empty', at: 'system', ...EMPTY },
  { name: 'overview-unreachable', at: 'overview', title: 'Prometheus of yesterday' },
];

for (const { name, at, handle, title } of SILENT) {
  test(name, async ({ overview, page, request }) => {
    const server = handle ? await listen(handle) : undefined;
    const url = server?.url ?? `http://${HOST}:${await freePort()}`;
    const dataSource = await addDataSource(request, title, url);
    await overview.open({ 'var-ds': dataSource.uid }, at);
    await expect(overview.problem).toBeVisible();
    await shoot(page, name, { height: 700 });
    await dataSource.remove();
    await server?.close();
  });
}

test('a viewer', async ({ baseURL, browser, request }) => {
  const viewer = await addViewer(request);
  const page = await viewer.open(browser, { baseURL, viewport: { width: WIDE, height: TALL } });
  const overview = new Overview(page);
  await overview.open({ ...A_DAY, 'var-system': 'choreoai' });
  await figuresOf(overview, 'choreoai');
  await page.waitForLoadState('networkidle');
  await overview.openMenu('Request rate by provider');
  await expect(page.getByRole('menuitem')).toBeVisible();
  await take(page, join(DOCS, 'overview-viewer.png'), { height: A_SCREEN });
  await page.context().close();
  await viewer.remove();
});

const DURING_OUTAGE: ReadonlyArray<{ name: PictureName; at: string; panel: string }> = [
  { name: 'provider-health-outage', at: 'providers', panel: 'Provider health' },
  { name: 'provider-page-outage', at: 'providers/openai/health', panel: 'Requests/min' },
  { name: 'cost-tracking-outage', at: 'cost', panel: "Spend per hour by provider (at today's prices)" },
];

test('a provider that goes down', async ({ overview, page }) => {
  test.setTimeout(600_000);
  // Where the past ends and the demo begins, counters begin anew: that is out of the range by then.
  await pass(75);
  await during('scenarios/provider-outage', 270, async () => {
    await page.goto(pagePath('alerts'));
    await expect(page.getByTestId('alert cao-choreoai-provider-down')).toContainText(/Firing|Pending/);
    await shoot(page, 'alerts-outage');
    await overview.open({ from: 'now-3m', to: 'now', 'var-system': 'choreoai' });
    await figuresOf(overview, 'choreoai');
    await shoot(page, 'overview-provider-outage');
    for (const { name, at, panel } of DURING_OUTAGE) {
      await overview.open({ from: 'now-3m', to: 'now', 'var-system': 'choreoai' }, at);
      await expect(overview.panel(panel)).toContainText(/\d|anthropic/);
      await shoot(page, name);
    }
  });
});

test('hostile names', async ({ overview, page }) => {
  // Longer than the range, the window of a rate and the slowest request: nothing is left of the outage.
  await during('label-values', 210, async () => {
    await overview.open({ from: 'now-2m', to: 'now', 'var-system': 'choreoai' });
    await figuresOf(overview, 'choreoai');
    await shoot(page, 'overview-hostile');
  });
});

test.afterAll(() => writeFileSync(join(DOCS, 'README.md'), contactSheet()));
