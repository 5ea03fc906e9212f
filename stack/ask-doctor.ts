/** Without a Grafana, the doctor's answer stands in for the dashboards. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './processes';

const POLL_MS = 1_000;
const ANSWER_MS = 3_000;
const SCRAPES_FOR_A_RATE = 4;

/** Asks `npm run doctor` about a Prometheus and shows its answer to the person. */
export function doctorProgram(prometheus: string): Program {
  return {
    id: 'doctor',
    title: 'The doctor (npm run doctor)',
    command: ['npm', 'run', '--silent', 'doctor', '--', '--prometheus', prometheus],
    output: 'terminal',
  };
}

/** Waits until a Prometheus has scraped every target often enough for a rate; `signal` ends the wait. */
export async function untilRates(prometheus: string, signal: AbortSignal): Promise<void> {
  // A poll that got no answer is none: the next one may.
  while ((await fewestScrapes(prometheus).catch(() => 0)) < SCRAPES_FOR_A_RATE) {
    await sleep(POLL_MS, undefined, { signal });
  }
}

interface InstantVector {
  data: { result: Array<{ value: [number, string] }> };
}

async function fewestScrapes(prometheus: string): Promise<number> {
  const query = encodeURIComponent('min(count_over_time(up[1m]))');
  const response = await fetch(`${prometheus}/api/v1/query?query=${query}`, { signal: AbortSignal.timeout(ANSWER_MS) });
  const { data }: InstantVector = await response.json();
  return Number(data.result[0]?.value[1] ?? 0);
}
