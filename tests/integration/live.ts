/** A demo and a Prometheus that scrapes it, on ports of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoSystemId } from '../../demo/targets';
import { startStack } from '../../stack/start';
import type { StackOptions } from '../../stack/way';
import type { Live } from '../truth/evidence';
import { SYSTEM_IDS } from '../truth/facts';

export interface Running extends Live {
  stop(): Promise<void>;
}

/** So old that every rare series is there and far from 0 when Prometheus first looks. */
const DEMO_AGE = '2h';

/**
 * @param portOffset one that no other tests use
 * @param systems those that the ledger's facts are written for, where nothing is said
 */
export async function startLive(
  portOffset: number,
  options: Partial<StackOptions> = {},
  systems: readonly DemoSystemId[] = SYSTEM_IDS
): Promise<Running> {
  const stateDir = mkdtempSync(join(tmpdir(), 'choreoai-integration-'));
  process.env.DEMO_AGE = DEMO_AGE;
  process.env.DEMO_ONLY = systems.join();
  const stack = await startStack({ services: ['demo', 'prometheus'], portOffset, stateDir, ...options });
  return {
    prometheus: stack.urls.prometheus ?? '',
    demo: stack.urls.demo ?? '',
    async stop() {
      await stack.stop();
      rmSync(stateDir, { recursive: true });
    },
  };
}

/** Switches something of the demo on or off: `scenarios/provider-outage`, `label-values`. */
export async function control({ demo }: Live, what: string, on: boolean): Promise<void> {
  const response = await fetch(`${demo}/${what}`, { method: on ? 'POST' : 'DELETE' });
  if (!response.ok) {
    throw new Error(`The demo answers ${response.status}: ${await response.text()}`);
  }
}
