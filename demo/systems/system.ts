/** What a demo system is: its traffic, and a table of instruments that says what each request adds to its metrics. */

import type { Entry, Layer } from '../ledger';
import type { DemoSystemId } from '../targets';
import type { Profile } from '../traffic/profile';
import type { Measure } from '../traffic/measures';

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
  /** False where a history leaves it out, because it has many series. */
  past?: false;
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

/** A request that has begun and has not ended. */
export type UnderWay = Pick<Entry, 'layer' | 'tags'>;

/** What can be known when a system is scraped. */
export interface Moment {
  /** Seconds since 1970. */
  time: number;
  /** When its process began, in seconds since 1970. */
  start: number;
  /** As scenarios have changed it; the hour has not. */
  profile: Profile;
  /** How many requests that match are under way. */
  underWay(matches: (request: UnderWay) => boolean): number;
}

export interface Reading {
  labels: Record<string, string>;
  value: number;
}

/** What does not follow from requests one by one, but is read whenever the system is scraped. */
export interface ReadingRow {
  kind: 'gauge' | 'counter';
  name: string;
  help: string;
  labels: readonly string[];
  /** False where a history leaves it out. */
  past?: false;
  /** The same series in the same order at every moment. */
  read(moment: Moment): Reading[];
}

export interface DemoSystem {
  id: DemoSystemId;
  /** The OpenTelemetry meter that writes the metrics; null where a Prometheus client does. */
  meter: Meter | null;
  profile: Profile;
  /** @param replica counted from 1 */
  instruments(replica: number): readonly Instrument[];
  /**
   * Seconds between two samples of a history's last week (see `past.ts` for what is older); null where a history leaves the
   * system out: it would take too long.
   */
  historyStep: 60 | 120 | null;
  /** They go into the ledger as each scrape sees them. */
  gauges: readonly ReadingRow[];
  /** What the process tells of itself; a matter of time alone, and not in the ledger. */
  background: readonly ReadingRow[];
  /** True where it writes log lines and traces, and exemplars that lead to them. */
  tells?: true;
}

export interface Meter {
  name: string;
  /** Whether names end in their unit, as everywhere but in the exporter for JavaScript, which the demo is written with. */
  units: boolean;
}

const UNIT_WORDS = new Map([
  ['s', 'seconds'],
  ['USD', 'USD'],
]);

/** An instrument's name as its exporter gets it: with its unit where that is to be written. */
export function writtenName({ name, unit }: Pick<Instrument, 'name'> & { unit?: string }, meter: Meter | null): string {
  const word = UNIT_WORDS.get(unit ?? '');
  return meter?.units && word !== undefined ? `${name}.${word}` : name;
}

/** A gauge with one series. */
export function plainGauge(name: string, help: string, value: (moment: Moment) => number): ReadingRow {
  return { kind: 'gauge', name, help, labels: [], read: (moment) => [{ labels: {}, value: value(moment) }] };
}

/** Requests that hold a connection of the system's own. */
export function ofLayers(...layers: Layer[]): (request: UnderWay) => boolean {
  return ({ layer }) => layers.includes(layer);
}

/** `prometheus_client.Histogram.DEFAULT_BUCKETS` of the Python client: they end at 10 s. */
export const PYTHON_CLIENT_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

/** Labels without those that a request does not have. */
export function present(labels: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter((label): label is [string, string] => typeof label[1] === 'string')
  );
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

/** Adds a kind of tokens where there are any. */
export function tokensOf(
  kind: 'cachedTokens' | 'reasoningTokens',
  { tokens }: Entry,
  labels: Record<string, string>
): Addition[] {
  const count = kind === 'cachedTokens' ? tokens.cached : tokens.reasoning;
  return count > 0 ? [{ labels, measure: kind }] : [];
}
