import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf } from '../promql/matcher';
import { seriesOf, type Absent, type Series, type Source, type Vocabulary } from './vocabulary';

/** What is there: job -> metric name -> the labels that some of its series carry. */
export type Presence = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The labels of one series, its name among them. */
export type SeriesLabels = Readonly<Record<string, string>>;

/** The series suffix that stands for a whole classic histogram. */
const COUNT = '_count';

const isLookedFor = (source: Source | Absent): source is Source =>
  source.kind !== 'absent' && !(source.kind === 'gauge' && source.ofTheScrape);

const metricsIn = ({ metric, instead }: Series): string[] => [...metric, ...(instead ? metricsIn(instead) : [])];

/** Names as they stand in Prometheus: a histogram is looked for by its count, not by its many buckets. */
export const namesIn = (source: Source): string[] =>
  seriesOf(source)
    .flatMap(metricsIn)
    .map((name) => (source.kind === 'histogram' ? name + COUNT : name));

/** A native histogram is one series under the name itself. */
export const nativeNames = (source: Source): string[] =>
  source.kind === 'histogram' ? metricsIn(source.series[0]) : [];

const knownNames = (vocabularies: readonly Vocabulary[]) => {
  const sources = vocabularies.flatMap(({ measures }) => Object.values(measures)).filter(isLookedFor);
  const evidence = vocabularies.flatMap((vocabulary) => vocabulary.evidence.flatMap(({ metric }) => [...metric]));
  return [...new Set([...sources.flatMap((one) => [...namesIn(one), ...nativeNames(one)]), ...evidence])].sort();
};

/** Of each metric of a job the busiest series and the idlest: between them they carry every label that most have. */
const LOOKED_AT = 5;

/**
 * One query that finds every known metric by job, and which labels it carries, however many series there are: it answers a
 * few series of each. Ask it at one instant; `readPresence` reads the answer.
 */
export function presenceQuery(vocabularies: readonly Vocabulary[]): Expression {
  const series = promql.selectNames(knownNames(vocabularies), []);
  const each = ['job', '__name__'];
  return promql.or(promql.topk(LOOKED_AT, each, series), promql.bottomk(LOOKED_AT, each, series));
}

/** Reads series, each with all of its labels. */
export function readPresence(series: readonly SeriesLabels[]): Presence {
  const jobs = new Map<string, Map<string, Set<string>>>();
  series.forEach(({ job = '', __name__ = '', ...labels }) => {
    const metrics = jobs.get(job) ?? new Map<string, Set<string>>();
    const known = metrics.get(__name__) ?? new Set<string>();
    jobs.set(job, metrics.set(__name__, new Set([...known, ...Object.keys(labels)])));
  });
  return jobs;
}

/** Every known metric of these jobs, as a selector for Prometheus's list of series. */
export const knownSeries = (vocabularies: readonly Vocabulary[], jobs: readonly string[]): Expression =>
  promql.selectNames(knownNames(vocabularies), [anyOf('job', jobs)]);
