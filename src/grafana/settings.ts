import { parseSettings } from '../settings/parse';
import type { Settings } from '../settings/schema';

let stored: unknown;

/** Keeps what Grafana hands the app when it opens it. @param jsonData the plugin's, undefined where nothing is stored */
export function rememberSettings(jsonData: unknown): void {
  stored = jsonData;
}

/** The settings as they were when the app was opened; what cannot be read is as if it were not set. */
export const knownSettings = (): Settings => parseSettings(stored).settings;
