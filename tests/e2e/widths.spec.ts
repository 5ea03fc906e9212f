import type { Page } from '@playwright/test';
import { expect, test } from './test';

/** What is wider than the place it has, and so scrolls sideways. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, document.body, ...document.querySelectorAll('main, main section')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ outerHTML, scrollWidth, clientWidth }) => `${scrollWidth} > ${clientWidth}: ${outerHTML.slice(0, 120)}`)
  );

test('the page scrolls down, never sideways, on a wide screen and on a phone', async ({ overview, page }) => {
  await overview.open();
  for (const width of [1500, 400]) {
    await page.setViewportSize({ width, height: 900 });
    for (const title of ['Requests/min', 'Request rate by provider', 'Providers at a glance', 'Requests by method']) {
      await overview.panel(title).scrollIntoViewIfNeeded();
      await expect(overview.panel(title)).toContainText(/\d|openai|GET/);
    }
    expect(await tooWide(page), `${width} pixels wide`).toEqual([]);
  }
});
