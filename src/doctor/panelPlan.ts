import { missing, type Missing } from '../signals/missing';
import type { Facts } from '../compile/facts';
import { compilePanel } from '../compile/panel';
import { concerns, type Ask, type DashboardDefinition, type PanelDefinition } from '../definitions/dashboard';
import type { Expression } from '../promql/expression';
import { anyOf } from '../promql/matcher';
import type { Budgets } from '../signals/scope';
import { SIGNALS, type SignalId } from '../signals/signals';
import type { DetectedSystem } from '../vocabularies/detect';
import type { MeasureId } from '../vocabularies/measures';
import { sourceOf, type Vocabulary } from '../vocabularies/vocabulary';

/** A system that is there, next to what its vocabulary declares. */
export interface SystemUnderCheck extends DetectedSystem {
  declared: Vocabulary;
  /** What its series say of its figures. */
  facts: Facts;
}

/** What one ask of a panel comes to: a query, or what keeps it from being one. */
export type AskPlan =
  | { kind: 'query'; ask: Ask; queries: Expression[] }
  | { kind: 'not-emitted'; ask: Ask; missing: Missing }
  | { kind: 'metric-absent' | 'label-absent'; ask: Ask; measure: MeasureId; missing: Missing };

/** A panel of a system's dashboard, ready to be asked. */
export interface PanelPlan {
  system: SystemUnderCheck;
  dashboard: DashboardDefinition;
  panel: PanelDefinition;
  asks: AskPlan[];
}

/** The panels that a system's dashboards have; one that the system can never fill and that is left out then is not among them. */
export function planPanels(
  system: SystemUnderCheck,
  dashboards: readonly DashboardDefinition[],
  window: string
): PanelPlan[] {
  return dashboards
    .flatMap((dashboard) =>
      dashboard.rows
        .filter((row) => concerns(row, system.vocabulary))
        .flatMap(({ panels }) => panels.map((panel) => ({ dashboard, panel })))
    )
    .map(({ dashboard, panel }) => ({
      system,
      dashboard,
      panel,
      asks: panel.asks
        .map((ask) => planAsk(panel, ask, system, window))
        .filter(({ ask, kind }) => !(ask.optional && kind === 'not-emitted')),
    }))
    .filter(({ panel, asks }) => panel.whenMissing === 'explain' || asks.some(({ kind }) => kind !== 'not-emitted'));
}

/** Whether a budget is set is no question of the data: it is asked whether there is a spend to hold against it. */
const ANY_BUDGET = { daily: 1, monthly: 1 } satisfies Budgets;

function planAsk(panel: PanelDefinition, ask: Ask, system: SystemUnderCheck, window: string): AskPlan {
  const signal = SIGNALS[ask.signal];
  const never = missing(system.declared, signal, ask.by, ANY_BUDGET);
  if (never) {
    return { kind: 'not-emitted', ask, missing: never };
  }
  const lacking = missing(system.vocabulary, signal, ask.by, ANY_BUDGET);
  if (lacking) {
    const absent = signal.needs.find((measure) => sourceOf(system.vocabulary, measure).kind === 'absent');
    return absent === undefined
      ? { kind: 'label-absent', ask, measure: signal.needs[0], missing: lacking }
      : { kind: 'metric-absent', ask, measure: absent, missing: lacking };
  }
  return { kind: 'query', ask, queries: queriesOf({ ...panel, asks: [ask] }, system, window) };
}

function queriesOf(panel: PanelDefinition, { vocabulary, jobs }: DetectedSystem, window: string): Expression[] {
  const system = { vocabulary, jobs: anyOf('job', jobs), budgets: ANY_BUDGET };
  const view = { systems: [system] as const, select: {}, window, path: '' };
  const compiled = compilePanel(panel, view);
  return compiled?.kind === 'panel' ? compiled.queries.map(({ expr }) => expr) : [];
}

/** The query that says whether a system has anything to measure; undefined where it cannot be asked. */
export function trafficQuery(system: DetectedSystem, traffic: SignalId, window: string): Expression | undefined {
  const { vocabulary, jobs } = system;
  return missing(vocabulary, SIGNALS[traffic], [])
    ? undefined
    : SIGNALS[traffic].expression(vocabulary, { jobs: anyOf('job', jobs), select: {}, by: [], window });
}
