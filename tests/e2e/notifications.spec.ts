import { TEST_ALERT } from '../../src/alerts/testAlert';
import { barriers } from './accessibility';
import { expect, test } from './test';
import { live, pagePath } from './where';
import { tooWide } from './widths';

test('what is opened at an alert and of notifications is usable by everybody, on a phone too', async ({
  page,
  scanForA11yViolations,
}) => {
  await page.goto(`${pagePath('alerts')}?theme=dark`);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(page.getByRole('heading', { name: 'Contact points' })).toBeVisible();
  await page
    .getByRole('button', { name: /^Last 7 days/ })
    .first()
    .click();
  await expect(page.getByText(/It would (not )?have fired/)).toBeVisible();
  expect(await barriers(scanForA11yViolations, 'dark')).toEqual([]);
  await page.setViewportSize({ width: 400, height: 1500 });
  await page.screenshot({ path: test.info().outputPath('phone.png') });
  expect(await tooWide(page)).toEqual([]);
});

test('a test alert arrives through Alertmanager, is silenced, and told again', async ({
  complaints,
  page,
  request,
}) => {
  const there = await request.get('/api/datasources/uid/alertmanager');
  test.skip(!there.ok(), 'The stack runs without Alertmanager: apt-get install prometheus-alertmanager');
  const ours = page.getByRole('region', { name: 'Notifications' });
  const row = ours.getByRole('listitem').filter({ hasText: TEST_ALERT });
  await request.delete(`${live.demo}/inbox`);

  await page.goto(pagePath('alerts'));
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await ours.getByRole('combobox', { name: /^Alertmanager/ }).click();
  await page.getByRole('option', { name: 'Alertmanager' }).click();
  await ours.getByRole('button', { name: 'Send a test alert' }).click();
  await expect(ours).toContainText('A test alert is on its way');
  await expect
    .poll(async () => (await request.get(`${live.demo}/inbox`)).text(), { timeout: 60_000 })
    .toContain(TEST_ALERT);

  await row
    .getByRole('button', { name: /^Silence/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Why/ }).fill('A test of the page');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(ours).toContainText(`${TEST_ALERT} is silenced`);
  const silence = ours.getByRole('region', { name: 'Silences' }).getByRole('listitem');
  await expect(silence.filter({ hasText: 'A test of the page' })).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath('silenced.png') });

  await silence.filter({ hasText: 'A test of the page' }).getByRole('button').click();
  await expect(ours).toContainText('The silence has ended');
  await expect(silence.filter({ hasText: 'A test of the page' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
