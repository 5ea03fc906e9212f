import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import plugin from '../../src/plugin.json';
import { answersOf } from './answers';
import { Overview, WHOLE_PAGE } from './overview';
import { expect, test } from './test';

test.use(WHOLE_PAGE);

const FOLDER = 'ChoreoAI Observability';

/** Panels that ask for what the demo's version of a system does not write, and why. */
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  // New in 1.41, and the demo writes what 1.37 had.
  'cao-otel-genai-overview': ['Time to first chunk'],
};

/** What Grafana's search must find: `owner` is the plugin where it brings the dashboard itself. */
const DASHBOARDS = [
  { uid: 'cao-choreoai-overview', title: 'ChoreoAI Overview', folder: undefined, owner: plugin.id },
  { uid: 'cao-convergeai-overview', title: 'ConvergeAI - System Overview', folder: FOLDER, owner: undefined },
  { uid: 'cao-otel-genai-overview', title: 'OpenTelemetry GenAI Overview', folder: FOLDER, owner: undefined },
] as const;

interface PanelJson {
  type: string;
  title: string;
  targets?: ReadonlyArray<{ expr: string }>;
}

const panelsOf = (uid: string): PanelJson[] =>
  JSON.parse(readFileSync(join(__dirname, '../../dashboards', `${uid.replace(/^cao-/, '')}.json`), 'utf8')).panels;

/** An expression without its selections: Grafana fills in variables before it asks. */
const unselected = (expression: string) => expression.replace(/\{[^}]*\}/g, '{}');

for (const { uid, title, folder, owner } of DASHBOARDS) {
  test(`"${title}" is there, ${folder ? `in the folder "${folder}"` : 'from the plugin'}`, async ({ request }) => {
    const found = await (await request.get(`/api/search?dashboardUIDs=${uid}`)).json();
    expect(found).toEqual([expect.objectContaining({ uid, title })]);
    expect(found[0].folderTitle).toBe(folder);

    const brought = await (await request.get(`/api/plugins/${plugin.id}/dashboards`)).json();
    const titles = brought.map(
      (dashboard: { title: string; imported: boolean }) => dashboard.imported && dashboard.title
    );
    expect(titles.includes(title)).toBe(owner !== undefined);
  });

  test(`every panel of "${title}" has data`, async ({ complaints, page }) => {
    const answers = answersOf(page);
    const overview = new Overview(page);
    await page.goto(`/d/${uid}`);

    for (const panel of panelsOf(uid).filter(({ type }) => type !== 'row')) {
      await expect(overview.panel(panel.title)).toBeVisible();
    }
    const expressions = panelsOf(uid).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    await expect.poll(() => answers.size).toBe(new Set(expressions).size);
    const empty = EMPTY[uid] ?? [];
    const excused = panelsOf(uid).flatMap(({ title: panel, targets = [] }) =>
      empty.includes(panel) ? targets.map(({ expr }) => expr) : []
    );
    const silent = [...answers].filter(([, { error, shown }]) => error || shown.length === 0);
    expect(silent.filter(([expression]) => !excused.map(unselected).includes(unselected(expression)))).toEqual([]);
    await expect(overview.troubles).toHaveCount(empty.length);
    expect(complaints).toEqual([]);
  });
}
