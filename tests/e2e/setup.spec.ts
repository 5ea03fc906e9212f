import type { Locator, Page } from '@playwright/test';
import { always, emptyPrometheus, listen } from '../../stack/doctor/bad-servers';
import { addDataSource, addOrganization } from './grafana';
import { Overview } from './overview';
import { complaintsOf, expect, test } from './test';
import { live, pagePath } from './where';

const open = (page: Page, step: string) => page.goto(pagePath(`setup?step=${step}`));

const stepButton = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: new RegExp(`\\d\\. ${name}: `) });

/** Every finding of the step that is open, once it has been looked at. */
async function findings(page: Page): Promise<string[]> {
  await expect(page.getByText('Looking…')).toHaveCount(0);
  await expect(page.getByTestId(/^finding /).first()).toBeVisible();
  const texts = await page.getByTestId(/^finding /).allInnerTexts();
  return texts.map((text) => text.replace(/\d+ (m?s)\b/g, 'N $1'));
}

const SERIOUS = ['serious', 'critical'];

test('what the stack has is found, by mouse and by keyboard, and nothing keeps people with a disability out', async ({
  complaints,
  page,
  scanForA11yViolations,
}) => {
  await open(page, 'metrics');
  await expect(page.getByText('ChoreoAI: detected in job "choreoai"')).toBeVisible();
  await expect(page.getByText(/^Scraping: the newest samples are at most \d+ s old$/)).toBeVisible();

  await stepButton(page, 'Rules and alerts').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/step=rules/);
  expect((await findings(page)).join()).toMatch(/Recording rules: \d+ rules in \d+ groups, all well/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Rules and alerts' })).toBeVisible();

  await open(page, 'sources');
  expect((await findings(page)).join()).toMatch(/Prometheus: .* answers in N ms, version \d/);
  for (const theme of ['dark', 'light']) {
    await page.goto(pagePath(`setup?step=sources&theme=${theme}`));
    await findings(page);
    const { violations } = await scanForA11yViolations({ include: 'main' });
    const serious = violations
      .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
      .map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) }));
    expect(serious).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('a data source that goes away, or is wrong, is noticed at the next scan', async ({ page, request }) => {
  let handle = emptyPrometheus();
  const server = await listen((asked, response) => handle(asked, response));
  const dataSource = await addDataSource(request, 'Comes and goes', server.url);
  try {
    await open(page, 'sources');
    await expect(page.getByText(/Comes and goes answers in/)).toBeVisible();

    handle = always(502, 'text/html', '<html>nginx</html>');
    await page.getByRole('button', { name: 'Scan again' }).click();
    await expect(page.getByTestId('finding unreachable')).toContainText('Comes and goes');
    await expect(stepButton(page, 'Data sources')).toHaveAccessibleName(/Wrong/);

    handle = emptyPrometheus('somebody', 'else');
    await page.getByRole('button', { name: 'Check this again' }).click();
    await expect(page.getByTestId('finding unauthorised')).toContainText(/Comes and goes wants authentication/);

    handle = emptyPrometheus();
    await page.getByRole('button', { name: 'Scan again' }).click();
    await expect(page.getByText(/Comes and goes answers in/)).toBeVisible();
  } finally {
    await dataSource.remove();
    await server.close();
  }
});

test('a viewer sees the same findings, and nothing that writes works', async ({ baseURL, browser, request }) => {
  const organization = await addOrganization(request, live.prometheus);
  const [viewer, editor] = [
    await organization.open(browser, 'Viewer', { baseURL }),
    await organization.open(browser, 'Editor', { baseURL }),
  ];
  const complaints = complaintsOf(viewer);
  try {
    for (const step of ['sources', 'rules', 'prices']) {
      await open(viewer, step);
      await open(editor, step);
      expect(await findings(viewer)).toEqual(await findings(editor));
    }
    await open(viewer, 'sources');
    await expect(viewer.getByText(/needs the right datasources:create/)).toBeVisible();
    await expect(viewer.getByText(/Saving needs the right plugins:write/)).toBeVisible();
    for (const name of ['Test and add', 'Save']) {
      await expect(viewer.getByRole('button', { name, exact: true })).toBeDisabled();
    }
    await expect(viewer.getByLabel('Logs', { exact: true })).toBeDisabled();
    expect(complaints).toEqual([]);
  } finally {
    await viewer.context().close();
    await editor.context().close();
    await organization.remove();
  }
});

/** Clicks that a person may need from the first page to their data. */
const CLICKS = 8;

test('an admin goes from an empty Grafana to a filled Overview by the pages alone, in eight clicks', async ({
  baseURL,
  browser,
  request,
}) => {
  const organization = await addOrganization(request);
  const page = await organization.open(browser, 'Admin', { baseURL, viewport: { width: 1500, height: 1500 } });
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  try {
    await page.goto('/');
    await click(page.getByRole('link', { name: 'Administration' }));
    await click(page.locator('main').getByRole('link', { name: 'Plugins and data' }));
    await click(page.locator('main').getByRole('link', { name: 'Plugins', exact: true }));
    await page.getByPlaceholder(/Search Grafana plugins/).fill('ChoreoAI');
    await click(page.getByRole('link', { name: /ChoreoAI Observability/ }));
    await click(page.getByRole('button', { name: 'Enable' }));
    await click(page.locator('main').getByRole('link', { name: 'Setup', exact: true }));
    await expect(page.getByText('Metrics: no Prometheus')).toBeVisible();
    await page.getByLabel('URL, as Grafana reaches it').fill(live.prometheus);
    await click(page.getByRole('button', { name: 'Test and add' }));
    await expect(page.getByText('Prometheus answers, and was added')).toBeVisible();
    await click(page.getByRole('link', { name: 'Open the Overview' }));
    await expect(new Overview(page).panel('Requests/min')).toContainText(/\d/);
    expect(clicks).toBeLessThanOrEqual(CLICKS);
    expect(await organization.ask('/api/plugins/choreoai-observability-app/settings')).toMatchObject({ enabled: true });
  } finally {
    await page.screenshot({ path: test.info().outputPath('walk.png') });
    await page.context().close();
    await organization.remove();
  }
});
