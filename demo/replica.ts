/** One replica of a demo system: lets its requests come and go as time passes, and counts each when it ends. */

import { openTelemetryExposition } from './exposition/opentelemetry';
import type { Exposition } from './exposition/exposition';
import { promClientExposition } from './exposition/prom-client';
import { SCRAPE, type Entry, type GaugeSample, type Ledger } from './ledger';
import type { DemoSystem, Moment, Reading } from './systems/system';
import type { Telemetry } from './telemetry/telemetry';
import { profileAt, type Profile } from './traffic/profile';
import { randomFrom, seedOf } from './traffic/random';
import { requestsWithin, typicalRequests } from './traffic/requests';

interface ReplicaOptions {
  system: DemoSystem;
  /** Counted from 1. */
  number: number;
  seed: number;
  /** When the run begins, in seconds since 1970. */
  start: number;
  ledger: Ledger;
  telemetry?: Telemetry;
}

export class Replica {
  readonly system: DemoSystem;
  readonly number: number;
  readonly exposition: Exposition;
  /** Requests that have been made up and have not ended yet; some of them begin later in the current second. */
  private underWay: Entry[] = [];
  private secondsMade = 0;
  private gauges = new Map<string, readonly Reading[]>();

  constructor(private readonly options: ReplicaOptions) {
    this.system = options.system;
    this.number = options.number;
    this.exposition = this.system.meter
      ? openTelemetryExposition(this.system, this.system.meter, this.number)
      : promClientExposition(this.system, this.number);
  }

  /** Brings in at 0 what this profile can move. */
  expect(profile: Profile) {
    this.exposition.initialise(typicalRequests(profile, this.number));
  }

  /** Lives up to `now`: every request that ended by then is counted and in the ledger, and no other. */
  advance(now: number, profile: Profile) {
    this.makeUpRequests(now, profile);
    const ended = this.underWay.filter(({ time }) => time <= now).sort((a, b) => a.time - b.time);
    this.underWay = this.underWay.filter(({ time }) => time > now);
    for (const entry of ended) {
      this.exposition.record(entry, this.options.telemetry?.tell(this.system, entry));
      this.options.ledger.add(this.system.id, entry);
    }
    this.setGauges(now, profile);
  }

  /** Writes the gauges as they stand into the ledger, those with labels only when a scrape sees them. */
  sample(now: number, scraped: boolean) {
    for (const [name, readings] of this.gauges) {
      for (const { labels, value } of readings) {
        if (scraped || Object.keys(labels).length === 0) {
          this.note({ time: now, name, labels, value, scraped });
        }
      }
    }
  }

  /** Gets everything ready for a scrape, and writes down that there was one. */
  scrape(now: number, profile: Profile) {
    const moment = this.momentAt(now, profile);
    this.system.background.forEach((row) => this.exposition.read(row.name, row.read(moment)));
    this.sample(now, true);
    this.note({ time: now, name: SCRAPE, labels: {}, value: 1, scraped: true });
  }

  private note(sample: Omit<GaugeSample, 'replica'>) {
    this.options.ledger.addSample(this.system.id, { replica: this.number, ...sample });
  }

  /** Each second has its own seed, so that a run does not depend on how often it is looked at. */
  private makeUpRequests(now: number, profile: Profile) {
    const { seed, start } = this.options;
    for (; start + this.secondsMade <= now; this.secondsMade += 1) {
      const second = start + this.secondsMade;
      const random = randomFrom(seedOf(seed, this.system.id, this.number, this.secondsMade));
      this.underWay.push(...requestsWithin(random, second, this.number, profileAt(profile, second)));
    }
  }

  private setGauges(now: number, profile: Profile) {
    const moment = this.momentAt(now, profile);
    this.gauges = new Map(this.system.gauges.map(({ name, read }) => [name, read(moment)]));
    this.gauges.forEach((readings, name) => this.exposition.read(name, readings));
  }

  private momentAt(time: number, profile: Profile): Moment {
    const begun = this.underWay.filter((entry) => entry.time - entry.duration <= time);
    const underWay: Moment['underWay'] = (matches) => begun.filter(matches).length;
    return { time, start: this.options.start, profile, underWay };
  }
}
