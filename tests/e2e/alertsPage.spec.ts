import type { Page } from '@playwright/test';
import { contentOf, withRules, type RuleGroup } from '../../src/alerts/rules';
import { textAt } from '../../src/json/json';
import { addOrganization } from './grafana';
import { complaintsOf, expect, test } from './test';
import { live, pagePath } from './where';

const UID = 'cao-choreoai-errors';
const row = (page: Page) => page.getByTestId(`alert ${UID}`);
const GROUP = '/api/v1/provisioning/folder/choreoai-observability/rule-groups/llm-alerts-choreoai';

/** An organization gets its notification policies and its Alertmanager within a minute; until then there are none to read. */
const POLICIES = '/api/v1/provisioning/policies';
const SILENCES = '/api/alertmanager/grafana/api/v2/silences';

interface Rule {
  uid: string;
  for: string;
  isPaused: boolean;
  labels: Record<string, string>;
  data: Array<{ refId: string; model: object }>;
}

interface Group {
  rules: Rule[];
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

/** A rule that fires at once, and for as long as it is there. */
const firing = (rule: Rule) => ({
  ...rule,
  for: '0s',
  labels: { ...rule.labels, provider: 'openai' },
  data: rule.data.map((query) => ({
    ...query,
    model: { ...query.model, ...(query.refId === 'A' && { expr: 'vector(1)' }) },
  })),
});

test('what fires is told on the Overview and on the page of its provider, and marked in charts', async ({
  baseURL,
  browser,
  request,
}) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Editor', { baseURL, viewport: { width: 1500, height: 1600 } });
  const complaints = complaintsOf(page);
  const banner = page.getByTestId('firing alerts');
  const marks = page.getByTestId('data-testid annotation-marker');
  try {
    await page.goto(`${pagePath('overview')}?var-system=choreoai`);
    await expect(page.getByTestId('data-testid Panel header Requests/min')).toContainText(/\d/);
    await expect(banner.getByText('ProviderHighErrorRate')).toHaveCount(0);

    await page.goto(pagePath('alerts'));
    await page.getByRole('button', { name: 'Install: ProviderHighErrorRate' }).first().click();
    await expect(page.getByText('Grafana watches over 1 more')).toBeVisible();
    const group = (await organization.ask(GROUP)) as Group;
    await organization.put(GROUP, { ...group, rules: group.rules.map(firing) });
    const state = async () =>
      JSON.stringify(await organization.ask('/api/prometheus/grafana/api/v1/rules?state=firing'));
    await expect.poll(state, { timeout: 90_000 }).toContain('ProviderHighErrorRate');

    for (const [path, told] of [
      ['overview', 1],
      ['providers/openai/health', 1],
      ['providers/anthropic/health', 0],
    ] as const) {
      await page.goto(`${pagePath(path)}?var-system=choreoai`);
      await expect(page.getByTestId('data-testid Panel header Requests/min')).toContainText(/\d/);
      await expect(banner.getByText('ProviderHighErrorRate'), path).toHaveCount(told);
      await (told > 0 ? expect(marks.first(), path).toBeVisible() : expect(marks, path).toHaveCount(0));
      await page.screenshot({ path: test.info().outputPath(`${path.replaceAll('/', '-')}.png`) });
    }
    expect(complaints.filter((line) => !line.includes(POLICIES))).toEqual([]);
  } finally {
    await page.context().close();
    await organization.remove();
  }
});

/** Installs the same rules once more, as the page does: what is there is read, and written with ours in it. */
const installedAgain = (group: RuleGroup): RuleGroup =>
  withRules(
    group,
    group.rules.map((rule) => ({ uid: textAt(rule, 'uid'), name: textAt(rule, 'title'), json: contentOf(rule) }))
  );

test('fifty installs in a row change nothing after the first', async ({ baseURL, browser, request }) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Editor', { baseURL });
  const stored = async () => (await organization.ask(GROUP)) as RuleGroup;
  /** Grafana notes each time that a group is written, whatever is in it. */
  const content = async () => (await stored()).rules.map(({ updated, ...rule }) => rule);
  const versions = async ({ rules }: RuleGroup) =>
    Promise.all(
      rules.map(async (rule) => {
        const all = await organization.ask(`/api/ruler/grafana/api/v1/rule/${textAt(rule, 'uid')}/versions`);
        return [textAt(rule, 'uid'), (all as unknown[]).length];
      })
    );
  try {
    await page.goto(pagePath('alerts'));
    await page.getByRole('button', { name: 'Install all of ChoreoAI' }).click();
    await expect(row(page)).toContainText('Up to date');
    const first = await stored();
    const firstContent = await content();
    expect(first.rules.length).toBeGreaterThan(10);
    const firstVersions = await versions(first);
    expect(new Set(firstVersions.map(([, count]) => count))).toEqual(new Set([1]));

    for (let install = 2; install <= 50; install += 1) {
      await organization.put(GROUP, installedAgain(await stored()));
    }
    expect(await content()).toEqual(firstContent);
    expect(await versions(first)).toEqual(firstVersions);
    await page.reload();
    await expect(row(page)).toContainText('Up to date');
    await expect(page.getByRole('region', { name: 'ChoreoAI', exact: true })).toContainText(
      `${first.rules.length} of ${first.rules.length} in Grafana`
    );
  } finally {
    await page.context().close();
    await organization.remove();
  }
});

test('shows when an alert would have fired, hands out the rules, silences, and tests who is told', async ({
  baseURL,
  browser,
  request,
}) => {
  const organization = await addOrganization(request, live.prometheus);
  const page = await organization.open(browser, 'Editor', { baseURL, viewport: { width: 1400, height: 1200 } });
  const complaints = complaintsOf(page);
  try {
    await page.goto(pagePath('alerts'));
    await row(page).getByRole('button', { name: 'Last 7 days: HighErrorRate' }).click();
    await expect(row(page)).toContainText(/It would (not )?have fired/);
    // This Prometheus is some minutes old: it may have no figure yet at a full five minutes.
    const chart = row(page).getByRole('region', { name: 'Worst value, and the limit' });
    await expect(chart.locator('canvas').or(chart.getByText('There was no figure yet')).first()).toBeVisible();

    await expect.poll(async () => Array.isArray(await organization.ask(SILENCES)), { timeout: 90_000 }).toBe(true);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the rules of ChoreoAI' }).click();
    expect((await downloading).suggestedFilename()).toBe('choreoai.alerts.yaml');

    await page.getByRole('button', { name: /^Notifications/ }).click();
    await expect(page.getByRole('region', { name: 'Silences' })).toContainText('There are none.');
    await expect(page.getByRole('button', { name: /^Send a test to / }).first()).toBeEnabled();
    await page.screenshot({ path: test.info().outputPath('notifications.png') });
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
