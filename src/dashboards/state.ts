import { fingerprintOf, markOf } from './content';
import type { JsonObject } from '../json/json';
import type { Ours } from './ours';

/** A dashboard as Grafana has it. */
export interface Installed {
  uid: string;
  /** Grafana's number, which a save over it names together with the version. */
  id: number;
  version: number;
  json: JsonObject;
  /** Where it is, such as `/d/cao-vllm-overview/vllm-overview`. */
  url: string;
  /** Empty where it is in none. */
  folder: { uid: string; title: string };
  /** The file that it is provisioned from; undefined where it is not. */
  file?: string;
  updatedBy: string;
  may: { save: boolean; remove: boolean };
}

/** What became of one of our dashboards in Grafana. */
export type DashboardState =
  /** Grafana imports it with the plugin. */
  | { kind: 'bundled'; url?: string }
  | { kind: 'absent' }
  | { kind: 'current'; installed: Installed }
  /** Ours is newer, and nobody has changed it since it was installed. */
  | { kind: 'outdated'; installed: Installed }
  /** Somebody has changed it since, or it was not installed from here. */
  | { kind: 'edited'; installed: Installed }
  | { kind: 'provisioned'; installed: Installed }
  | { kind: 'unread'; said: string };

/** What Grafana answered when it was asked for a dashboard. */
export type Reading = { kind: 'found'; installed: Installed } | { kind: 'absent' } | { kind: 'unread'; said: string };

/** How one of our dashboards stands. A dashboard that shows what ours shows is current, whoever saved it. */
export function stateOf(ours: Ours, reading: Reading): DashboardState {
  if (reading.kind !== 'found') {
    return ours.bundled && reading.kind === 'absent' ? { kind: 'bundled' } : reading;
  }
  const { installed } = reading;
  if (ours.bundled) {
    return { kind: 'bundled', url: installed.url };
  }
  if (installed.file !== undefined) {
    return { kind: 'provisioned', installed };
  }
  const present = fingerprintOf(installed.json);
  if (present === fingerprintOf(ours.json)) {
    return { kind: 'current', installed };
  }
  return { kind: present === markOf(installed.json) ? 'outdated' : 'edited', installed };
}
