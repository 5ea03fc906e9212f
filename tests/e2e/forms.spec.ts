import { barriers } from './accessibility';
import { expect, test } from './test';
import { pagePath } from './where';
import { tooWide } from './widths';

/** Pages without panels, and what stands on them once they know how everything is. */
const FORMS: ReadonlyArray<[page: string, ready: RegExp]> = [
  ['systems', /because it writes/],
  ['prices', /Shipped prices/],
  ['dashboards', /Comes with the plugin/],
  ['alerts', /ProviderDown/],
];

for (const [form, ready] of FORMS) {
  test(`the page ${form} is usable by everybody, on a wide screen and on a phone, in both themes`, async ({
    complaints,
    page,
    scanForA11yViolations,
  }) => {
    for (const theme of ['dark', 'light'] as const) {
      await page.setViewportSize({ width: 1500, height: 1500 });
      await page.goto(`${pagePath(form)}?theme=${theme}`);
      await expect(page.locator('body')).toHaveClass(new RegExp(`theme-${theme}`));
      await expect(page.locator('main')).toContainText(ready);
      expect(await barriers(scanForA11yViolations, theme), theme).toEqual([]);
      for (const width of [1500, 400]) {
        await page.setViewportSize({ width, height: 1500 });
        await page.screenshot({ path: test.info().outputPath(`${theme}-${width}.png`), fullPage: true });
        expect(await tooWide(page), `${width} pixels wide`).toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
  });
}
