import { anyOf, selector } from '../promql/matcher';
import type { DetectedSystem } from '../vocabularies/detect';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import { emittedLabel, isDerived, sourceOfValues, type Dimension, type ProviderRule } from '../vocabularies/vocabulary';
import { labelValues, type PrometheusProbe, type TimeRange } from './prometheus';

/** The values of a dimension on the systems' requests, or whatever else names it, in a time range, sorted. A system that cannot be asked adds none. */
export async function readValues(
  probe: PrometheusProbe,
  systems: readonly DetectedSystem[],
  dimension: Dimension,
  range: TimeRange,
  closed?: AbortSignal
): Promise<string[]> {
  const perSystem = await Promise.all(systems.map((system) => valuesOf(probe, system, dimension, range, closed)));
  return [...new Set(perSystem.flat())].sort();
}

async function valuesOf(
  probe: PrometheusProbe,
  { vocabulary, jobs }: DetectedSystem,
  dimension: Dimension,
  range: TimeRange,
  closed?: AbortSignal
): Promise<string[]> {
  const label = emittedLabel(vocabulary, dimension);
  const source = sourceOfValues(vocabulary, dimension);
  if (label === undefined || source.kind === 'absent') {
    return [];
  }
  const selectors = source.series.flatMap(({ metric }) => metric.map((name) => selector(name, [anyOf('job', jobs)])));
  const outcome = await labelValues(probe, label, selectors, range, closed);
  const values = outcome.kind === 'ok' ? outcome.value : [];
  const declared = vocabulary.labels[dimension];
  return isDerived(declared) ? values.map((value) => derived(value, declared.rules)) : values;
}

const derived = (value: string, rules: readonly ProviderRule[]) =>
  rules.find(({ models }) => new RegExp(`^(?:${models})$`).test(value))?.provider ?? UNKNOWN_PROVIDER;
