import { Subscription } from 'rxjs';
import type { Facts } from '../compile/facts';
import { factsOf } from '../doctor/facts';
import type { PrometheusProbe } from '../doctor/prometheus';
import type { DetectedSystem } from '../vocabularies/detect';
import { cancellable } from './cancellable';

/** Where and when to look at systems. */
export interface Sight {
  probe: PrometheusProbe;
  /** Tells this look from one at another data source or range. */
  key: string;
  /** The end of the range, in Unix seconds. */
  time: number;
}

/** Looks at the series of each system once, whatever number of panels shows them. */
export class FactsLook {
  private found = new Map<string, Facts>();
  private underWay = new Map<string, Subscription>();

  /** @param onFound called when there is something new to know of a system */
  constructor(private onFound: () => void) {}

  /** What is known of a system; the first to ask has it looked at. */
  of(system: DetectedSystem, { probe, key, time }: Sight): Facts | undefined {
    const which = JSON.stringify([key, system.vocabulary.id, system.jobs]);
    if (!this.found.has(which) && !this.underWay.has(which)) {
      const look = new Subscription();
      this.underWay.set(which, look);
      look.add(
        cancellable((signal) => factsOf(probe, system, signal, time)).subscribe((facts) => {
          this.underWay.delete(which);
          this.found.set(which, facts);
          this.onFound();
        })
      );
    }
    return this.found.get(which);
  }

  /** Ends what is under way when the page closes: it is begun again when the page is back. */
  leave(): void {
    this.underWay.forEach((look) => look.unsubscribe());
    this.underWay.clear();
  }
}
