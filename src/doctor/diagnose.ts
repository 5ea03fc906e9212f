import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import type { DashboardDefinition } from '../definitions/dashboard';
import type { Expression } from '../promql/expression';
import type { DetectedSystem, Overrules } from '../vocabularies/detect';
import { MEASURES, type MeasureId } from '../vocabularies/measures';
import { KNOWN } from '../vocabularies/vocabularies';
import type { Vocabulary, VocabularyId } from '../vocabularies/vocabulary';
import { expectationOf } from './expectations';
import { countStates, type Finding, type FindingState } from './finding';
import { judgePanel, type PanelFinding } from './judge';
import { lookAtMetrics } from './metrics';
import type { Outcome } from './outcome';
import { planPanels, trafficQuery, type PanelPlan, type SystemUnderCheck } from './panelPlan';
import { instantQuery, type PrometheusProbe, type Sample } from './prometheus';
import { targetDown, type TargetHealth } from './targets';

/** What the doctor found out about one Prometheus. */
export interface Diagnosis {
  /** The URL or the data source's name. */
  asked: string;
  /** The range of `rate` that panels were asked with, such as `5m`. */
  window: string;
  /** The data source, its systems and its targets. */
  findings: Finding[];
  systems: SystemDiagnosis[];
  /** Titles of known systems that are not there, next to those that are. */
  notSeen: string[];
}

/** One system that is there, and each panel of its dashboards. */
export interface SystemDiagnosis {
  id: VocabularyId;
  title: string;
  jobs: readonly string[];
  panels: PanelFinding[];
}

export interface DiagnoseOptions {
  vocabularies?: readonly Vocabulary[];
  dashboards?: readonly DashboardDefinition[];
  /** Which systems jobs belong to, where a person says so. */
  overrules?: Overrules;
  /** Literal, such as `5m`. */
  window?: string;
  /** Ends the diagnosis when a page closes: its promise then rejects. */
  closed?: AbortSignal;
}

/** How many questions are under way at a time. */
const AT_A_TIME = 6;

/** Looks at everything that a Prometheus must have for the dashboards to show data. Rejects only when `closed` ends it. */
export async function diagnose(
  probe: PrometheusProbe,
  {
    vocabularies = KNOWN,
    dashboards = Object.values(DASHBOARDS),
    overrules,
    window = '5m',
    closed,
  }: DiagnoseOptions = {}
): Promise<Diagnosis> {
  const { findings, systems, targets } = await lookAtMetrics(probe, { vocabularies, overrules, closed });
  return {
    asked: probe.name,
    window,
    findings,
    systems: await diagnoseSystems(probe, systems, { dashboards, window, closed, targets }),
    notSeen: systems.length === 0 ? [] : titlesWithout(vocabularies, systems),
  };
}

const titlesWithout = (vocabularies: readonly Vocabulary[], systems: readonly DetectedSystem[]) => [
  ...new Set(
    vocabularies.filter(({ id }) => !systems.some(({ vocabulary }) => vocabulary.id === id)).map(({ title }) => title)
  ),
];

type Circumstances = Required<Pick<DiagnoseOptions, 'dashboards' | 'window'>> & {
  targets: TargetHealth;
  closed?: AbortSignal;
};

async function diagnoseSystems(
  probe: PrometheusProbe,
  checked: readonly SystemUnderCheck[],
  { dashboards, window, targets, closed }: Circumstances
): Promise<SystemDiagnosis[]> {
  const plans = checked.map((system) => planPanels(system, dashboards, window));
  const answers = await askAll(probe, questions(checked, plans.flat(), window), closed);
  return checked.map((system, index) => {
    const evidence = { answers, window, dead: deadTargets(system, targets) };
    return {
      id: system.declared.id,
      title: system.declared.title,
      jobs: system.jobs,
      panels: (plans[index] ?? []).map((plan) => judgePanel(plan, evidence)),
    };
  });
}

/** Each expression that somebody wants to know, once. */
function questions(systems: readonly SystemUnderCheck[], plans: readonly PanelPlan[], window: string): Expression[] {
  const asks = plans.flatMap((plan) => plan.asks);
  const measures = Object.keys(MEASURES) as MeasureId[];
  const signals = new Set(measures.map((measure) => expectationOf(measure).traffic));
  return [
    ...new Set([
      ...asks.flatMap((ask) => (ask.kind === 'query' ? ask.queries : [])),
      ...systems.flatMap((system) => [...signals].flatMap((signal) => trafficQuery(system, signal, window) ?? [])),
    ]),
  ];
}

async function askAll(probe: PrometheusProbe, expressions: readonly Expression[], closed?: AbortSignal) {
  const ask = async (expression: Expression): Promise<[string, Outcome<Sample[]>]> => [
    expression,
    await instantQuery(probe, expression, closed),
  ];
  return new Map(await lastValueFrom(from(expressions).pipe(mergeMap(ask, AT_A_TIME), toArray())));
}

/** The targets of a system that has none that is up. */
const deadTargets = ({ jobs, declared }: SystemUnderCheck, { down, deadJobs }: TargetHealth): Finding[] =>
  jobs.every((job) => deadJobs.has(job))
    ? down.filter(({ job }) => jobs.includes(job)).map((target) => targetDown(target, declared.title))
    : [];

/** How many findings there are of each state, panels and all. */
export const countFindings = ({ findings, systems }: Diagnosis): Record<FindingState, number> =>
  countStates([...findings, ...systems.flatMap(({ panels }) => panels)]);
