import { concatMap, from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import type { SystemWarning, WarningKind } from '../compile/facts';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import type { DashboardDefinition } from '../definitions/dashboard';
import type { Expression } from '../promql/expression';
import type { DetectedSystem, Overrules } from '../vocabularies/detect';
import type { Presence } from '../vocabularies/presence';
import { MEASURES, type MeasureId } from '../vocabularies/measures';
import { KNOWN } from '../vocabularies/vocabularies';
import type { Vocabulary, VocabularyId } from '../vocabularies/vocabulary';
import { metricsOfLastDay, presentMetrics, scrapedJobs, systemsIn } from './detectSystems';
import { expectationOf } from './expectations';
import { factsOf } from './facts';
import { fromFailure, type Finding, type FindingState } from './finding';
import { quoted } from './foreignText';
import { judgePanel, type PanelFinding } from './judge';
import { explain, type Outcome } from './outcome';
import { planPanels, trafficQuery, type PanelPlan, type SystemUnderCheck } from './panelPlan';
import { instantQuery, type PrometheusProbe, type Sample, type Target } from './prometheus';
import { targetDown, targetHealth, type TargetHealth } from './targets';

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
  const nothing = { asked: probe.name, window, systems: [], notSeen: [] };
  const now = await presentMetrics(probe, vocabularies, closed);
  if (now.kind !== 'ok' && now.kind !== 'empty') {
    return { ...nothing, findings: [fromFailure('problem', PROMETHEUS, now.kind, explain(now))] };
  }
  const health = await targetHealth(probe, closed);
  const targets = health.kind === 'ok' ? health.value : NO_TARGETS;
  const presence = await withDeadJobs(probe, vocabularies, now.kind === 'ok' ? now.value : new Map(), targets, closed);
  const systems = await systemsIn(probe, presence, vocabularies, closed, overrules);
  const down = targets.down.map((target) => targetDown(target, systemOf(systems, target)));
  if (systems.length === 0) {
    const empty = explain({ kind: 'empty', asked: probe.name, said: await scrapedJobs(probe, closed) });
    return { ...nothing, findings: [fromFailure('problem', PROMETHEUS, 'empty', empty), ...down] };
  }
  const checked = await underCheck(probe, systems, vocabularies, closed);
  return {
    asked: probe.name,
    window,
    findings: [
      answers(probe),
      ...systems.map(detected),
      ...targetsUnknown(health),
      ...down,
      ...checked.flatMap(({ declared, facts }) => facts.warnings.map(warned(declared))),
    ],
    systems: await diagnoseSystems(probe, checked, { dashboards, window, closed, targets }),
    notSeen: titlesWithout(vocabularies, systems),
  };
}

const NO_TARGETS: TargetHealth = { down: [], deadJobs: new Set() };

/** What the findings about the data source itself are about. */
const PROMETHEUS = 'Prometheus';

const answers = ({ name }: PrometheusProbe): Finding => ({
  state: 'ok',
  reason: 'answers',
  subject: PROMETHEUS,
  seen: `${name} answers`,
  cause: '',
  fix: '',
});

const detected = ({ vocabulary, jobs }: DetectedSystem): Finding => ({
  state: 'ok',
  reason: 'detected',
  subject: vocabulary.title,
  seen: `detected in ${jobs.length === 1 ? 'job' : 'jobs'} ${jobs.map(quoted).join(', ')}`,
  cause: '',
  fix: '',
});

const targetsUnknown = (health: Outcome<TargetHealth>): Finding[] =>
  health.kind === 'ok' ? [] : [fromFailure('unknown', 'Targets', health.kind, explain(health))];

const systemOf = (systems: readonly DetectedSystem[], { job }: Target) =>
  systems.find(({ jobs }) => jobs.includes(job))?.vocabulary.title;

const titlesWithout = (vocabularies: readonly Vocabulary[], systems: readonly DetectedSystem[]) => [
  ...new Set(
    vocabularies.filter(({ id }) => !systems.some(({ vocabulary }) => vocabulary.id === id)).map(({ title }) => title)
  ),
];

/** Adds what jobs that are down had written before, so that their systems are known. */
async function withDeadJobs(
  probe: PrometheusProbe,
  vocabularies: readonly Vocabulary[],
  present: Presence,
  { deadJobs }: TargetHealth,
  closed?: AbortSignal
): Promise<Presence> {
  const lost = [...deadJobs].filter((job) => !present.has(job));
  if (lost.length === 0) {
    return present;
  }
  const past = await metricsOfLastDay(probe, vocabularies, lost, closed);
  return past.kind === 'ok' ? new Map([...present, ...past.value]) : present;
}

/** Each system with what is declared of it, and what its series say of its figures. */
const underCheck = (
  probe: PrometheusProbe,
  systems: readonly DetectedSystem[],
  vocabularies: readonly Vocabulary[],
  closed?: AbortSignal
): Promise<SystemUnderCheck[]> =>
  lastValueFrom(
    from(systems).pipe(
      concatMap(async (system) => ({
        ...system,
        declared: vocabularies.find(({ id }) => id === system.vocabulary.id) ?? system.vocabulary,
        facts: await factsOf(probe, system, closed),
      })),
      toArray()
    )
  );

/** No limit is nothing to mend. */
const STATE_OF_WARNING: Record<WarningKind, FindingState> = {
  'per-request-label': 'warning',
  'counters-bounce': 'warning',
  'top-bucket': 'warning',
  'long-context': 'ok',
  'no-limit': 'ok',
};

const warned =
  ({ title }: Vocabulary) =>
  ({ kind, seen, cause, fix }: SystemWarning): Finding => ({
    state: STATE_OF_WARNING[kind],
    reason: kind,
    subject: title,
    seen,
    cause,
    fix,
  });

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
export function countFindings({ findings, systems }: Diagnosis): Record<FindingState, number> {
  const counts: Record<FindingState, number> = { ok: 0, warning: 0, problem: 0, unknown: 0 };
  [...findings, ...systems.flatMap(({ panels }) => panels)].forEach(({ state }) => (counts[state] += 1));
  return counts;
}
