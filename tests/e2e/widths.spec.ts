import { expect, test } from './test';
import { tooWide } from './widths';

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
