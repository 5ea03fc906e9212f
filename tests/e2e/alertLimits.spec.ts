import { addOrganization } from './grafana';
import { Overview } from './overview';
import { complaintsOf, expect, test } from './test';
import { live, pagePath } from './where';

const GROUP = '/api/v1/provisioning/folder/choreoai-observability/rule-groups/llm-alerts-choreoai';

/** An organization gets its notification policies within a minute; until then there are none to read. */
const POLICIES = '/api/v1/provisioning/policies';

interface Group {
  rules: Array<{ title: string; for: string; data: Array<{ model: { expr?: string } }> }>;
}

interface Evaluated {
  data: { groups: Array<{ rules: Array<{ name: string; health: string }> }> };
}

test('an admin adjusts a limit: the rule in Grafana follows, and so do panels; a budget has alerts of its own', async ({
  baseURL,
  browser,
  request,
}) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Admin', { baseURL, viewport: { width: 1400, height: 1600 } });
  const complaints = complaintsOf(page);
  const row = page.getByTestId('alert cao-choreoai-errors');
  const stored = async () => {
    const { rules } = (await organization.ask(GROUP)) as Group;
    return rules.map(({ title, for: lasting, data }) => ({ title, lasting, expr: data[0]?.model.expr }));
  };
  const overview = new Overview(page);
  const colourOfErrors = async () => {
    await overview.open();
    const figure = overview.panel('Error ratio').getByText(/^[\d.]+$/);
    await expect(figure).toBeVisible();
    return figure.evaluate((element) => getComputedStyle(element).color);
  };
  try {
    const before = await colourOfErrors();
    await page.goto(pagePath('prices'));
    await page.getByLabel('ChoreoAI, a day').fill('0.01');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.goto(pagePath('alerts'));
    await page.getByRole('button', { name: 'Install all of ChoreoAI' }).click();
    await expect(row).toContainText('Up to date');
    await expect(page.getByTestId('alert cao-choreoai-daily-budget')).toContainText('Up to date');

    await row.getByRole('button', { name: 'Adjust: HighErrorRate' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Shipped: 5%');
    await dialog.getByLabel('Limit, as a share: 0.05 is 5%').fill('5%');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toContainText('Enter a share from 0 and below 1');
    await dialog.getByLabel('Limit, as a share: 0.05 is 5%').fill('0.0001');
    await dialog.getByLabel('How long it must hold').fill('90s');
    await page.screenshot({ path: test.info().outputPath('dialog.png') });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(row).toContainText('Out of date');
    await expect(row).toContainText('above 0.01%, for 1m30s');
    await row.getByRole('button', { name: 'Update: HighErrorRate' }).click();
    await expect(row).toContainText('Up to date');
    expect(await stored()).toContainEqual({
      title: 'HighErrorRate',
      lasting: '1m30s',
      expr: expect.stringContaining('> 0.0001)'),
    });
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(row).toContainText('Up to date');
    await page.screenshot({ path: test.info().outputPath('page.png') });

    expect(await colourOfErrors()).not.toBe(before);

    const health = async () => {
      const { data } = (await organization.ask('/api/prometheus/grafana/api/v1/rules')) as Evaluated;
      return data.groups.flatMap(({ rules }) => rules).find(({ name }) => name === 'DailyBudgetSpent')?.health;
    };
    await expect.poll(health, { timeout: 60_000 }).toBe('ok');
    expect(complaints.filter((line) => !line.includes(POLICIES))).toEqual([]);
  } finally {
    await page.context().close();
    await organization.remove();
  }
});
