import { HOSTILE_VALUES } from '../../demo/traffic/hostile';
import { expect, test } from './test';
import { live } from './where';

const RATE_BY_PROVIDER = 'Request rate by provider';
const SCRIPT = '<script>alert(1)</script>';

/** A browser shows a line feed as a space. */
const asShown = (value: string) => value.replace('\n', ' ');

async function sendHostileValues(on: boolean): Promise<void> {
  await fetch(`${live.demo}/label-values`, { method: on ? 'POST' : 'DELETE' });
}

test.beforeAll(() => sendHostileValues(true));
test.afterAll(() => sendHostileValues(false));

test('label values with quotes, backslashes, line feeds and <script> are text, and nothing runs', async ({
  complaints,
  overview,
  page,
}) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await overview.open({ 'var-system': 'choreoai' });

  for (const value of HOSTILE_VALUES) {
    const shown = asShown(value);
    await expect(overview.legend(RATE_BY_PROVIDER).filter({ hasText: shown })).toBeVisible();
    await expect(overview.cell('Providers at a glance', shown)).toBeVisible();
  }
  // Selectors offer what was there when the page opened.
  await page.reload();
  await expect(overview.legend(RATE_BY_PROVIDER).filter({ hasText: SCRIPT })).toBeVisible();
  await expect((await overview.options('Provider')).filter({ hasText: SCRIPT })).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(page.locator('script').filter({ hasText: 'alert(1)' })).toHaveCount(0);
  await expect(overview.troubles).toHaveCount(0);
  expect(dialogs).toEqual([]);
  expect(complaints).toEqual([]);
});

test('each of them, chosen in the table, filters the page, stands in the address, and is let go in the legend', async ({
  overview,
  page,
}) => {
  test.setTimeout(300_000);
  await overview.open({ 'var-system': 'choreoai' });
  for (const value of HOSTILE_VALUES) {
    const shown = asShown(value);
    await overview.selectInTable('Providers at a glance', shown);
    await expect(overview.legend(RATE_BY_PROVIDER)).toHaveText([shown]);
    expect(overview.params.getAll('var-provider')).toEqual([value]);
    await page.reload();
    await expect(overview.legend(RATE_BY_PROVIDER)).toHaveText([shown]);
    await expect(overview.panel('Requests/min')).toContainText(/\d/);
    await overview.selectInLegend(RATE_BY_PROVIDER, shown);
    await expect(overview.legend(RATE_BY_PROVIDER).filter({ hasText: 'openai' })).toBeVisible();
  }
});
