import { addViewer } from './grafana';
import { Overview, panelsWithFigures, WHOLE_PAGE } from './overview';
import { complaintsOf, expect, test } from './test';

test.use(WHOLE_PAGE);

const PANEL = 'Error ratio by provider';

test("a panel's menu opens Explore with its query", async ({ overview, page }) => {
  await overview.open({ 'var-system': 'choreoai' });
  await expect(overview.legend(PANEL).first()).toBeVisible();
  await overview.openMenu(PANEL);
  await page.getByRole('menuitem', { name: 'Explore' }).click();

  await expect(page).toHaveURL(/\/explore\?/);
  await expect(page.locator('.monaco-editor').first()).toContainText('choreoai_errors_total');
  await expect(page.getByText('anthropic').first()).toBeVisible();
});

test('a viewer reads everything, and a menu names the right that Explore needs', async ({
  baseURL,
  browser,
  request,
  viewport,
}) => {
  const viewer = await addViewer(request);
  const page = await viewer.open(browser, { baseURL, viewport });
  const complaints = complaintsOf(page);
  const overview = new Overview(page);
  await overview.open({ 'var-system': 'choreoai' });
  for (const panel of panelsWithFigures('choreoai')) {
    await overview.expectFigure(panel);
  }
  await expect(overview.troubles).toHaveCount(0);

  await overview.openMenu(PANEL);
  await expect(page.getByRole('menuitem')).toHaveText(['Explore needs the right datasources:explore']);
  await page.getByRole('menuitem').click();
  await expect(page).toHaveURL(/\/overview/);
  expect(complaints).toEqual([]);
  await page.context().close();
  await viewer.remove();
});
