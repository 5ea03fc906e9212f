import { test as base } from '@grafana/plugin-e2e';
import { request, type ConsoleMessage, type Page } from '@playwright/test';
import { ADMIN } from '../../stack/login';
import { Overview } from './overview';

export { expect } from '@grafana/plugin-e2e';

/** What Grafana itself complains of, whatever page it shows: part of the line, and why the app cannot help it. */
const OF_GRAFANA: ReadonlyArray<{ part: RegExp; why: string }> = [
  { part: /404 .*\/public-dashboards\)/, why: 'Every dashboard asks whether it is public; 404 says that it is not.' },
];

/**
 * Browser tests start logged in as Grafana's admin. Each logs in anew: Grafana changes a session's cookie every ten minutes,
 * and refuses the one that was saved before.
 */
export const test = base.extend<{ overview: Overview; complaints: string[] }>({
  storageState: async ({ baseURL }, use) => {
    const context = await request.newContext({ baseURL });
    const answer = await context.post('/login', {
      data: { user: ADMIN, password: process.env.GRAFANA_ADMIN_PASSWORD },
    });
    if (!answer.ok()) {
      throw new Error(`Grafana does not let its admin in: ${await answer.text()}`);
    }
    await use(await context.storageState());
    await context.dispose();
  },
  /** Blank: plugin-e2e's own opens Grafana's home twice before, which takes longer than most tests. */
  page: async ({ context }, use) => use(await context.newPage()),
  overview: async ({ page }, use) => use(new Overview(page)),
  /** Errors in the console and exceptions nobody caught, from the moment a test asks for them. */
  complaints: async ({ page }, use) => use(complaintsOf(page)),
});

/** Collects what a page complains of from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  const add = (line: string) => OF_GRAFANA.some(({ part }) => part.test(line)) || complaints.push(line);
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') {
      add(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => add(`not caught: ${error.message}`));
  return complaints;
}
