import { concatMap, from, lastValueFrom, toArray } from 'rxjs';
import type { SystemWarning, WarningKind } from '../compile/facts';
import type { DetectedSystem, Overrules } from '../vocabularies/detect';
import type { Presence } from '../vocabularies/presence';
import { KNOWN } from '../vocabularies/vocabularies';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { metricsOfLastDay, presentMetrics, scrapedJobs, systemsIn } from './detectSystems';
import { factsOf } from './facts';
import { fromFailure, type Finding, type FindingState } from './finding';
import { quoted } from './foreignText';
import { explain, type Outcome } from './outcome';
import type { SystemUnderCheck } from './panelPlan';
import type { PrometheusProbe, Target } from './prometheus';
import { targetDown, targetHealth, type TargetHealth } from './targets';

/** What one Prometheus has of LLM systems. */
export interface MetricsSeen {
  /** The data source, its systems and its targets. */
  findings: Finding[];
  systems: SystemUnderCheck[];
  targets: TargetHealth;
}

export interface LookOptions {
  vocabularies?: readonly Vocabulary[];
  /** Which systems jobs belong to, where a person says so. */
  overrules?: Overrules;
  /** Ends the look when a page closes: its promise then rejects. */
  closed?: AbortSignal;
}

/** Which systems there are, whether their targets are up, and what their series say of their figures. */
export async function lookAtMetrics(
  probe: PrometheusProbe,
  { vocabularies = KNOWN, overrules, closed }: LookOptions = {}
): Promise<MetricsSeen> {
  const now = await presentMetrics(probe, vocabularies, closed);
  if (now.kind !== 'ok' && now.kind !== 'empty') {
    return { findings: [fromFailure('problem', SUBJECT, now.kind, explain(now))], systems: [], targets: NO_TARGETS };
  }
  const health = await targetHealth(probe, closed);
  const targets = health.kind === 'ok' ? health.value : NO_TARGETS;
  const presence = await withDeadJobs(probe, vocabularies, now.kind === 'ok' ? now.value : new Map(), targets, closed);
  const systems = await systemsIn(probe, presence, vocabularies, closed, overrules);
  const down = targets.down.map((target) => targetDown(target, systemOf(systems, target)));
  if (systems.length === 0) {
    const empty = explain({ kind: 'empty', asked: probe.name, said: await scrapedJobs(probe, closed) });
    return { findings: [fromFailure('problem', SUBJECT, 'empty', empty), ...down], systems: [], targets };
  }
  const checked = await underCheck(probe, systems, vocabularies, closed);
  return {
    findings: [
      answers(probe),
      ...systems.map(detected),
      ...targetsUnknown(health),
      ...down,
      ...checked.flatMap(({ declared, facts }) => facts.warnings.map(warned(declared))),
    ],
    systems: checked,
    targets,
  };
}

const NO_TARGETS: TargetHealth = { down: [], deadJobs: new Set() };

/** What the findings about the data source itself are about. */
const SUBJECT = 'Prometheus';

const answers = ({ name }: PrometheusProbe): Finding => ({
  state: 'ok',
  reason: 'answers',
  subject: SUBJECT,
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
