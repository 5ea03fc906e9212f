import { anyOf, conditions } from '../promql/matcher';
import type { DetectedSystem } from '../vocabularies/detect';
import { suggestionsAmong, type Suggestion } from '../vocabularies/suggestions';
import { KNOWN } from '../vocabularies/vocabularies';
import type { Outcome } from './outcome';
import { labelValues, type PrometheusProbe } from './prometheus';

const LOOKED_BACK = 3600;

/** As many as a person reads through. */
const SUGGESTED = 50;

/** Metrics that the jobs of a system wrote in the last hour and that no vocabulary knows: at most 50, a team's own first. */
export async function unknownMetrics(
  probe: PrometheusProbe,
  { vocabulary, jobs }: DetectedSystem,
  closed?: AbortSignal
): Promise<Outcome<Suggestion[]>> {
  const to = Math.ceil(Date.now() / 1000);
  const inJobs = [conditions([anyOf('job', jobs)])];
  const names = await labelValues(probe, '__name__', inJobs, { from: to - LOOKED_BACK, to }, closed);
  return names.kind === 'ok'
    ? { ...names, value: suggestionsAmong(names.value, vocabulary, KNOWN).slice(0, SUGGESTED) }
    : names;
}
