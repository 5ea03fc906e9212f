import { carries, detect, type Metrics, type Overrules } from './detect';
import type { Presence } from './presence';
import { isSystem } from './vocabularies';
import type { Evidence, SystemId, Vocabulary, VocabularyId } from './vocabulary';

/** Something of a job that proves a system: a metric, and the labels it must have. */
export interface Proof {
  metric: string;
  labels: readonly string[];
}

/** A job that has metrics of systems that call or serve models. */
export interface LlmJob {
  job: string;
  /** The system that it is read as; undefined where it is left out. */
  system?: VocabularyId;
  /** The system that detection alone says it is; undefined where it proves none. */
  detected?: SystemId;
  /** What proves that. */
  proof: Proof[];
  /** Other systems of which it gives evidence too. */
  others: SystemId[];
}

/** The jobs that have LLM metrics, by name: those that prove a system, and those of which a person says what they are. */
export function llmJobs(presence: Presence, vocabularies: readonly Vocabulary[], overrules: Overrules = {}): LlmJob[] {
  const found = detect(presence, vocabularies);
  const read = detect(presence, vocabularies, overrules);
  const systemOf = (systems: typeof found, job: string) =>
    systems.find(({ jobs }) => jobs.includes(job))?.vocabulary.id;
  return [...presence]
    .map(([job, metrics]): LlmJob => {
      const proven = provenBy(metrics, vocabularies);
      const alone = systemOf(found, job);
      const detected = alone !== undefined && isSystem(alone) ? alone : undefined;
      return {
        job,
        system: systemOf(read, job),
        ...(detected && { detected }),
        proof: (detected && proven.get(detected)) ?? [],
        others: [...proven.keys()].filter((id) => id !== detected),
      };
    })
    .filter(({ job, detected }) => detected !== undefined || Object.hasOwn(overrules, job))
    .sort((one, other) => one.job.localeCompare(other.job));
}

/** What a job's metrics prove, system by system. */
function provenBy(metrics: Metrics, vocabularies: readonly Vocabulary[]): Map<SystemId, Proof[]> {
  const proven = new Map<SystemId, Proof[]>();
  vocabularies.forEach(({ id, evidence }) => {
    const proof = evidence.flatMap((one) => proofOf(metrics, one));
    if (isSystem(id) && proof.length > 0) {
      proven.set(id, [...(proven.get(id) ?? []), ...proof]);
    }
  });
  return proven;
}

const proofOf = (metrics: Metrics, evidence: Evidence): Proof[] =>
  evidence.metric
    .filter((name) => carries(metrics, name, evidence))
    .map((metric) => ({ metric, labels: evidence.labels }));
