import { test as base } from '@grafana/plugin-e2e';
import type { ConsoleMessage, Page } from '@playwright/test';
import { Overview } from './overview';

export { expect } from '@grafana/plugin-e2e';

/** What Grafana itself complains of, whatever page it shows: part of the line, and why the app cannot help it. */
const OF_GRAFANA: ReadonlyArray<{ part: RegExp; why: string }> = [
  { part: /404 .*\/public-dashboards\)/, why: 'Every dashboard asks whether it is public; 404 says that it is not.' },
];

/** Browser tests start logged in as Grafana's admin. */
export const test = base.extend<{ overview: Overview; complaints: string[] }>({
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
