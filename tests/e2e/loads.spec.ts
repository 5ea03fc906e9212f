import plugin from '../../src/plugin.json';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { SYSTEM_IDS } from '../truth/facts';
import { panelsThatExplain, panelsWithFigures, WHOLE_PAGE } from './overview';
import { expect, test } from './test';

test.use(WHOLE_PAGE);

for (const id of SYSTEM_IDS) {
  test(`the Overview of ${SYSTEMS[id].title} has a figure in every panel, or says what is missing and how to emit it`, async ({
    complaints,
    overview,
  }) => {
    await overview.open({ 'var-system': id });

    for (const panel of panelsWithFigures(id)) {
      await overview.expectFigure(panel);
    }
    for (const panel of panelsThatExplain(id)) {
      await expect(overview.panel(panel.title)).toContainText(/.+\. ?How to get it: .+/);
    }
    await expect(overview.troubles).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}

test('the Overview of all systems has a figure in every panel', async ({ complaints, overview }) => {
  await overview.open({ 'var-system': '$__all' });

  for (const panel of panelsWithFigures('choreoai')) {
    await overview.expectFigure(panel);
  }
  await expect(overview.troubles).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('panels get their figures from a server that takes longer than the refresh', async ({ overview, page }) => {
  await page.route('**/api/ds/query**', async (route) => {
    await new Promise((later) => setTimeout(later, 7_000));
    await route.continue();
  });
  await overview.open({ 'var-system': 'choreoai', refresh: '5s' });
  await expect(overview.panel('Requests/min')).toContainText(/\d/);
});

test('the app opens from the menu, on the first system that is there', async ({ complaints, overview, page }) => {
  // Grafana's own home page asks the internet for news, and complains where there is none.
  await page.goto('/dashboards');
  await page
    .getByRole('link', { name: plugin.name })
    .or(page.getByRole('link', { name: 'More apps' }))
    .first()
    .click();
  await page.getByRole('link', { name: plugin.name }).first().click();

  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(overview.selected('System')).toHaveText('ChoreoAI');
  await expect(overview.panel('Requests/min')).toContainText(/\d/);
  expect(await overview.toasts.allInnerTexts()).toEqual([]);
  expect(complaints).toEqual([]);
});
