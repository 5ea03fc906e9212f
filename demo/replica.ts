/** One replica of a demo system: lets its requests come and go as time passes, and counts each when it ends. */

import { openTelemetryExposition } from './exposition/opentelemetry';
import type { Exposition } from './exposition/exposition';
import { promClientExposition } from './exposition/prom-client';
import { SCRAPE, type Entry, type Ledger } from './ledger';
import type { DemoSystem } from './systems/system';
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
}

export class Replica {
  readonly system: DemoSystem;
  readonly number: number;
  readonly exposition: Exposition;
  /** Requests that have been made up and have not ended yet; some of them begin later in the current second. */
  private underWay: Entry[] = [];
  private secondsMade = 0;
  private readonly gauges = new Map<string, number>();

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
      this.exposition.record(entry);
      this.options.ledger.add(this.system.id, entry);
    }
    this.setGauges(now, profile);
  }

  /** Writes the gauges as they stand into the ledger; a scrape is written down as such. */
  sample(now: number, scraped: boolean) {
    for (const [name, value] of [...this.gauges, ...(scraped ? [[SCRAPE, 1] as const] : [])]) {
      this.options.ledger.addSample(this.system.id, { time: now, replica: this.number, name, value, scraped });
    }
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
    const begun = this.underWay.filter(({ time, duration }) => time - duration <= now);
    for (const { name, layers, value } of this.system.gauges) {
      const open = begun.filter(({ layer }) => layers.includes(layer)).length + profile.heldConnections;
      this.gauges.set(name, value(open, profile));
      this.exposition.setGauge(name, value(open, profile));
    }
  }
}
