/** All demo systems together, and the switches that change their traffic while they run. */

import { Ledger } from './ledger';
import { Replica } from './replica';
import { SYSTEMS } from './systems/all';
import { DEMO_SYSTEM_IDS, demoTarget, type DemoSystemId } from './targets';
import type { Telemetry } from './telemetry/telemetry';
import { withHostileValues } from './traffic/hostile';
import { withMisspeltModels } from './traffic/misspelt';
import type { Profile } from './traffic/profile';
import { underScenarios, type ScenarioName } from './traffic/scenarios';

export interface SimulationOptions {
  seed: number;
  /** When the run begins, in seconds since 1970. The same seed and start give the same run. */
  start: number;
  /** Whether some requests carry hostile label values. */
  hostile: boolean;
  /** How many misspelt names of models are asked for now and then; none where it is not given. */
  misspelt?: number;
  /** All systems where it is not given. */
  only?: readonly DemoSystemId[];
  /** What is told of requests besides metrics; nothing where it is not given. */
  telemetry?: Telemetry;
}

export class Simulation {
  readonly ledger = new Ledger();
  readonly replicas: readonly Replica[];
  private readonly active = new Set<ScenarioName>();
  private hostile = false;

  private readonly misspelt: number;

  constructor({ seed, start, hostile, misspelt = 0, only = DEMO_SYSTEM_IDS, telemetry }: SimulationOptions) {
    this.misspelt = misspelt;
    this.replicas = only.flatMap((id) =>
      demoTarget(id).ports.map(
        (_port, index) =>
          new Replica({ system: SYSTEMS[id], number: index + 1, seed, start, ledger: this.ledger, telemetry })
      )
    );
    this.setHostile(hostile);
  }

  get activeScenarios(): ReadonlySet<ScenarioName> {
    return this.active;
  }

  get isHostile(): boolean {
    return this.hostile;
  }

  setScenario(name: ScenarioName, active: boolean) {
    if (active) {
      this.active.add(name);
    } else {
      this.active.delete(name);
    }
  }

  setHostile(hostile: boolean) {
    this.hostile = hostile;
    this.replicas.forEach((replica) => replica.expect(this.profileOf(replica)));
  }

  /** Lives up to `now`, in seconds since 1970. */
  advance(now: number) {
    this.replicas.forEach((replica) => replica.advance(now, this.profileOf(replica)));
    this.ledger.trim(now);
  }

  /** Gets a replica ready for a scrape at `now`: it sees everything that ended before it. */
  scrape(replica: Replica, now: number) {
    this.advance(now);
    replica.scrape(now, this.profileOf(replica));
  }

  /** Takes down what all gauges stand at. */
  sample(now: number) {
    this.replicas.forEach((replica) => replica.sample(now, false));
  }

  async close() {
    await Promise.all(this.replicas.map(({ exposition }) => exposition.close()));
  }

  private profileOf({ system }: Replica): Profile {
    const profile = withMisspeltModels(system.profile, this.misspelt);
    return underScenarios(this.hostile ? withHostileValues(profile) : profile, this.active);
  }
}
