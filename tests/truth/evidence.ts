/** Fetches what happened in a window: when Prometheus scraped, and what the ledger holds between those scrapes. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  gaugeAt,
  scrapeAt,
  window as within,
  type GaugesAnswer,
  type GaugeSample,
  type LedgerAnswer,
} from '../../demo/ledger';
import { demoTarget } from '../../demo/targets';
import { FACTS, type ToldSystem } from './facts';
import { samplesAt } from './prometheus';
import type { ReplicaEvidence } from './truth';

/** Where a running stack is. */
export interface Live {
  prometheus: string;
  demo: string;
}

/** A window of scrapes that no fair comparison can be made in: why. */
class Unfair extends Error {}

/** Prometheus takes a scrape that is later than this, in intervals between scrapes, for a gap in the series. */
const GAP = 1.1;

/**
 * What each replica of a system did in a window, the way `rate` must see it.
 *
 * `rate(x[60s])` at t takes the first and the last scrape within the 60 s, divides the increase between them by the time
 * between them, and takes that for the whole window, as long as both edges are less than 1.1 scrape intervals from a
 * scrape. So the fair truth is what the ledger entered between those two scrapes, over the time between them, replica by
 * replica: each is scraped at a moment of its own. The moments come from `up`, which is written by every scrape under its
 * timestamp; what a scrape held comes from the demo, which writes down when it answered one. Two things would still tell
 * them apart, and the demo's age keeps both away: `rate` does not see the first increment of a series that begins in the
 * window, and it does not extrapolate below 0.
 * @param seconds the window, as long as the literal in the query
 * @throws where the window is not full yet, or a scrape in it is missing
 */
export async function evidenceAt(
  { prometheus, demo }: Live,
  system: ToldSystem,
  time: number,
  seconds: number
): Promise<ReplicaEvidence[]> {
  const { job, ports } = demoTarget(system);
  const scrapes = await samplesAt(prometheus, `up{job="${job}"}[${seconds}s]`, time);
  if (scrapes.length !== ports.length) {
    throw new Unfair(`${scrapes.length} of ${ports.length} replicas of ${system} were scraped`);
  }
  const period = `system=${system}&from=${time - seconds - SLACK}&to=${time + SLACK}`;
  const [{ entries }, { samples }] = await Promise.all([
    fetchJson<LedgerAnswer>(`${demo}/ledger?${period}`),
    fetchJson<GaugesAnswer>(`${demo}/gauges?${period}`),
  ]);
  return inOrder(scrapes).map(({ values }, index) => {
    const replica = index + 1;
    const [first, last] = edges(values, time, seconds);
    const own = entries.filter((entry) => entry.replica === replica);
    return {
      entries: within(own, answered(samples, replica, first), answered(samples, replica, last)),
      seconds: last - first,
      gauges: gaugesOf(system, samples, replica, last),
    };
  });
}

/** An instance is a host and one of the target's ports, which ascend with the replicas. */
const inOrder = <Scraped extends { metric: Readonly<Record<string, string>> }>(scrapes: readonly Scraped[]) =>
  [...scrapes].sort((a, b) => portOf(a.metric) - portOf(b.metric));

const portOf = ({ instance = '' }: Readonly<Record<string, string>>) => Number(instance.split(':').at(-1));

/** A scrape is answered a moment after its timestamp, later where the machine is busy. */
const SLACK = 5;

function edges(scrapes: ReadonlyArray<[number, string]>, time: number, seconds: number): [number, number] {
  const times = scrapes.map(([scraped]) => scraped);
  const [first = NaN, last = NaN] = [times[0], times.at(-1)];
  const interval = (last - first) / (times.length - 1);
  const gaps = [
    first - (time - seconds),
    ...times.slice(1).map((next, index) => next - (times[index] ?? NaN)),
    time - last,
  ];
  if (!(Math.max(...gaps) < GAP * interval) || scrapes.some(([, up]) => up !== '1')) {
    throw new Unfair(
      `the window of ${seconds} s at ${time} has gaps of ${gaps.map((gap) => gap.toFixed(2)).join(', ')} s`
    );
  }
  return [first, last];
}

function answered(samples: readonly GaugeSample[], replica: number, scraped: number): number {
  const time = scrapeAt(samples, replica, scraped);
  if (time === undefined) {
    throw new Unfair(`the demo knows of no scrape at ${scraped}`);
  }
  return time;
}

function gaugesOf(system: ToldSystem, samples: readonly GaugeSample[], replica: number, time: number) {
  return new Map(
    Object.values(FACTS[system].gauges).map((name) => [name, gaugeAt(samples, name, replica, time) ?? NaN])
  );
}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} answers ${response.status}`);
  }
  return response.json() as Promise<T>;
}

/**
 * Waits for a moment at which the window is full for all of these systems, and answers it with their evidence.
 * @param before seconds that the moment lies in the past at least: a scrape needs a moment to arrive
 * @throws the last reason why there was none, after `patience` seconds
 */
export async function fairMoment(
  live: Live,
  systems: readonly ToldSystem[],
  seconds: number,
  { before = 2, patience = 120 } = {}
): Promise<{ time: number; evidence: Map<ToldSystem, ReplicaEvidence[]> }> {
  const deadline = Date.now() + patience * 1000;
  for (;;) {
    const time = Math.floor(Date.now() / 1000 - before);
    try {
      const found = await Promise.all(
        systems.map(async (system) => [system, await evidenceAt(live, system, time, seconds)] as const)
      );
      return { time, evidence: new Map(found) };
    } catch (error) {
      if (!(error instanceof Unfair) || Date.now() > deadline) {
        throw error;
      }
    }
    await sleep(1000);
  }
}
