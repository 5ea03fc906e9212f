/** What a demo system is: its traffic, and a table of instruments that says what each request adds to its metrics. */

import type { Entry, Layer } from '../ledger';
import type { DemoSystemId } from '../targets';
import type { Profile } from '../traffic/profile';
import type { Measure } from '../traffic/requests';

/** One step of an instrument: `measure` of the request, added under these labels. */
export interface Addition {
  labels: Record<string, string>;
  measure: Measure;
}

interface InstrumentRow {
  name: string;
  help: string;
  labels: readonly string[];
  /** What a request adds; nothing where it is not counted. */
  adds(entry: Entry): Addition[];
}

export interface CounterRow extends InstrumentRow {
  kind: 'counter';
}

export interface HistogramRow extends InstrumentRow {
  kind: 'histogram';
  /** As OpenTelemetry writes it, e.g. `s` or `{token}`. */
  unit?: string;
  /** Upper bounds, without +Inf. */
  buckets: readonly number[];
}

export type Instrument = CounterRow | HistogramRow;

export interface GaugeRow {
  name: string;
  help: string;
  /** Requests of these layers hold a connection of the system's own. */
  layers: readonly Layer[];
  /** The value while `open` connections are open. */
  value(open: number, profile: Profile): number;
}

export interface DemoSystem {
  id: DemoSystemId;
  /** The name of the OpenTelemetry meter that writes the metrics; null where a Prometheus client does. */
  meter: string | null;
  profile: Profile;
  /** @param replica counted from 1 */
  instruments(replica: number): readonly Instrument[];
  gauges: readonly GaugeRow[];
}

/** `prometheus_client.Histogram.DEFAULT_BUCKETS` of the Python client: they end at 10 s. */
export const PYTHON_CLIENT_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

/** Labels without those that a request does not have. */
export function present(labels: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter((label): label is [string, string] => label[1] !== null));
}

/**
 * Adds the tokens that were read and those that were written.
 * @param typeLabel the label that tells them apart
 * @param types its value for tokens read, and for tokens written
 */
export function tokenAdditions(
  { tokens }: Entry,
  labels: Record<string, string>,
  typeLabel: string,
  [input, output]: readonly [string, string]
): Addition[] {
  const additions: Array<Addition & { tokens: number }> = [
    { labels: { ...labels, [typeLabel]: input }, measure: 'inputTokens', tokens: tokens.input },
    { labels: { ...labels, [typeLabel]: output }, measure: 'outputTokens', tokens: tokens.output },
  ];
  return additions.filter((addition) => addition.tokens > 0);
}
