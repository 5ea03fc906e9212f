import { barriers } from './accessibility';
import { panelsWithFigures, WHOLE_PAGE } from './overview';
import { expect, test } from './test';

test.use(WHOLE_PAGE);

for (const theme of ['dark', 'light'] as const) {
  test(`nothing on the page keeps people with a disability out, in the ${theme} theme`, async ({
    overview,
    page,
    scanForA11yViolations,
  }) => {
    await overview.open({ theme, 'var-system': 'convergeai' });
    await expect(page.locator('body')).toHaveClass(new RegExp(`theme-${theme}`));
    for (const panel of panelsWithFigures('convergeai')) {
      await overview.expectFigure(panel);
    }

    expect(await barriers(scanForA11yViolations, theme)).toEqual([]);
  });
}

test('the selectors can be reached and used by keyboard', async ({ overview, page }) => {
  await overview.open({ 'var-system': 'choreoai' });
  await expect(overview.panel('Requests/min')).toContainText(/\d/);
  const reached: string[] = [];
  await page
    .locator('main')
    .focus()
    .catch(() => undefined);

  for (let press = 0; press < 60 && !reached.includes('Model'); press += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement instanceof HTMLInputElement ? (activeElement.labels?.[0]?.textContent ?? '') : '';
    });
    reached.push(...(label ? [label] : []));
  }
  expect(reached).toEqual(['Data source', 'System', 'Figures', 'Provider', 'Model']);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('gpt-4o-mini');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(overview.selected('Model')).toHaveText('gpt-4o-mini');
});
