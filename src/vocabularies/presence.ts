import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { anyOf, differs } from '../promql/matcher';
import { emittedLabel, seriesOf, DIMENSIONS, type Absent, type Source, type Vocabulary } from './vocabulary';

/** What is there: job -> metric name -> the labels that some of its series carry. */
export type Presence = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** One series of an instant query's answer: its labels. */
export interface PresenceRow {
  metric: Readonly<Record<string, string>>;
}

/** The series suffix that stands for a whole histogram. */
const COUNT = '_count';

/** The label in which the query below says which label it has found. */
const FOUND = 'found';

const isAbsent = (source: Source | Absent): source is Absent => source.kind === 'absent';

/** Names as they stand in Prometheus: a histogram is looked for by its count, not by its many buckets. */
export const namesIn = (source: Source): string[] =>
  seriesOf(source).flatMap(({ metric }) => metric.map((name) => (source.kind === 'histogram' ? name + COUNT : name)));

const sources = (vocabulary: Vocabulary): Source[] =>
  Object.values(vocabulary.measures).filter((source): source is Source => !isAbsent(source));

const unique = (values: string[]) => [...new Set(values)].sort();

const knownNames = (vocabularies: readonly Vocabulary[]) =>
  unique(
    vocabularies.flatMap((vocabulary) => [
      ...sources(vocabulary).flatMap(namesIn),
      ...vocabulary.evidence.flatMap(({ metric }) => [...metric]),
    ])
  );

/**
 * One query that finds every known metric by job, and which labels it carries, however many systems there are.
 * Ask it at one instant; `readPresence` reads the answer.
 */
export function presenceQuery(vocabularies: readonly Vocabulary[]): Expression {
  const names = knownNames(vocabularies);
  const labels = unique(
    vocabularies.flatMap((vocabulary) => [
      ...DIMENSIONS.flatMap((dimension) => emittedLabel(vocabulary, dimension) ?? []),
      ...vocabulary.evidence.flatMap((evidence) => [...evidence.labels]),
    ])
  );
  const found = (label: string) =>
    promql.labelReplace(
      promql.group(['job', '__name__'], promql.selectNames(names, [differs(label, '')])),
      FOUND,
      label,
      '',
      ''
    );
  return promql.firstOf([promql.group(['job', '__name__'], promql.selectNames(names, [])), ...labels.map(found)]);
}

/** Reads the answer to `presenceQuery`. */
export function readPresence(rows: readonly PresenceRow[]): Presence {
  const jobs = new Map<string, Map<string, Set<string>>>();
  rows.forEach(({ metric: { job = '', __name__ = '', [FOUND]: label } }) => {
    const metrics = jobs.get(job) ?? new Map<string, Set<string>>();
    const labels = metrics.get(__name__) ?? new Set<string>();
    jobs.set(job, metrics.set(__name__, label === undefined ? labels : labels.add(label)));
  });
  return jobs;
}

/** Every known metric of these jobs, as a selector for Prometheus's list of series; `presenceOfSeries` reads the answer. */
export const knownSeries = (vocabularies: readonly Vocabulary[], jobs: readonly string[]): Expression =>
  promql.selectNames(knownNames(vocabularies), [anyOf('job', jobs)]);

/** Reads a list of series, each with all of its labels. */
export function presenceOfSeries(series: ReadonlyArray<Readonly<Record<string, string>>>): Presence {
  return readPresence(
    series.flatMap(({ job = '', __name__ = '', ...labels }) => [
      { metric: { job, __name__ } },
      ...Object.keys(labels).map((label) => ({ metric: { job, __name__, [FOUND]: label } })),
    ])
  );
}
