import { NO_FACTS, type Facts, type SystemWarning, type TopBounds } from '../compile/facts';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf, type Matcher } from '../promql/matcher';
import type { DetectedSystem } from '../vocabularies/detect';
import type { MeasureId } from '../vocabularies/measures';
import { DIMENSIONS, emittedLabel, seriesOf, sourceOf, type Source, type Vocabulary } from '../vocabularies/vocabulary';
import { quoted } from './foreignText';
import { instantQuery, type PrometheusProbe, type Sample } from './prometheus';

/** One thing to find out about a system's series: a question whose answer is small however many series there are. */
interface Look {
  ask(vocabulary: Vocabulary, jobs: Matcher): Expression | undefined;
  read(vocabulary: Vocabulary, samples: readonly Sample[]): Partial<Facts>;
}

/**
 * What a system's series say of its figures: one question each for a label whose values are requests, for counters that
 * bounce between workers, for budgets without a limit, and for the top buckets of its histograms. What cannot be asked
 * warns of nothing.
 * @param time in Unix seconds; now where it is absent
 */
export async function factsOf(
  probe: PrometheusProbe,
  { vocabulary, jobs }: DetectedSystem,
  closed?: AbortSignal,
  time?: number
): Promise<Facts> {
  const found = await Promise.all(
    LOOKS.map(async ({ ask, read }) => {
      const question = ask(vocabulary, anyOf('job', jobs));
      const outcome = question && (await instantQuery(probe, question, closed, time));
      return outcome?.kind === 'ok' ? read(vocabulary, outcome.value) : NO_FACTS;
    })
  );
  return {
    warnings: found.flatMap(({ warnings = [] }) => warnings),
    topBounds: Object.assign({}, ...found.map(({ topBounds }) => topBounds)),
  };
}

/** The counter that every call moves, under its first name in use. */
export function requestsOf(vocabulary: Vocabulary): string | undefined {
  const source = sourceOf(vocabulary, 'requests');
  return source.kind === 'counter' ? source.series[0].metric[0] : undefined;
}

/** A metric's name without what tells a counter from a histogram. */
const familyOf = (metric: string) => metric.replace(/_(total|count|sum|bucket)$/, '');

const measuresWhere = ({ measures }: Vocabulary, holds: (source: Source) => boolean): MeasureId[] =>
  (Object.entries(measures) as Array<[MeasureId, Source | { kind: 'absent' }]>).flatMap(([measure, source]) =>
    source.kind !== 'absent' && holds(source) ? [measure] : []
  );

/** So many series with one request each, and nearly all of them: no calls of different kinds look like that. */
const FEW_SERIES = 50;
const NEARLY_ALL = 0.9;
const LOOKED_AT = 20;
const WHAT = 'looked_for';

const perRequestLabel: Look = {
  ask: (vocabulary, jobs) => {
    const metric = requestsOf(vocabulary);
    if (metric === undefined) {
      return undefined;
    }
    const all = promql.select(metric, [jobs]);
    const once = promql.equal(all, promql.number(1));
    const counted = (what: string, inner: Expression) =>
      promql.labelReplace(promql.count([], inner), WHAT, what, '', '');
    return promql.firstOf([counted('all', all), counted('once', once), promql.bottomk(LOOKED_AT, [], once)]);
  },
  read: (vocabulary, samples) => {
    const counted = (what: string) => samples.find(({ metric }) => metric[WHAT] === what)?.value ?? 0;
    const labels = onePerSeries(
      vocabulary,
      samples.filter(({ metric }) => metric[WHAT] === undefined)
    );
    const [all, metric] = [counted('all'), requestsOf(vocabulary) ?? ''];
    if (all < FEW_SERIES || counted('once') < NEARLY_ALL * all || labels.length === 0) {
      return {};
    }
    const names = labels.map(quoted).join(', ');
    const warning: SystemWarning = {
      kind: 'per-request-label',
      seen: `nearly all of the ${all} series of ${metric} have counted one request: each has a value of its own of ${names}`,
      cause:
        'A series that begins at 1 and stays there has no rate: rates, ratios and percentiles are empty or far too low, and Prometheus keeps a series for each request.',
      fix: WITHOUT_LABEL[vocabulary.instrumentation](names, metric),
      about: measuresWhere(vocabulary, (source) =>
        seriesOf(source).some(({ metric: [name] }) => familyOf(name) === familyOf(metric))
      ),
    };
    return { warnings: [warning] };
  },
};

const WITHOUT_LABEL: Record<Vocabulary['instrumentation'], (labels: string, metric: string) => string> = {
  prometheus_client: (labels, metric) =>
    `Take ${labels} off ${metric} where it is defined: such values belong in logs and traces.`,
  exporter: (labels, metric) => `Turn ${labels} off in what writes ${metric}: such values belong in logs and traces.`,
  opentelemetry: (labels, metric) =>
    `In the SDK, register a view of ${familyOf(metric)} whose attribute filter leaves ${labels} out: such values belong in logs and traces.`,
};

/** What is written by Prometheus, and not by the system. */
const OF_THE_TARGET: readonly string[] = ['__name__', 'job', 'instance', 'le'];

/** The labels beyond those of the vocabulary that differ from each series to the next. */
function onePerSeries(vocabulary: Vocabulary, samples: readonly Sample[]): string[] {
  const known = new Set([...OF_THE_TARGET, ...DIMENSIONS.map((dimension) => emittedLabel(vocabulary, dimension))]);
  const labels = new Set(samples.flatMap(({ metric }) => Object.keys(metric)));
  return [...labels]
    .filter((label) => !known.has(label))
    .filter((label) => new Set(samples.map(({ metric }) => metric[label])).size === samples.length)
    .sort();
}

const WITHIN = { window: '15m', minutes: 15 };

/** A process that is restarted time and again does not come to as many: it is held back longer each time. */
const BOUNCES = 5;

const bouncingCounters: Look = {
  ask: (vocabulary, jobs) => {
    const metric = requestsOf(vocabulary);
    return metric === undefined
      ? undefined
      : promql.topk(3, [], promql.max(['job', 'instance'], promql.resets(metric, [jobs], WITHIN.window)));
  },
  read: (vocabulary, samples) => {
    const bouncing = samples.filter(({ value }) => value >= BOUNCES);
    const [worst] = bouncing;
    if (worst === undefined) {
      return {};
    }
    const targets = bouncing.map(({ metric: { job = '', instance = '' } }) => quoted(instance === '' ? job : instance));
    const warning: SystemWarning = {
      kind: 'counters-bounce',
      seen: `counters of ${targets.join(', ')} fell ${worst.value} times in ${WITHIN.minutes} minutes`,
      cause:
        'Several workers answer behind one port, each with counters of its own, and each scrape meets another one: rates are far too high. A process that starts over and over looks the same.',
      fix: 'Have the workers share their counters (PROMETHEUS_MULTIPROC_DIR in Python), or give each a port of its own and scrape them all.',
      about: measuresWhere(vocabulary, ({ kind }) => kind !== 'gauge'),
    };
    return { warnings: [warning] };
  },
};

const BUDGETS: readonly MeasureId[] = ['budget', 'budgetRemaining'];

const budgetsWithoutLimit: Look = {
  ask: (vocabulary, jobs) => {
    const names = BUDGETS.flatMap((measure) => {
      const source = sourceOf(vocabulary, measure);
      return source.kind === 'gauge' ? [source.series[0].metric[0]] : [];
    });
    return names.length === 0
      ? undefined
      : promql.count(['__name__'], promql.infinite(promql.selectNames(names, [jobs])));
  },
  read: (_, samples) => {
    const found = samples.flatMap(({ metric: { __name__ }, value }) =>
      __name__ === undefined ? [] : `${value} series of ${__name__}`
    );
    return found.length === 0
      ? {}
      : {
          warnings: [
            {
              kind: 'no-limit',
              seen: `${found.join(' and ')} are +Inf`,
              cause: 'A budget of +Inf stands for no limit: there is no share of it, and it is left out.',
              fix: 'Set a largest budget where there should be one.',
              about: BUDGETS,
            },
          ],
        };
  },
};

const topBuckets: Look = {
  ask: (vocabulary, jobs) => {
    const names = [...bucketsOf(vocabulary).keys()];
    return names.length === 0 ? undefined : promql.count(['__name__', 'le'], promql.selectNames(names, [jobs]));
  },
  read: (vocabulary, samples) => {
    const measures = bucketsOf(vocabulary);
    const bounds = new Map<MeasureId, number[]>();
    measures.forEach((ids, name) => {
      const tops = topsOf(samples.filter(({ metric }) => metric.__name__ === name));
      ids.forEach((id) => bounds.set(id, tops));
    });
    return { topBounds: Object.fromEntries([...bounds].filter(([, tops]) => tops.length > 0)) as TopBounds };
  },
};

/** The name of each classic histogram's buckets -> the measures that it feeds. */
function bucketsOf(vocabulary: Vocabulary): Map<string, MeasureId[]> {
  const found = new Map<string, MeasureId[]>();
  measuresWhere(vocabulary, (source) => source.kind === 'histogram' && !source.native).forEach((measure) => {
    const source = sourceOf(vocabulary, measure);
    const name = source.kind === 'histogram' ? `${source.series[0].metric[0]}_bucket` : '';
    found.set(name, [...(found.get(name) ?? []), measure]);
  });
  return found;
}

/** The finite bounds that are the last of some series: there are fewer series with the next one. */
function topsOf(samples: readonly Sample[]): number[] {
  const counts = new Map<number, number>();
  samples.forEach(({ metric: { le }, value }) => {
    const bound = Number(le);
    return Number.isFinite(bound) && counts.set(bound, (counts.get(bound) ?? 0) + value);
  });
  const bounds = [...counts.keys()].sort((one, other) => one - other);
  const series = (bound: number | undefined) => (bound === undefined ? 0 : (counts.get(bound) ?? 0));
  return bounds.filter((bound, index) => series(bounds[index + 1]) < series(bound));
}

const LOOKS: readonly Look[] = [perRequestLabel, bouncingCounters, budgetsWithoutLimit, topBuckets];
