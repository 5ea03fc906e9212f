/** All demo systems together, and the switches that change their traffic while they run. */

import { Ledger } from './ledger';
import { Replica } from './replica';
import { SYSTEMS } from './systems/all';
import { DEMO_SYSTEM_IDS, demoTarget } from './targets';
import { withHostileValues } from './traffic/hostile';
import type { Profile } from './traffic/profile';
import { underScenarios, type ScenarioName } from './traffic/scenarios';

export interface SimulationOptions {
  seed: number;
  /** When the run begins, in seconds since 1970. The same seed and start give the same run. */
  start: number;
  /** Whether some requests carry hostile label values. */
  hostile: boolean;
}

export class Simulation {
  readonly ledger = new Ledger();
  readonly replicas: readonly Replica[];
  private readonly active = new Set<ScenarioName>();
  private hostile = false;

  constructor({ seed, start, hostile }: SimulationOptions) {
    this.replicas = DEMO_SYSTEM_IDS.flatMap((id) =>
      demoTarget(id).ports.map(
        (_port, index) => new Replica({ system: SYSTEMS[id], number: index + 1, seed, start, ledger: this.ledger })
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

  /** Takes down what all gauges stand at. */
  sample(now: number) {
    this.replicas.forEach((replica) => replica.sample(now, false));
  }

  async close() {
    await Promise.all(this.replicas.map(({ exposition }) => exposition.close()));
  }

  private profileOf({ system }: Replica): Profile {
    return underScenarios(this.hostile ? withHostileValues(system.profile) : system.profile, this.active);
  }
}
