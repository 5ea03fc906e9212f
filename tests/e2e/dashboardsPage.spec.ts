import type { Page } from '@playwright/test';
import { addOrganization } from './grafana';
import { complaintsOf, expect, test } from './test';
import { live, pagePath } from './where';

const UID = 'cao-litellm-overview';
const TITLE = 'LiteLLM Overview';
const FOLDER = 'ChoreoAI Observability';

const row = (page: Page, uid: string) => page.getByTestId(`dashboard ${uid}`);

/** The page, once it knows how everything stands. */
async function open(page: Page): Promise<void> {
  await page.goto(pagePath('dashboards'));
  await expect(row(page, UID)).toBeVisible();
  await expect(page.getByText('Looking for systems…')).toHaveCount(0);
}

interface Stored {
  dashboard: { panels: Array<{ title: string }>; version: number };
  meta: { folderUid: string };
}

test('install, a change by hand, update, remove: what a person changed stays until they say otherwise', async ({
  baseURL,
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Editor', { baseURL, viewport: { width: 1400, height: 1600 } });
  const complaints = complaintsOf(page);
  const stored = async () => (await organization.ask(`/api/dashboards/uid/${UID}`)) as Stored;
  try {
    await open(page);
    await expect(row(page, UID)).toContainText('Not installed');
    await expect(row(page, 'cao-choreoai-overview')).toContainText('Comes with the plugin');

    await page.getByRole('button', { name: 'Install all of LiteLLM' }).click();
    await expect(row(page, UID)).toContainText('Up to date');
    await page.reload();
    await expect(row(page, UID)).toContainText('Up to date');
    await expect(row(page, UID)).not.toContainText('another folder');
    expect((await stored()).meta.folderUid).toBe('choreoai-observability');

    // Somebody else renames a panel, and saves.
    const { dashboard, meta } = await stored();
    const panels = dashboard.panels.map((panel, index) =>
      index === 2 ? { ...panel, title: 'Changed by hand' } : panel
    );
    const save = { dashboard: { ...dashboard, panels }, folderUid: meta.folderUid };
    await organization.save(save);
    const edited = await stored();

    await page.getByRole('button', { name: `Remove: ${TITLE}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByText(/somebody has changed it meanwhile/)).toBeVisible();
    await expect(row(page, UID)).toContainText('Edited by hand');

    await page.getByRole('button', { name: `Compare: ${TITLE}` }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(/Title: Changed by hand would become /);
    await page.screenshot({ path: test.info().outputPath('compare.png') });
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('button', { name: 'Remove all of LiteLLM' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row(page, 'cao-litellm-cost')).toContainText('Not installed');
    expect((await stored()).dashboard).toEqual(edited.dashboard);
    await page.screenshot({ path: test.info().outputPath('page.png') });

    await page.getByRole('button', { name: `Compare: ${TITLE}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace with ours' }).click();
    await expect(row(page, UID)).toContainText('Up to date');
    expect(JSON.stringify(await stored())).not.toContain('Changed by hand');

    await page.getByRole('button', { name: `Remove: ${TITLE}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row(page, UID)).toContainText('Not installed');
    await page.getByRole('button', { name: 'Remove the folder' }).click();
    await expect(page.getByText('It is created with the first dashboard.')).toBeVisible();
    expect(await organization.ask('/api/search?query=LiteLLM')).toEqual([]);
    expect(await organization.ask('/api/search?type=dash-folder')).toEqual([]);
    expect(complaints.filter((line) => !line.includes('412'))).toEqual([]);
  } finally {
    await page.context().close();
    await organization.remove();
  }
});

test('a viewer sees how everything stands, and no control that writes works', async ({ baseURL, browser, request }) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Viewer', { baseURL });
  try {
    await open(page);
    await expect(page.getByText(/This needs the right dashboards:create/).first()).toBeVisible();
    const buttons = await page.getByRole('button', { name: /^(Install|Update|Remove|Compare)/ }).all();
    expect(buttons.length).toBeGreaterThan(10);
    for (const button of buttons) {
      await expect(button).toBeDisabled();
    }
    await page.goto(pagePath('overview'));
    await page.getByRole('button', { name: 'Save as my own copy' }).click();
    await expect(
      page
        .getByRole('dialog')
        .getByText(/This needs the right dashboards:create/)
        .first()
    ).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  } finally {
    await page.context().close();
    await organization.remove();
  }
});

test('dashboards from files are shown as such, and cannot be changed', async ({ complaints, page }) => {
  await open(page);
  await expect(row(page, UID)).toContainText('Provisioned from litellm-overview.json');
  await expect(row(page, UID).getByRole('button')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a page saved as one’s own copy opens, and has data', async ({ complaints, overview, page, request }) => {
  await overview.open({ 'var-system': 'choreoai' });
  await page.getByRole('button', { name: 'Save as my own copy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill('My gateway');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('link', { name: 'Open My gateway' }).click();
  await expect(page).toHaveURL(/\/d\/own-[0-9a-f]{20}\//);
  try {
    await expect(overview.panel('Requests/min')).toContainText(/\d/);
    await expect(page.getByText(FOLDER).first()).toBeVisible();
    await expect(overview.troubles).toHaveCount(0);
    expect(complaints).toEqual([]);
  } finally {
    await request.delete(`/api/dashboards/uid/${/\/d\/(own-[0-9a-f]+)/.exec(page.url())?.[1]}`);
  }
});
