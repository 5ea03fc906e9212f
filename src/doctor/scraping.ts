import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf, equals } from '../promql/matcher';
import type { DetectedSystem } from '../vocabularies/detect';
import type { MetricsConnection } from './connection';
import { requestsOf } from './facts';
import { well, type Finding } from './finding';
import { quoted } from './foreignText';
import { activeTargets, instantQuery, type PrometheusProbe, type Sample } from './prometheus';

const SUBJECT = 'Scraping';

/** The range of `rate` in rules and in the terminal, in seconds: four scrapes have to fit in. */
const RATE_WINDOW_S = 300;
const SCRAPES_IN_WINDOW = 4;

/** What Grafana reckons with where its data source says nothing, in seconds. */
const GRAFANA_INTERVAL_S = 15;

/** A figure that is older than this is not of now. */
const STALE_S = 120;

/** So many series of one metric make every panel slow. */
const MANY_SERIES = 10_000;

/** How the systems are scraped: how old their newest samples are, how often, how often twice, and how many series they have. */
export async function checkScraping(
  { probe, name, set }: MetricsConnection,
  systems: readonly DetectedSystem[],
  closed?: AbortSignal
): Promise<Finding[]> {
  if (systems.length === 0) {
    return [];
  }
  const jobs = [...new Set(systems.flatMap((system) => [...system.jobs]))];
  const ask = async (question: Expression): Promise<readonly Sample[]> => {
    const outcome = await instantQuery(probe, question, closed);
    return outcome.kind === 'ok' ? outcome.value : [];
  };
  const up = promql.select('up', [anyOf('job', jobs)]);
  const byTarget = promql.count(['job', 'instance'], up);
  const [ages, twice, counts, intervals] = await Promise.all([
    ask(promql.subtract(promql.time(), promql.max(['job'], promql.timestamp(up)))),
    ask(promql.topk(1, [], promql.greater(byTarget, promql.number(1)))),
    ask(seriesOf(systems)),
    intervalsOf(probe, jobs, closed),
  ]);
  return [
    ...freshness(ages),
    ...rhythm(intervals, name, set?.scrapeInterval),
    ...(await seenTwice(twice, ask)),
    ...manySeries(counts),
  ];
}

/** The series of each system's counter of requests, by job. */
function seriesOf(systems: readonly DetectedSystem[]): Expression {
  const counts = systems.flatMap(({ vocabulary, jobs }) => {
    const metric = requestsOf(vocabulary);
    return metric === undefined ? [] : [promql.count(['job'], promql.select(metric, [anyOf('job', jobs)]))];
  });
  const [first = promql.none(), ...rest] = counts;
  return promql.firstOf([first, ...rest]);
}

const rounded = (seconds: number) => `${Math.round(seconds)} s`;

function freshness(ages: readonly Sample[]): Finding[] {
  const known = ages.filter(({ value }) => Number.isFinite(value));
  const [oldest] = [...known].sort((one, other) => other.value - one.value);
  if (oldest === undefined) {
    return [
      {
        state: 'unknown',
        reason: 'never-scraped',
        subject: SUBJECT,
        seen: 'no job of these systems has the series up',
        cause: 'Their metrics are pushed (OTLP or remote write), or they came in by a query of the past.',
        fix: 'Where they are pushed, watch what pushes them: nothing here can tell that it has stopped.',
      },
    ];
  }
  return oldest.value <= STALE_S
    ? [well('fresh', SUBJECT, `the newest samples are at most ${rounded(oldest.value)} old`)]
    : [
        {
          state: 'warning',
          reason: 'stale',
          subject: SUBJECT,
          seen: `the newest sample of job ${quoted(oldest.metric.job ?? '')} is ${rounded(oldest.value)} old`,
          cause: 'It is scraped rarely, Prometheus is behind, or the clocks of Prometheus and its storage differ.',
          fix: 'Compare the last scrape on the page Status, Targets of Prometheus, and the time of the machines.',
        },
      ];
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** A duration of Prometheus in seconds: `1m30s` is 90. */
export const secondsIn = (duration: string): number =>
  [...duration.matchAll(/(\d+)(ms|[smh])/g)].reduce(
    (sum, [, amount, unit = 's']) => sum + Number(amount) * (UNITS[unit] ?? 0),
    0
  );

/** Job -> how often its slowest target is scraped, as Prometheus writes it; empty where that is not told. */
async function intervalsOf(
  probe: PrometheusProbe,
  jobs: readonly string[],
  closed?: AbortSignal
): Promise<ReadonlyMap<string, string>> {
  const targets = await activeTargets(probe, closed);
  const slowest = new Map<string, string>();
  (targets.kind === 'ok' ? targets.value : []).forEach(({ job, interval = '' }) => {
    if (jobs.includes(job) && secondsIn(interval) > secondsIn(slowest.get(job) ?? '')) {
      slowest.set(job, interval);
    }
  });
  return slowest;
}

/** Whether rates have enough scrapes to be taken over. */
function rhythm(intervals: ReadonlyMap<string, string>, name: string, set: string | undefined): Finding[] {
  const [slowest] = [...intervals].sort(([, one], [, other]) => secondsIn(other) - secondsIn(one));
  if (slowest === undefined) {
    return [];
  }
  const [job, interval] = slowest;
  const seconds = secondsIn(interval);
  if (seconds * SCRAPES_IN_WINDOW > RATE_WINDOW_S) {
    return [
      {
        state: 'warning',
        reason: 'scrape-too-slow',
        subject: SUBJECT,
        seen: `job ${quoted(job)} is scraped every ${interval}`,
        cause: 'Rules take rates over 5m, in which fewer than four scrapes fit: rates have gaps and are late.',
        fix: 'Scrape it at least once a minute.',
        snippet: `scrape_configs:\n  - job_name: ${quoted(job)}\n    scrape_interval: 15s`,
        document: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
      },
    ];
  }
  const reckoned = secondsIn(set ?? '') || GRAFANA_INTERVAL_S;
  return set === undefined || seconds <= reckoned
    ? []
    : [
        {
          state: 'warning',
          reason: 'scrape-interval-unset',
          subject: SUBJECT,
          seen: `job ${quoted(job)} is scraped every ${interval}, and Grafana reckons with ${reckoned}s`,
          cause:
            'Panels take rates over four of the intervals that Grafana reckons with: fewer than two scrapes may fit in.',
          fix: `Set Scrape interval to ${interval} in the settings of ${name}.`,
          snippet: `jsonData:\n  timeInterval: ${interval}`,
          document: 'https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/',
        },
      ];
}

/** Targets that are there twice: by two Prometheus servers behind one address, or in two jobs' configuration. */
async function seenTwice(
  [found]: readonly Sample[],
  ask: (question: Expression) => Promise<readonly Sample[]>
): Promise<Finding[]> {
  if (found === undefined) {
    return [];
  }
  const { job = '', instance = '' } = found.metric;
  const same = await ask(promql.select('up', [equals('job', job), equals('instance', instance)]));
  const labels = [...new Set(same.flatMap(({ metric }) => Object.keys(metric)))].filter(
    (label) => new Set(same.map(({ metric }) => metric[label])).size > 1
  );
  const [label = 'replica'] = labels;
  return [
    {
      state: 'warning',
      reason: 'replicas',
      subject: SUBJECT,
      seen: `target ${quoted(instance)} of job ${quoted(job)} is there ${found.value} times, told apart by ${labels.map(quoted).join(', ')}`,
      cause:
        'Two replicas of Prometheus scrape the same targets, and nothing takes one of them out: every rate is too high.',
      fix: `Take duplicates out where they are read: in Thanos by the label ${label}, in Mimir with its tracker of replicas.`,
      snippet: `thanos query --query.replica-label=${label}`,
      document: 'https://thanos.io/tip/components/query.md/#deduplication',
    },
  ];
}

const manySeries = (counts: readonly Sample[]): Finding[] =>
  counts
    .filter(({ value }) => value > MANY_SERIES)
    .map(({ metric: { job = '' }, value }) => ({
      state: 'warning',
      reason: 'many-series',
      subject: SUBJECT,
      seen: `the counter of requests of job ${quoted(job)} has ${value} series`,
      cause: 'A label has far too many values: models as callers misspell them, users, or addresses.',
      fix: `Prometheus's page Status, TSDB status names the labels with the most values. Drop that one at the scrape, and keep to ${MANY_SERIES} series.`,
      snippet: `scrape_configs:\n  - job_name: ${quoted(job)}\n    metric_relabel_configs:\n      - action: labeldrop\n        regex: user`,
      document: 'https://prometheus.io/docs/practices/naming/#labels',
    }));
