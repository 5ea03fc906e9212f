/** What went wrong in the past that is written: scenarios that have come and gone. */

import type { ScenarioName } from '../traffic/scenarios';

interface Incident {
  scenario: ScenarioName;
  /** When it began, in hours before the end of the history. */
  hoursBeforeEnd: number;
  minutes: number;
}

const INCIDENTS: readonly Incident[] = [
  { scenario: 'error-burst', hoursBeforeEnd: 20, minutes: 25 },
  { scenario: 'provider-outage', hoursBeforeEnd: 75, minutes: 40 },
  { scenario: 'token-surge', hoursBeforeEnd: 130, minutes: 180 },
  { scenario: 'connection-pile-up', hoursBeforeEnd: 220, minutes: 60 },
  { scenario: 'latency-spike', hoursBeforeEnd: 390, minutes: 90 },
  { scenario: 'traffic-stop', hoursBeforeEnd: 540, minutes: 20 },
];

/** The scenarios that were active at `time`, of a history that ends at `end`; both in seconds since 1970. */
export function incidentsAt(time: number, end: number): ReadonlySet<ScenarioName> {
  const active = INCIDENTS.filter(({ hoursBeforeEnd, minutes }) => {
    const start = end - hoursBeforeEnd * 3600;
    return start <= time && time < start + minutes * 60;
  });
  return new Set(active.map(({ scenario }) => scenario));
}
