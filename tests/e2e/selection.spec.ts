import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { SYSTEM_IDS } from '../truth/facts';
import { expect, test } from './test';

const RATE_BY_PROVIDER = 'Request rate by provider';
const RATE_BY_MODEL = 'Request rate by model';

/** What the demo's ChoreoAI calls, and what its middleware writes where a request names nothing. */
const PROVIDERS = ['anthropic', 'gemini', 'mistral', 'openai', 'Unattributed'];
const MODELS_OF_OPENAI = ['gpt-4o', 'gpt-4o-mini', 'text-embedding-3-small'];

test('the selectors offer what the data has', async ({ overview, page }) => {
  await overview.open({ 'var-system': 'choreoai' });

  await expect(await overview.options('System')).toHaveText(['All', ...SYSTEM_IDS.map((id) => SYSTEMS[id].title)]);
  await page.keyboard.press('Escape');
  await expect(await overview.options('Provider')).toContainText(['All', ...PROVIDERS]);
  await page.keyboard.press('Escape');
  await expect(await overview.options('Model')).toContainText(['All', ...MODELS_OF_OPENAI]);
});

test('another system brings other panels', async ({ overview, page }) => {
  await overview.open({ 'var-system': 'choreoai' });
  await expect(overview.panel('Requests/min')).toContainText('ChoreoAI');
  await expect(overview.panel('HTTP error ratio')).toHaveCount(0);

  const options = await overview.options('System');
  await options.getByText('ConvergeAI', { exact: true }).click();
  await options.getByText('ChoreoAI', { exact: true }).click();
  await page.keyboard.press('Escape');

  await expect(overview.panel('Requests/min')).toContainText('ConvergeAI');
  await expect(overview.panel('Requests/min')).not.toContainText('ChoreoAI');
  await expect(overview.panel('HTTP error ratio')).toBeVisible();
  expect(overview.params.getAll('var-system')).toEqual(['convergeai']);
});

test('time range, refresh and selection are in the address and survive a reload', async ({ overview, page }) => {
  await overview.open();
  await expect(overview.legend(RATE_BY_PROVIDER)).toContainText(PROVIDERS);

  await page.getByTestId('data-testid TimePicker Open Button').click();
  await page.getByText('Last 15 minutes', { exact: true }).click();
  await page.getByTestId('data-testid RefreshPicker interval button').click();
  await page.getByRole('menuitemradio', { name: '30 seconds' }).click();
  await overview.selectInLegend(RATE_BY_PROVIDER, 'mistral');
  await expect(overview.legend(RATE_BY_PROVIDER)).toHaveText(['mistral']);

  for (const visit of ['before', 'after']) {
    await expect
      .poll(() => Object.fromEntries(overview.params), visit)
      .toMatchObject({
        from: 'now-15m',
        to: 'now',
        refresh: '30s',
        'var-system': 'choreoai',
        'var-provider': 'mistral',
      });
    await expect(page.getByTestId('data-testid TimePicker Open Button')).toContainText('Last 15 minutes');
    await expect(page.getByTestId('data-testid RefreshPicker interval button')).toContainText('30s');
    await expect(overview.selected('Provider')).toHaveText('mistral');
    await expect(overview.legend(RATE_BY_PROVIDER)).toHaveText(['mistral']);
    if (visit === 'before') {
      await page.reload();
    }
  }
});

test('the page refreshes every 10 s unless told otherwise', async ({ overview, page }) => {
  await overview.open();
  await expect(page.getByTestId('data-testid RefreshPicker interval button')).toContainText('10s');
  await expect(overview.panel('Requests/min')).toContainText(/\d/);
  await expect(overview.panel('Latency p95 by endpoint').locator('canvas').first()).toBeVisible();

  const [first, second] = [await nextQuery(), await nextQuery()];
  expect(second - first).toBeGreaterThan(8_000);
  expect(second - first).toBeLessThan(13_000);

  /** When the first panel asks again. */
  async function nextQuery(): Promise<number> {
    await page.waitForRequest(
      (request) =>
        request.url().includes('/api/ds/query') &&
        (request.postData() ?? '').includes(
          '/(health|metrics).*\\"}[$__rate_interval]))) * 60","legendFormat":"ChoreoAI"'
        ),
      { timeout: 20_000 }
    );
    return Date.now();
  }
});

test('a provider in a legend filters the whole page, and a second click shows all again', async ({ overview }) => {
  await overview.open();
  await expect(overview.legend(RATE_BY_PROVIDER)).toContainText(PROVIDERS);

  await overview.selectInLegend(RATE_BY_PROVIDER, 'openai');
  await expect(overview.selected('Provider')).toHaveText('openai');
  await expect(overview.legend(RATE_BY_PROVIDER)).toHaveText(['openai']);
  await expect(overview.legend(RATE_BY_MODEL)).toHaveText(MODELS_OF_OPENAI);
  await expect(overview.legend('Error ratio by provider')).toHaveText(['openai']);
  expect(overview.params.getAll('var-provider')).toEqual(['openai']);

  await overview.selectInLegend(RATE_BY_PROVIDER, 'openai');
  await expect(overview.selected('Provider')).toHaveText('All');
  await expect(overview.legend(RATE_BY_PROVIDER)).toContainText(PROVIDERS);
});

test('a provider in the table filters the whole page', async ({ overview }) => {
  await overview.open();
  await overview.panel('Providers at a glance').getByRole('link', { name: 'anthropic' }).click();

  await expect(overview.selected('Provider')).toHaveText('anthropic');
  await expect(overview.legend(RATE_BY_PROVIDER)).toHaveText(['anthropic']);
  expect(overview.params.getAll('var-provider')).toEqual(['anthropic']);
});

test('panels that cannot be filtered by model say so', async ({ overview }) => {
  await overview.open({ 'var-model': 'gpt-4o' });

  await expect(overview.legend(RATE_BY_MODEL)).toHaveText(['gpt-4o']);
  for (const title of ['Latency p95', 'Active requests', 'Errors by type', 'Share of slow requests']) {
    await expect(overview.panel(`${title} (all models)`)).toBeVisible();
  }
  for (const title of ['Requests/min', 'Tokens/min', 'Streaming share']) {
    await expect(overview.panel(title)).toBeVisible();
  }
});
