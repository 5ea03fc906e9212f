import {
  promisedLatency,
  recordedDimensions,
  recordedMeasures,
  recordedSource,
  RECORDED_VOCABULARIES,
} from '../definitions/recordings';
import type { PriceBook } from '../pricing/lookUp';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { fingerprint } from '../json/fingerprint';
import { anyOf, differs, equals, type Matcher } from '../promql/matcher';
import { bucketOf, histogramBuckets, TOP_BUCKET } from '../signals/buckets';
import { counterRate, gaugeMean, histogramCount, histogramSum } from '../signals/read';
import {
  ANY_JOB,
  EVALUATED,
  JOBS,
  PROMISED_ATTEMPTS,
  PROMISED_FAILURES,
  recordedAs,
  recordedName,
  RULES,
  SEEN,
  SYSTEM_LABEL,
  TIERS,
  type TierId,
} from '../signals/recorded';
import type { Scope } from '../signals/scope';
import type { MeasureId } from '../vocabularies/measures';
import { suffixed } from '../vocabularies/sources';
import { sourceOf, type Series, type Source, type Vocabulary } from '../vocabularies/vocabulary';
import { canonical } from './canonical';
import { costRules, priceRules } from './costRules';
import type { RecordingGroup, RecordingRule } from './recordingRule';

/** A job stays its system's for a day after its metrics are gone: that its targets are down is to be recorded, too. */
const REMEMBERED = '1d';

const at = (name: string, kind: 'rate' | 'avg', tier: TierId) => `${name}:${recordedAs(kind, tier)}`;

const SHORTEST: TierId = '5m';

/** Every recording rule, in groups; the shorter windows first, because the longer ones are made from them. */
export function toRecordingRules(book: PriceBook): RecordingGroup[] {
  const [first, ...rest] = groupsOf(book);
  return [{ ...first, rules: [...first.rules, versionRule([first, ...rest])] }, ...rest];
}

/** What all the others say, as one label: it tells a file of another version from this one, whoever narrowed its jobs. */
const versionRule = (groups: readonly RecordingGroup[]): RecordingRule => ({
  record: RULES,
  expr: promql.vector(promql.number(1)),
  labels: { version: fingerprint(JSON.stringify(groups)) },
});

function groupsOf(book: PriceBook): [RecordingGroup, ...RecordingGroup[]] {
  const ofVocabulary = RECORDED_VOCABULARIES.map((vocabulary) => ({
    name: `llm-${vocabulary.id}-${SHORTEST}`,
    interval: TIERS[SHORTEST].every,
    rules: [...recordedMeasures(vocabulary).flatMap((id) => measureRules(vocabulary, id)), ...costRules(vocabulary)],
  }));
  const names = [...new Set(ofVocabulary.flatMap(({ rules }) => rules.map(({ record }) => record)))];
  return [
    { name: 'llm-jobs', interval: TIERS[SHORTEST].every, rules: jobRules() },
    { name: 'llm-prices', interval: TIERS[SHORTEST].every, rules: priceRules(book) },
    ...ofVocabulary,
    { name: 'llm-availability', interval: TIERS[SHORTEST].every, rules: availabilityRules(SHORTEST) },
    {
      name: 'llm-1h',
      interval: TIERS['1h'].every,
      rules: [...tierRules([at(JOBS, 'avg', SHORTEST), ...names], '1h'), ...promiseRules()],
    },
    {
      name: 'llm-1d',
      interval: TIERS['1d'].every,
      rules: [
        ...tierRules([at(JOBS, 'avg', SHORTEST), ...names], '1d'),
        ...PROMISES.map((name) => longer(at(name, 'rate', '1h'), '1h', '1d', '1d')),
        ...PROMISES.map((name) => longer(at(name, 'rate', '1d'), '1d', '30d', '30d')),
      ],
    },
  ];
}

/** Which system a job belongs to: the first that it gives evidence of, as where the app looks for systems. */
function jobRules(): RecordingRule[] {
  const seen = RECORDED_VOCABULARIES.map(({ id, evidence }, index): RecordingRule => {
    const [first, ...rest] = evidence.map(({ metric, labels }) => {
      const matchers = [ANY_JOB, ...labels.map((label) => differs(label, ''))];
      return promql.group(
        ['job'],
        metric.length === 1 ? promql.select(metric[0], matchers) : promql.selectNames(metric, matchers)
      );
    });
    const claimed = promql.firstOf([first as Expression, ...rest]);
    const before = RECORDED_VOCABULARIES.slice(0, index).map((vocabulary) => vocabulary.id);
    return {
      record: at(SEEN, 'avg', SHORTEST),
      expr:
        before.length === 0
          ? claimed
          : promql.unlessOn(['job'], claimed, promql.select(at(SEEN, 'avg', SHORTEST), [anyOf(SYSTEM_LABEL, before)])),
      labels: { [SYSTEM_LABEL]: id },
    };
  });
  const now = promql.select(at(SEEN, 'avg', SHORTEST), []);
  const before = promql.maxOver(at(SEEN, 'avg', SHORTEST), [], REMEMBERED);
  return [
    { record: at(EVALUATED, 'rate', SHORTEST), expr: promql.vector(promql.number(1)) },
    ...seen,
    { record: at(JOBS, 'avg', SHORTEST), expr: promql.or(now, promql.unlessOn(['job'], before, now)) },
  ];
}

/** What a measure of a system came to in the last minutes, brought to the names that all systems share. */
function measureRules(vocabulary: Vocabulary, measure: MeasureId): RecordingRule[] {
  const source = recordedSource(vocabulary, measure);
  if (!source) {
    return [];
  }
  const own = readings(vocabulary, measure, source);
  const other = insteadOf(source);
  const instead = other ? readings(vocabulary, measure, other) : [];
  return own.map(({ suffix, kind, expr }, index) => ({
    record: at(`${recordedName(measure)}${suffix}`, kind, SHORTEST),
    expr: promql.andOn(
      ['job'],
      orInstead(expr, source, instead[index]?.expr),
      promql.select(at(JOBS, 'avg', SHORTEST), [equals(SYSTEM_LABEL, vocabulary.id)])
    ),
    labels: { [SYSTEM_LABEL]: vocabulary.id },
  }));
}

/** The series that are read where a source's own are not there, as a source. */
function insteadOf(source: Source): Source | undefined {
  const [first] = source.series;
  return first.instead && { ...source, series: [first.instead] };
}

/** In jobs that have none of the source's own series, whatever they count, what is read instead. */
function orInstead(own: Expression, source: Source, instead: Expression | undefined): Expression {
  if (instead === undefined) {
    return own;
  }
  const there = promql.group(['job'], promql.selectNames(namesIn(source.kind, source.series[0]), [ANY_JOB]));
  return promql.or(own, promql.unlessOn(['job'], instead, there));
}

const namesIn = (kind: Source['kind'], { metric }: Series): readonly string[] =>
  kind === 'histogram' ? suffixed(metric, '_count') : metric;

/** One figure of a measure: a histogram has three. */
interface Figure {
  suffix: string;
  kind: 'rate' | 'avg';
  expr: Expression;
}

function readings(vocabulary: Vocabulary, measure: MeasureId, source: Source): Figure[] {
  const by = recordedDimensions(vocabulary, measure, source);
  const scope: Scope = { jobs: ANY_JOB, select: {}, by, keep: ['job'], window: SHORTEST };
  return figuresOf(vocabulary, source, scope, (suffix, kind, inner, more = []) => ({
    suffix,
    kind,
    expr: canonical(vocabulary, by, ['job', ...more], inner),
  }));
}

type MakeFigure = (suffix: string, kind: Figure['kind'], inner: Expression, more?: readonly string[]) => Figure;

function figuresOf(vocabulary: Vocabulary, source: Source, scope: Scope, rule: MakeFigure): Figure[] {
  switch (source.kind) {
    case 'counter':
      return [rule('', 'rate', counterRate(vocabulary, source, scope))];
    case 'histogram':
      return [
        rule('_bucket', 'rate', histogramBuckets(vocabulary, source, scope), ['le']),
        rule('_sum', 'rate', histogramSum(vocabulary, source, scope)),
        rule('_count', 'rate', histogramCount(vocabulary, source, scope)),
      ];
    case 'gauge': {
      // By instance, too: a level may be brought together by a mean or a maximum.
      const keep = scope.by.includes('instance') ? ['job'] : ['job', 'instance'];
      return [rule('', 'avg', gaugeMean(vocabulary, source, { ...scope, keep }), keep.slice(1))];
    }
  }
}

const isLevel = (name: string): boolean => name.endsWith(at('', 'avg', SHORTEST));

/**
 * Names of the shortest window, in a longer one. Levels are few, and each is made from the shortest: a mean of means of an hour
 * would show a level that falls, such as a budget, half an hour late.
 */
function tierRules(names: readonly string[], tier: TierId): RecordingRule[] {
  const { from = SHORTEST } = TIERS[tier];
  return [
    { record: at(EVALUATED, 'rate', tier), expr: promql.vector(promql.number(1)) },
    ...names.map((name) =>
      isLevel(name) ? longer(name, SHORTEST, tier, tier) : longer(name.replace(SHORTEST, from), from, tier, tier)
    ),
  ];
}

/**
 * The mean over a longer window. A rate is divided by the number of evaluations and not of its samples: a model that was first
 * called five minutes ago has five minutes' worth of an hour. A level is the mean of what there was of it.
 */
const longer = (name: string, from: TierId, to: string, window: string): RecordingRule => ({
  record: `${name.slice(0, -from.length)}${to}`,
  expr: name.endsWith(`:avg${from}`)
    ? promql.averageOver(name, [], window)
    : promql.divideInGroup(
        [],
        promql.sumOver(name, [], window),
        promql.countOver(at(EVALUATED, 'rate', from), [], window)
      ),
});

const PROMISE = {
  attempts: PROMISED_ATTEMPTS,
  failures: PROMISED_FAILURES,
  timed: recordedName('slaTimed'),
  withinBound: recordedName('slaWithinBound'),
};
const PROMISES = Object.values(PROMISE);

const BY_JOB = [SYSTEM_LABEL, 'job'];

const ofTier = (name: string, tier: TierId, more: readonly Matcher[] = []): Expression =>
  promql.select(at(recordedName(name), 'rate', tier), more);

/** Attempts and failures of a whole job; where nothing has failed yet, no failures are 0. */
function availabilityRules(tier: TierId): RecordingRule[] {
  const attempts = promql.sum(BY_JOB, ofTier('attempts', tier));
  const failures = promql.sum(BY_JOB, ofTier('failures', tier));
  return [
    { record: at(PROMISE.attempts, 'rate', tier), expr: attempts },
    {
      record: at(PROMISE.failures, 'rate', tier),
      expr: promql.or(failures, promql.multiply(attempts, promql.number(0))),
    },
  ];
}

/** Availability and the share of requests within the promised latency, numerators and denominators apart. */
function promiseRules(): RecordingRule[] {
  return [
    ...availabilityRules('1h'),
    ...RECORDED_VOCABULARIES.flatMap((vocabulary): RecordingRule[] => {
      const latency = sourceOf(vocabulary, 'latency');
      if (latency.kind !== 'histogram') {
        return [];
      }
      const bucket = (le: Matcher) => ofTier('latency_bucket', '1h', [equals(SYSTEM_LABEL, vocabulary.id), le]);
      const labels = { [SYSTEM_LABEL]: vocabulary.id };
      const within = bucket(bucketOf(latency, promisedLatency(vocabulary)));
      const timed = promql.sum(BY_JOB, promql.andIgnoring(['le'], bucket(TOP_BUCKET), within));
      return [
        { record: at(PROMISE.withinBound, 'rate', '1h'), expr: promql.sum(BY_JOB, within), labels },
        { record: at(PROMISE.timed, 'rate', '1h'), expr: timed, labels },
      ];
    }),
  ];
}
