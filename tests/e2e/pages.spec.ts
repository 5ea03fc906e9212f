import type { DashboardDefinition } from '../../src/definitions/dashboard';
import { cost } from '../../src/definitions/dashboards/cost';
import { providers } from '../../src/definitions/dashboards/providers';
import { system } from '../../src/definitions/dashboards/system';
import { WHOLE_PAGE } from './overview';
import { expect, test } from './test';
import { pagePath } from './where';

const PROVIDER_HEALTH = 'Provider health';

test.describe('on a window that holds a whole page', () => {
  test.use(WHOLE_PAGE);

  /** A panel of each, what is in it, and the panels with nothing to show. */
  const SEEN: ReadonlyArray<[DashboardDefinition, title: string, content: RegExp, empty: readonly RegExp[]]> = [
    [providers, PROVIDER_HEALTH, /openai.*%/, []],
    [cost, "Spend per hour by provider (at today's prices)", /openai/, [/Every model in view may have a price/]],
    [system, 'Targets up', /Up/, []],
  ];

  for (const [definition, title, content, empty] of SEEN) {
    test(`${definition.title} shows data, nothing fails, and nothing stays empty without a reason`, async ({
      complaints,
      overview,
    }) => {
      await overview.open({ 'var-system': 'choreoai' }, definition.id);
      await expect(overview.panel(title)).toContainText(content);
      await overview.page.waitForLoadState('networkidle');
      await expect(overview.troubles).toHaveText([...empty]);
      expect(complaints).toEqual([]);
    });
  }
});

test("a click on a provider opens its page, and the browser's back button leads back", async ({
  complaints,
  overview,
  page,
}) => {
  await overview.open({ 'var-system': 'choreoai', from: 'now-15m', to: 'now' }, 'providers');
  await overview.panel(PROVIDER_HEALTH).getByRole('link', { name: 'openai' }).click();

  await expect(page.getByRole('heading', { name: 'openai', level: 1 })).toBeVisible();
  await expect(overview.panel('Requests/min')).toContainText(/\d/);
  expect(new URL(page.url()).pathname).toContain(pagePath('providers/openai'));
  expect(overview.params.get('from')).toBe('now-15m');

  await page.getByRole('tab', { name: 'Models' }).click();
  await expect(page.getByText('gpt-4o-mini').first()).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Health' })).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(overview.panel(PROVIDER_HEALTH).getByRole('link', { name: 'anthropic' })).toBeVisible();
  expect(overview.params.get('var-system')).toBe('choreoai');
  expect(complaints).toEqual([]);
});

/** A provider's tabs by the end of their address, with a panel of each. */
const TABS = [
  ['limits', 'Limits', 'Requests per minute'],
  ['models', 'Models', 'Request rate by model'],
  ['errors', 'Errors by type', 'Errors by type'],
  ['latency', 'Latency heatmap', 'Latency heatmap'],
  ['health', 'Health', 'Requests/min'],
] as const;

test("an address leads to a provider's tab, and from there to the others", async ({ complaints, overview, page }) => {
  await overview.open({ 'var-system': 'choreoai' }, `providers/anthropic/${TABS[0][0]}`);
  await expect(page.getByRole('heading', { name: 'anthropic', level: 1 })).toBeVisible();
  for (const [address, tab, panel] of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    expect(new URL(page.url()).pathname).toContain(pagePath(`providers/anthropic/${address}`));
    await expect(overview.panel(panel)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expect(overview.troubles).toHaveCount(0);
  }
  await page.reload();
  await expect(overview.panel('Requests/min')).toContainText(/\d/);
  expect(complaints).toEqual([]);
});

test('a price file with bad rows is refused line by line', async ({ complaints, page }) => {
  await page.goto(pagePath('prices'));
  await page.locator('input[type=file]').setInputFiles({
    name: 'prices.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('provider,model,from,input,output\nopenai,gpt-4o,2026-01-01,cheap,10\n'),
  });
  await expect(page.getByText('Nothing was taken from prices.csv')).toBeVisible();
  await expect(page.getByText(/^Line \d+: .+ Expected: .+\.$/).first()).toBeVisible();
  await expect(page.getByText('gpt-4o', { exact: true }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});
