/** The ledger: every request the demo makes up, so that a test can compare a panel with the truth. */

import type { DemoSystemId } from './targets';

/**
 * `llm`: a call to a model. `http`: a request to the application around it. `probe`: a health check or a scrape.
 * `agent`, `tool`, `database`, `retrieval`: work inside the application. `event`: something that its business counts.
 */
export type Layer = 'llm' | 'http' | 'probe' | 'agent' | 'tool' | 'database' | 'retrieval' | 'event';

/** What else a system's metrics tell its requests apart by. */
export type Tag = 'agent' | 'intent' | 'tool' | 'table' | 'namespace' | 'event' | 'finish' | 'group' | 'team' | 'cache';

export type Tags = Readonly<Partial<Record<Tag, string>>>;

/** One request, entered when it ends, at the same moment as it is counted in the system's metrics. */
export interface Entry {
  /** When it ended, in seconds since 1970; it began at `time - duration`. */
  time: number;
  /** Which replica served it, counted from 1 in the order of the target's ports. */
  replica: number;
  layer: Layer;
  provider: string | null;
  model: string | null;
  /** The dated model that answered, where it differs from the one that was asked for. */
  responseModel: string | null;
  operation: string | null;
  /** The path asked for; null where the system records none. */
  endpoint: string | null;
  method: string;
  /** The HTTP status; null where an exception was raised, or where the system records no status. */
  status: number | null;
  /** The exception; null where none was raised. */
  errorType: string | null;
  /** Seconds. */
  duration: number;
  streaming: boolean;
  /** `cached` is a part of `input`, `reasoning` a part of `output`. */
  tokens: { input: number; output: number; cached: number; reasoning: number };
  /** USD at the model's price, 0 where nothing is billed; null where the model has no price. */
  cost: number | null;
  /** Seconds of `duration` that passed before its work began. */
  queued: number;
  /** Seconds to the first token; null where nothing was generated. */
  firstToken: number | null;
  /** Seconds for each token after the first; null where nothing was generated. */
  perOutputToken: number | null;
  /** Who was asked first, and how that failed; `provider` and `model` then are those asked next. Null where there was no need. */
  fallback: { provider: string | null; model: string | null; status: number; errorType: string } | null;
  /** What a retrieval found: how many chunks, and how well the answer is grounded in them, 0 to 1. */
  retrieved: { chunks: number; grounding: number } | null;
  tags: Tags;
}

/** A gauge's value as it stood at `time`. */
export interface GaugeSample {
  time: number;
  replica: number;
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
  /** True where a scrape saw it; false where it is one of those that are taken every second (gauges without labels). */
  scraped: boolean;
}

/** What `GET /ledger` answers. */
export interface LedgerAnswer {
  system: DemoSystemId;
  from: number;
  to: number;
  entries: Entry[];
}

/** What `GET /gauges` answers. */
export interface GaugesAnswer {
  system: DemoSystemId;
  from: number;
  to: number;
  samples: GaugeSample[];
}

/**
 * What happened after `from` and up to `to`, both in seconds since 1970.
 * A counter scraped at t holds exactly the entries up to t: two scrapes differ by `window(entries, first, second)`.
 */
export function window<Timed extends { time: number }>(rows: readonly Timed[], from: number, to: number): Timed[] {
  return rows.filter(({ time }) => from < time && time <= to);
}

/** Prometheus moves a sample's timestamp by up to 2 ms, to compress it better. */
const SCRAPE_TIME_TOLERANCE = 0.003;

/**
 * The value that a scrape with the timestamp `time` saw; undefined where the samples do not reach that far.
 * @param labels those that tell the series from others of the same name
 */
export function gaugeAt(
  samples: readonly GaugeSample[],
  name: string,
  replica: number,
  time: number,
  labels: Readonly<Record<string, string>> = {}
): number | undefined {
  const seen = samples.find(
    (sample) =>
      sample.scraped &&
      sample.name === name &&
      sample.replica === replica &&
      sample.time >= time - SCRAPE_TIME_TOLERANCE &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value)
  );
  return seen?.value;
}

/** The name under which every scrape is written down among the gauges, in systems without a gauge too. */
export const SCRAPE = 'scrape';

/** When a scrape with the timestamp `time` was answered: it holds exactly the entries up to then. */
export function scrapeAt(samples: readonly GaugeSample[], replica: number, time: number): number | undefined {
  return samples.find(
    (sample) => sample.name === SCRAPE && sample.replica === replica && sample.time >= time - SCRAPE_TIME_TOLERANCE
  )?.time;
}

const KEPT_SECONDS = 2 * 3600;
const SECONDS_BETWEEN_TRIMS = 60;

/** Keeps what was added in the last two hours. */
export class Ledger {
  private readonly entries = new Map<DemoSystemId, Entry[]>();
  private readonly samples = new Map<DemoSystemId, GaugeSample[]>();
  private trimmedAt = 0;

  add(system: DemoSystemId, entry: Entry) {
    rowsOf(this.entries, system).push(entry);
  }

  addSample(system: DemoSystemId, sample: GaugeSample) {
    rowsOf(this.samples, system).push(sample);
  }

  entriesOf(system: DemoSystemId, from: number, to: number): Entry[] {
    return window(rowsOf(this.entries, system), from, to);
  }

  samplesOf(system: DemoSystemId, from: number, to: number): GaugeSample[] {
    return window(rowsOf(this.samples, system), from, to);
  }

  /** Forgets what is older than two hours; does so once a minute, however often it is called. */
  trim(now: number) {
    if (now - this.trimmedAt < SECONDS_BETWEEN_TRIMS) {
      return;
    }
    this.trimmedAt = now;
    for (const [system, entries] of this.entries) {
      this.entries.set(system, window(entries, now - KEPT_SECONDS, Infinity));
    }
    for (const [system, samples] of this.samples) {
      this.samples.set(system, window(samples, now - KEPT_SECONDS, Infinity));
    }
  }
}

function rowsOf<Row>(rows: Map<DemoSystemId, Row[]>, system: DemoSystemId): Row[] {
  const found = rows.get(system) ?? [];
  rows.set(system, found);
  return found;
}
