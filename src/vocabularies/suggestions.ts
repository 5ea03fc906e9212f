import { namesIn, nativeNames } from './presence';
import type { OwnMetric } from './ownMetrics';
import type { Vocabulary } from './vocabulary';

/** A metric that no vocabulary knows, and what its name says it is. */
export type Suggestion = Pick<OwnMetric, 'name' | 'kind'>;

/** What client libraries, exporters and Prometheus itself write of a process: nobody's own. */
const NOT_OWN =
  /^(?:up$|go_|python_|process_|scrape_|promhttp_|prometheus_|nodejs_|jvm_|net_conntrack_|otel_|target_info$)/;

const HISTOGRAM = '_bucket';

/** Of all a histogram or summary writes, the one name that stands for it. */
const PARTS = /_(?:bucket|sum|count|created)$/;

/**
 * Names that a system's jobs write and that no vocabulary knows, a team's own first: those that begin with `custom` or with
 * the system's own name. @param names as Prometheus has them
 */
export function suggestionsAmong(
  names: readonly string[],
  { id }: Vocabulary,
  vocabularies: readonly Vocabulary[]
): Suggestion[] {
  const known = new Set(vocabularies.flatMap(namesOf));
  const histograms = new Set(names.filter((name) => name.endsWith(HISTOGRAM)).map((name) => name.replace(PARTS, '')));
  const prefix = id.replaceAll('-', '_');
  const rank = ({ name }: Suggestion) => (name.startsWith('custom') || name.startsWith(prefix) ? 0 : 1);
  return [
    ...[...histograms].map((name): Suggestion => ({ name, kind: 'histogram' })),
    ...names
      .filter((name) => !histograms.has(name.replace(PARTS, '')))
      .map((name): Suggestion => ({ name, kind: /_(?:total|sum|count)$/.test(name) ? 'counter' : 'gauge' })),
  ]
    .filter(({ name }) => !NOT_OWN.test(name) && !known.has(name) && !name.endsWith('_created'))
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** All names that a vocabulary reads; a histogram's without `_bucket`. */
const namesOf = ({ measures, evidence }: Vocabulary): string[] => [
  ...evidence.flatMap(({ metric }) => [...metric]),
  ...Object.values(measures).flatMap((source) =>
    source.kind === 'absent' ? [] : [...namesIn(source), ...nativeNames(source)]
  ),
];
