/** A demo on ports of its own, with a clock that the test moves. */

import { startDemo, type Demo, type DemoOptions } from '../demo';
import type { Entry, GaugesAnswer, LedgerAnswer } from '../ledger';
import { controlPort, demoTarget, portOf, type DemoSystemId } from '../targets';
import { readSamples, type Sample } from './exposition-text';

/** 2026-06-01 12:00 UTC. */
export const START = 1780315200;

export interface RunningDemo {
  demo: Demo;
  /** Lets seconds pass. */
  pass(seconds: number): void;
  now(): number;
  control(path: string, method?: string): Promise<Response>;
  /** Everything since the start. */
  ledger(system: DemoSystemId): Promise<Entry[]>;
  gauges(system: DemoSystemId): Promise<GaugesAnswer['samples']>;
  /** @param replica counted from 1 */
  get(system: DemoSystemId, path: string, replica?: number): Promise<Response>;
  scrape(system: DemoSystemId, replica?: number): Promise<Sample[]>;
}

/** @param portOffset a different one for each test file: files run side by side */
export async function runDemo(
  portOffset: number,
  options: Partial<Pick<DemoOptions, 'hostile' | 'misspelt' | 'only' | 'telemetry'>> = {}
): Promise<RunningDemo> {
  let time = START;
  const now = () => time;
  const demo = await startDemo({ seed: 42, portOffset, hostile: false, host: '127.0.0.1', now, ...options });
  // Without `close`, a request could go out on a connection to a demo that has stopped since.
  const ask = (port: number, path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { connection: 'close' } });
  const control = (path: string, method?: string) => ask(controlPort(portOffset), path, method);
  const period = (system: DemoSystemId) => `system=${system}&from=0&to=${time}`;
  const get = (system: DemoSystemId, path: string, replica = 1) =>
    ask(portOf(demoTarget(system, portOffset), replica), path);
  return {
    demo,
    now,
    pass: (seconds) => void (time += seconds),
    control,
    async ledger(system) {
      const answer: LedgerAnswer = await (await control(`/ledger?${period(system)}`)).json();
      return answer.entries;
    },
    async gauges(system) {
      const answer: GaugesAnswer = await (await control(`/gauges?${period(system)}`)).json();
      return answer.samples;
    },
    get,
    async scrape(system, replica = 1) {
      return readSamples(await (await get(system, demoTarget(system).metricsPath, replica)).text());
    },
  };
}
