/** What panels ask Prometheus: each query next to what a person reads in its answer. */
import type { DashboardJson as BundledDashboard } from '../../src/compile/dashboardJson';
import { compileDashboard } from '../../src/compile/panel';
import { PANEL_RANGE, type SystemView, type View } from '../../src/compile/view';
import type { Ask, DashboardDefinition, PanelDefinition } from '../../src/definitions/dashboard';
import { anyOf } from '../../src/promql/matcher';
import type { DetectedSystem } from '../../src/vocabularies/detect';
import { withConstants } from '../promql/constants';
import { ABSENCES } from './absences';
import { isTold, type ToldSystem } from './facts';
import { canTell } from './truth';

export interface Question {
  panel: string;
  ask: Ask;
  /** The systems that its series are of; where there are several, their label `system` tells. */
  systems: readonly ToldSystem[];
  expression: string;
}

/**
 * Every query that the ledger can tell the answer of, as the app compiles it for one system or for several.
 * @param window literal, such as `60s`, or Grafana's macro
 * @throws where a panel has more or fewer queries than it should
 */
export function askedByApp(
  definition: DashboardDefinition,
  systems: readonly DetectedSystem[],
  window: string,
  select: View['select'] = {}
): Question[] {
  const queries = queriesByApp(definition, systems, window, select);
  return paired(definition, systems, ({ id }) =>
    queries.flatMap(({ panel, expression }) => (panel === id ? [expression] : []))
  );
}

/** Every query of a dashboard as the app compiles it, whatever it asks: a selection may leave columns out. */
export function queriesByApp(
  definition: DashboardDefinition,
  systems: readonly DetectedSystem[],
  window: string,
  select: View['select']
): Array<Pick<Question, 'panel' | 'expression'>> {
  const [first, ...rest] = systems.map(({ vocabulary, jobs }): SystemView => ({
    vocabulary,
    jobs: anyOf('job', jobs),
  }));
  if (!first) {
    throw new Error('There is no system to compile for.');
  }
  return compileDashboard(definition, {
    systems: [first, ...rest],
    select,
    window,
    ...(window === '$__rate_interval' && { range: PANEL_RANGE }),
    path: '/page',
  })
    .flatMap((row) => row.panels)
    .flatMap((panel) =>
      panel.kind === 'panel' ? panel.queries.map(({ expr }) => ({ panel: panel.id, expression: expr })) : []
    );
}

/** A bundled dashboard's JSON, as far as it matters here. */
export interface DashboardJson {
  panels: ReadonlyArray<{ title: string; targets?: ReadonlyArray<{ expr: string }> }>;
  templating: BundledDashboard['templating'];
}

/**
 * Every query of a bundled dashboard that the ledger can tell the answer of, nothing selected.
 * @param window takes the place of Grafana's `$__rate_interval`
 * @throws where a panel has more or fewer queries than it should
 */
export function askedByJson(
  definition: DashboardDefinition,
  { panels, templating }: DashboardJson,
  system: DetectedSystem,
  window: string
): Question[] {
  const filledIn = (expression: string) =>
    withConstants(expression, templating)
      .replaceAll('$__rate_interval', window)
      .replaceAll('$__range', window)
      .replaceAll('$job', system.jobs.join('|'))
      .replace(/\$(provider|model)\b|\$\{(provider|model):pipe\}/g, '.*');
  const queriesOf = ({ title }: PanelDefinition) =>
    panels
      .filter((panel) => panel.title === title || panel.title.startsWith(`${title} (`))
      .flatMap(({ targets = [] }) => targets.map(({ expr }) => filledIn(expr)));
  return paired(definition, [system], queriesOf);
}

function paired(
  { rows }: DashboardDefinition,
  systems: readonly DetectedSystem[],
  queriesOf: (panel: PanelDefinition) => readonly string[]
): Question[] {
  const ids = systems.map(({ vocabulary }) => vocabulary.id).filter(isTold);
  return rows.flatMap(({ panels }) =>
    panels.filter(canTell).flatMap((panel) => {
      const expected = expectedOf(panel, ids);
      const queries = queriesOf(panel);
      if (queries.length !== expected.length) {
        throw new Error(`${panel.title} of ${ids.join(', ')} has ${queries.length} queries, not ${expected.length}.`);
      }
      return expected.map((question, index) => ({ ...question, panel: panel.id, expression: queries[index] ?? '' }));
    })
  );
}

/** A graph has a query for each system and line, a table has one for each column. */
function expectedOf(
  { id, asks, visualization }: PanelDefinition,
  systems: readonly ToldSystem[]
): Array<Pick<Question, 'ask' | 'systems'>> {
  const has = (system: ToldSystem, ask: Ask) => !(id in ABSENCES[system]) && !(`${id}/${ask.name}` in ABSENCES[system]);
  return visualization === 'table'
    ? asks
        .map((ask) => ({ ask, systems: systems.filter((system) => has(system, ask)) }))
        .filter((question) => question.systems.length > 0)
    : asks.flatMap((ask) => systems.filter((system) => has(system, ask)).map((system) => ({ ask, systems: [system] })));
}
