import type { Page } from '@playwright/test';
import { addOrganization } from './grafana';
import { complaintsOf, expect, test } from './test';
import { live, pagePath } from './where';

const UID = 'cao-choreoai-errors';
const row = (page: Page) => page.getByTestId(`alert ${UID}`);
const GROUP = '/api/v1/provisioning/folder/choreoai-observability/rule-groups/llm-alerts-choreoai';

/** An organization gets its notification policies within a minute; until then there are none to read. */
const POLICIES = '/api/v1/provisioning/policies';

interface Group {
  rules: Array<{ uid: string; for: string; isPaused: boolean }>;
}

interface Evaluated {
  data: { groups: Array<{ rules: Array<{ name: string; health: string; lastError?: string }> }> };
}

test('an editor installs, changes, pauses and removes alerts; Grafana evaluates all of them', async ({
  baseURL,
  browser,
  request,
}) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Editor', { baseURL, viewport: { width: 1400, height: 1600 } });
  const complaints = complaintsOf(page);
  const stored = async () => (await organization.ask(GROUP)) as Group;
  try {
    await page.goto(pagePath('alerts'));
    await expect(row(page)).toContainText('Not in Grafana');
    await page.getByRole('button', { name: 'Install all of ChoreoAI' }).click();
    await expect(row(page)).toContainText('Up to date');
    const { rules } = await stored();
    expect(rules.length).toBeGreaterThan(10);

    const evaluated = async () => {
      const answer = (await organization.ask('/api/prometheus/grafana/api/v1/rules')) as Evaluated;
      return answer.data.groups.flatMap((group) => group.rules);
    };
    await expect
      .poll(async () => (await evaluated()).filter(({ health }) => health !== 'ok').map(({ name }) => name), {
        timeout: 90_000,
      })
      .toEqual([]);

    await page.getByRole('button', { name: 'Pause: HighErrorRate' }).click();
    await expect(row(page)).toContainText('Paused');

    await organization.put(GROUP, {
      ...(await stored()),
      rules: (await stored()).rules.map((rule) => (rule.uid === UID ? { ...rule, for: '1h' } : rule)),
    });
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(row(page)).toContainText('Changed by hand');
    await page.getByRole('button', { name: 'Compare: HighErrorRate' }).click();
    await expect(page.getByRole('dialog')).toContainText('for: 1h here, 5m in ours');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep mine' }).click();

    await page.getByRole('button', { name: 'Remove all of ChoreoAI' }).click();
    await expect(page.getByText(/^\d+ removed$/)).toBeVisible();
    expect((await stored()).rules).toEqual([expect.objectContaining({ uid: UID, for: '1h', isPaused: true })]);
    await page.screenshot({ path: test.info().outputPath('page.png') });

    await page.getByRole('button', { name: 'Remove: HighErrorRate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row(page)).toContainText('Not in Grafana');
    expect(await organization.ask('/api/v1/provisioning/alert-rules')).toEqual([]);
    expect(complaints.filter((line) => !line.includes(POLICIES))).toEqual([]);
  } finally {
    await page.context().close();
    await organization.remove();
  }
});

test('a viewer sees which alerts there are, and no control that writes works', async ({
  baseURL,
  browser,
  request,
}) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Viewer', { baseURL });
  try {
    await page.goto(pagePath('alerts'));
    await expect(row(page)).toBeVisible();
    await expect(page.getByText(/This needs the right alert\.rules:create/).first()).toBeVisible();
    for (const button of await page.getByRole('button', { name: /^(Install|Update|Remove|Pause)/ }).all()) {
      await expect(button).toBeDisabled();
    }
  } finally {
    await page.context().close();
    await organization.remove();
  }
});
