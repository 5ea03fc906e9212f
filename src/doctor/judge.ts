import { inTopBucket, topBoundsOf } from '../compile/warnings';
import { titleOf, type Ask } from '../definitions/dashboard';
import type { Signal } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import type { DetectedSystem } from '../vocabularies/detect';
import { sourceOf } from '../vocabularies/vocabulary';
import { expectationOf } from './expectations';
import { worstOf, type Finding, type FindingState } from './finding';
import { explain, type Failure, type FailureKind, type Outcome } from './outcome';
import { trafficQuery, type AskPlan, type PanelPlan } from './panelPlan';
import type { Sample } from './prometheus';
import { namesOf, reading } from './reading';

/** What a panel is judged by, once every question has been asked. */
export interface Evidence {
  /** How each expression ended. */
  answers: ReadonlyMap<string, Outcome<Sample[]>>;
  /** The range of `rate`, such as `5m`. */
  window: string;
  /** The system's targets that are down, where none of its targets is up; else empty. */
  dead: readonly Finding[];
}

/** A finding about one panel of one system's dashboard. */
export interface PanelFinding extends Finding {
  /** The dashboard's title for this system. */
  dashboard: string;
  /** The panel's fixed id. */
  panel: string;
}

type Verdict = Omit<Finding, 'subject'>;

/** Says whether a panel has data, and if not why. The worst of what it shows decides. */
export function judgePanel(plan: PanelPlan, evidence: Evidence): PanelFinding {
  const { system, dashboard, panel, asks } = plan;
  const fillable = asks.filter(({ kind }) => kind !== 'not-emitted');
  const shown = fillable.length === 0 ? asks : fillable;
  const verdicts = shown.map((ask) => judgeAsk(ask, plan, evidence));
  const state = worstOf(verdicts.map((verdict) => verdict.state));
  const worst = verdicts.filter((verdict) => verdict.state === state);
  return {
    state,
    reason: worst[0]?.reason ?? 'not-emitted',
    subject: panel.title,
    seen: seenTogether(verdicts.map(({ seen }, index) => ({ name: shown[index]?.ask.name ?? '', seen }))),
    cause: together(worst.map(({ cause }) => cause)),
    fix: together(worst.map(({ fix }) => fix)),
    dashboard: titleOf(dashboard, system.declared),
    panel: panel.id,
  };
}

/** Named where a panel shows several things, and they differ. */
function seenTogether(parts: ReadonlyArray<{ name: string; seen: string }>): string {
  const [first, ...more] = new Set(parts.map(({ seen }) => seen));
  return more.length === 0 ? (first ?? '') : parts.map(({ name, seen }) => `${name} ${seen}`).join(', ');
}

const together = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '').join(' ');

function judgeAsk(plan: AskPlan, about: PanelPlan, evidence: Evidence): Verdict {
  if (plan.kind === 'query') {
    return judgeQuery(plan, about, evidence);
  }
  const { why, howToEmit, system } = plan.missing;
  if (plan.kind === 'not-emitted') {
    return { state: 'ok', reason: 'not-emitted', seen: `not emitted by ${system}`, cause: why, fix: howToEmit };
  }
  const { mayBeAbsent, optional } = expectationOf(plan.measure);
  const excused = mayBeAbsent !== undefined && plan.kind === 'metric-absent';
  const leftOut = about.panel.whenMissing === 'omit';
  const fault = excused || leftOut ? 'warning' : 'problem';
  return {
    state: optional && leftOut ? 'ok' : fault,
    reason: plan.kind,
    seen: plan.kind === 'metric-absent' ? 'no metric' : 'no label',
    cause: together([why, excused ? mayBeAbsent : 'The instrumentation, or this version of it, does not write it.']),
    fix: howToEmit,
  };
}

/** A question that failed says something about the server, except where it refused this very question. */
const STATE_OF_FAILURE: Record<FailureKind, FindingState> = {
  empty: 'warning',
  unauthorised: 'unknown',
  forbidden: 'unknown',
  'not-found': 'unknown',
  rejected: 'problem',
  'too-much': 'problem',
  unhealthy: 'unknown',
  'timed-out': 'unknown',
  unreachable: 'unknown',
  malformed: 'unknown',
};

function judgeQuery(plan: AskPlan & { kind: 'query' }, about: PanelPlan, evidence: Evidence): Verdict {
  const outcomes = plan.queries.flatMap((query) => evidence.answers.get(query) ?? []);
  const failure = outcomes.find((outcome): outcome is Failure => outcome.kind !== 'ok' && outcome.kind !== 'empty');
  if (failure) {
    const { what, cause, fix } = explain(failure);
    return { state: STATE_OF_FAILURE[failure.kind], reason: failure.kind, seen: what, cause, fix };
  }
  const samples = outcomes.flatMap(numbersOf);
  const { unit }: Signal = SIGNALS[plan.ask.signal];
  if (samples.length === 0) {
    return withoutData(plan, about, evidence);
  }
  const bounds = topBoundsOf(SIGNALS[plan.ask.signal], about.system.facts);
  const pinned = bounds.filter((bound) => samples.some(({ value }) => value === bound));
  if (pinned.length > 0) {
    const { kind, ...text } = inTopBucket(about.system.vocabulary, plan.ask, pinned);
    return { state: 'warning', reason: kind, ...text };
  }
  const names = about.asks.length === 1 ? namesOf(samples) : '';
  return { state: 'ok', reason: 'has-data', seen: `${reading(samples, unit)}${names}`, cause: '', fix: '' };
}

const numbersOf = (outcome: Outcome<Sample[]> | undefined) =>
  outcome?.kind === 'ok' ? outcome.value.filter(({ value }) => Number.isFinite(value)) : [];

function withoutData({ ask }: AskPlan, { system }: PanelPlan, { answers, window, dead }: Evidence): Verdict {
  const [down] = dead;
  if (down) {
    const { cause, fix } = down;
    const seen = 'no value, because no target is up';
    return { state: 'problem', reason: 'target-down', seen, cause: `${down.subject} is ${down.seen}. ${cause}`, fix };
  }
  const { needs }: Signal = SIGNALS[ask.signal];
  const { traffic, nothingCounted } = expectationOf(needs[0]);
  const query = trafficQuery(system, traffic, window);
  const [rate] = query === undefined ? [] : numbersOf(answers.get(query));
  if (query !== undefined && rate === undefined) {
    return {
      state: 'warning',
      reason: 'too-few-samples',
      seen: 'no value',
      cause: `Prometheus has the metric, and fewer than two scrapes of it in the last ${window}: it was started just now, or is scraped less often.`,
      fix: 'Wait for the next scrapes, or look at a longer window.',
    };
  }
  if (rate?.value === 0) {
    return {
      state: 'warning',
      reason: 'no-traffic',
      seen: 'no value',
      cause: `Prometheus has the metric, and counted no request in the last ${window}.`,
      fix: 'Send a request, or look at a longer window.',
    };
  }
  if (nothingCounted !== undefined) {
    return { state: 'ok', reason: 'nothing-counted', seen: `no value: ${nothingCounted}`, cause: '', fix: '' };
  }
  return { state: 'warning', reason: 'no-matching-series', seen: 'no value', ...noMatch(system, ask) };
}

/** The metric is there, there is traffic, and still the panel's conditions match nothing. */
function noMatch({ vocabulary }: DetectedSystem, { signal }: Ask): Pick<Verdict, 'cause' | 'fix'> {
  const { title, needs }: Signal = SIGNALS[signal];
  const source = sourceOf(vocabulary, needs[0]);
  const metric = source.kind === 'absent' ? title : source.series[0].metric[0];
  return source.kind === 'histogram'
    ? {
        cause: `${metric} has no bucket that ends where "${title}" looks.`,
        fix: 'Add that bound to the buckets of the histogram.',
      }
    : {
        cause: `${metric} has no series with the label values that "${title}" reads.`,
        fix: "Open the panel's query in Explore, and compare its conditions with the metric's labels.",
      };
}
