import * as promql from '../promql/expression';
import { anyOf } from '../promql/matcher';
import { countedOnce, countsFailuresTwice } from '../signals/countedOnce';
import { detect, type DetectedSystem, type Overrules } from '../vocabularies/detect';
import { knownSeries, presenceQuery, readPresence, type Presence } from '../vocabularies/presence';
import { isExporter, KNOWN } from '../vocabularies/vocabularies';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { quoted } from './foreignText';
import type { Failure, Outcome } from './outcome';
import { checkHealth, instantQuery, seriesBetween, type PrometheusProbe } from './prometheus';

/**
 * The systems and exporters that Prometheus has metrics of, each as it is to be read: with the names and labels in use, and
 * with failures counted once. `empty`, with the scraped jobs in `said`, where it has no LLM metric.
 * @param times in Unix seconds; see `presentMetrics`
 */
export async function detectSystems(
  probe: PrometheusProbe,
  closed?: AbortSignal,
  vocabularies: readonly Vocabulary[] = KNOWN,
  times: readonly number[] = [],
  overrules: Overrules = {}
): Promise<Outcome<DetectedSystem[]>> {
  const presence = await presentMetrics(probe, vocabularies, closed, times);
  if (presence.kind !== 'ok' && presence.kind !== 'empty') {
    return presence;
  }
  const systems = presence.kind === 'ok' ? await systemsIn(probe, presence.value, vocabularies, closed, overrules) : [];
  return systems.every(({ vocabulary }) => isExporter(vocabulary.id))
    ? { kind: 'empty', asked: probe.name, said: await scrapedJobs(probe, closed) }
    : { kind: 'ok', asked: probe.name, value: systems };
}

/**
 * Which known metrics are there, by job; asked only where Grafana finds the data source healthy.
 * @param times in Unix seconds: what is there at any of them counts; now where there are none
 */
export async function presentMetrics(
  probe: PrometheusProbe,
  vocabularies: readonly Vocabulary[],
  closed?: AbortSignal,
  times: readonly number[] = []
): Promise<Outcome<Presence>> {
  const health = await checkHealth(probe, closed);
  if (health.kind !== 'ok') {
    return health;
  }
  const query = presenceQuery(vocabularies);
  const answers = await Promise.all(
    times.length === 0
      ? [instantQuery(probe, query, closed)]
      : times.map((time) => instantQuery(probe, query, closed, time))
  );
  const failed = answers.find((answer): answer is Failure => answer.kind !== 'ok' && answer.kind !== 'empty');
  const samples = answers.flatMap((answer) => (answer.kind === 'ok' ? answer.value : []));
  return (
    failed ??
    (samples.length === 0
      ? { kind: 'empty', asked: probe.name, said: '' }
      : { kind: 'ok', asked: probe.name, value: readPresence(samples.map(({ metric }) => metric)) })
  );
}

const A_DAY = 86_400;

/** Which known metrics these jobs had in the last day: what a target wrote is gone from the present when it goes down. */
export async function metricsOfLastDay(
  probe: PrometheusProbe,
  vocabularies: readonly Vocabulary[],
  jobs: readonly string[],
  closed?: AbortSignal
): Promise<Outcome<Presence>> {
  const now = Math.ceil(Date.now() / 1000);
  const range = { from: now - A_DAY, to: now };
  const found = await seriesBetween(probe, knownSeries(vocabularies, jobs), range, closed);
  return found.kind === 'ok' ? { ...found, value: readPresence(found.value) } : found;
}

/** The systems that these metrics prove, each with its failures counted once. */
export function systemsIn(
  probe: PrometheusProbe,
  presence: Presence,
  vocabularies: readonly Vocabulary[],
  closed?: AbortSignal,
  overrules: Overrules = {}
): Promise<DetectedSystem[]> {
  return Promise.all(
    detect(presence, vocabularies, overrules).map(async (system) => {
      const question = countsFailuresTwice(system.vocabulary, anyOf('job', system.jobs));
      const twice = question && (await instantQuery(probe, question, closed));
      return twice?.kind === 'ok' ? { ...system, vocabulary: countedOnce(system.vocabulary) } : system;
    })
  );
}

/** The jobs that are scraped, as one phrase: what is there where nothing that was looked for is. */
export async function scrapedJobs(probe: PrometheusProbe, closed?: AbortSignal): Promise<string> {
  const up = await instantQuery(probe, promql.group(['job'], promql.select('up', [])), closed);
  if (up.kind !== 'ok') {
    return up.kind === 'empty' ? 'it scrapes nothing' : '';
  }
  return `it scrapes ${listed(up.value.map(({ metric }) => quoted(metric.job ?? '')).sort())}`;
}

const LISTED = 8;

const listed = (names: readonly string[]) =>
  [...names.slice(0, LISTED), ...(names.length > LISTED ? [`${names.length - LISTED} more`] : [])].join(', ');
