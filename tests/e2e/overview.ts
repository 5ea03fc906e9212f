import { expect, type Locator, type Page } from '@playwright/test';
import type { PanelDefinition } from '../../src/definitions/dashboard';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { ABSENCES } from '../truth/absences';
import type { ToldSystem } from '../truth/facts';
import { canTell } from '../truth/truth';
import { pagePath } from './where';

const PANELS = DASHBOARDS.overview.rows.flatMap(({ panels }): readonly PanelDefinition[] => panels.filter(canTell));

/** A window that holds a whole page: panels ask for data when they come into view. */
export const WHOLE_PAGE = { viewport: { width: 1500, height: 6400 } };

/** The panels that a system's Overview shows a figure in. */
export const panelsWithFigures = (system: ToldSystem) => PANELS.filter(({ id }) => !(id in ABSENCES[system]));

/** The panels that say what the system does not emit. */
export const panelsThatExplain = (system: ToldSystem) =>
  PANELS.filter(({ id, whenMissing }) => id in ABSENCES[system] && whenMissing === 'explain');

/** The app's Overview, as a person handles it. */
export class Overview {
  constructor(readonly page: Page) {}

  /**
   * @param params of the address, such as `{ 'var-system': 'convergeai' }`
   * @param at another page, which is handled alike
   */
  async open(params: Readonly<Record<string, string | readonly string[]>> = {}, at = 'overview'): Promise<void> {
    const search = new URLSearchParams(
      Object.entries(params).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value])
      )
    );
    await this.page.goto(`${pagePath(at)}?${search}`);
  }

  /** A panel by its title, one that only says what is missing too. */
  panel(title: string): Locator {
    return this.page.getByTestId(`data-testid Panel header ${title}`);
  }

  /** Whatever tells of trouble in a panel: Grafana's error mark, and what stands in place of a chart or a number. */
  get troubles(): Locator {
    return this.page
      .getByTestId('data-testid Panel status error')
      .or(this.page.getByText(/^No (data|traffic)|^Nothing to show/));
  }

  /** Grafana's messages in the corner, which are gone after a few seconds. */
  get toasts(): Locator {
    return this.page.locator('[data-testid^="data-testid Alert "]:not(main *)');
  }

  /** What stands in place of all panels where there is nothing to show. */
  get problem(): Locator {
    return this.page.getByTestId(/^problem /);
  }

  async expectFigure({ title, visualization }: PanelDefinition): Promise<void> {
    const panel = this.panel(title);
    switch (visualization) {
      case 'stat':
        await expect(panel).toContainText(/\d/);
        break;
      case 'table':
        await expect(panel.getByRole('row').nth(1)).toContainText(/\d/);
        break;
      case 'lines':
      case 'stackedLines':
        await expect(panel.locator('canvas').first()).toBeVisible();
        await expect(this.legend(title).first()).toBeVisible();
    }
  }

  /** What a panel of big numbers says: system -> number with its unit. */
  async bigNumbers(title: string): Promise<Map<string, string>> {
    const lines = (await this.panel(title).getByTestId('data-testid panel content').innerText()).split('\n');
    return new Map(lines.flatMap((line, index) => (index % 2 === 0 ? [[line, lines[index + 1] ?? '']] : [])));
  }

  /** The entries of a panel's legend. */
  legend(title: string): Locator {
    return this.panel(title).getByTestId(/^data-testid VizLegend series/);
  }

  /** Clicks a name in a panel's legend. */
  async selectInLegend(title: string, name: string): Promise<void> {
    await this.legend(title).getByRole('button', { name, exact: true }).click();
  }

  /** Clicks a name in a panel's table, and then what shows it alone. */
  async selectInTable(title: string, name: string): Promise<void> {
    await this.cell(title, name).getByText(name).click();
    await this.page.getByRole('button', { name: `Show only ${name}` }).click();
  }

  /** The cell of a panel's table that holds a name. */
  cell(title: string, name: string): Locator {
    return this.panel(title).getByRole('gridcell', { name });
  }

  async openMenu(title: string): Promise<void> {
    await this.panel(title).hover();
    await this.page.getByTestId(`data-testid Panel menu ${title}`).click();
  }

  /** A selector above the panels. */
  selector(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** What a selector shows as selected. */
  selected(label: string): Locator {
    return this.page
      .getByTestId(/Variable Value DropDown value link text .*(?<!-input)$/)
      .filter({ has: this.selector(label) });
  }

  /** Opens a selector's list. */
  async options(label: string): Promise<Locator> {
    await this.selector(label).click();
    const options = this.page.getByRole('option');
    await expect(options.first()).toBeVisible();
    return options;
  }

  /** The parameters of the address. */
  get params(): URLSearchParams {
    return new URL(this.page.url()).searchParams;
  }
}
