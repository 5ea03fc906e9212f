import { isObject } from '../json/json';
import { parseSettings, type ParsedSettings } from '../settings/parse';
import { mergeForSave, type Save } from '../settings/save';
import type { Settings } from '../settings/schema';
import pluginJson from '../plugin.json';
import { ask, type Refused } from './ask';

/** What is stored, and whether a file of Grafana's has put it there. */
export interface StoredSettings extends ParsedSettings {
  /**
   * A file under `provisioning/plugins` writes the settings at each start. Grafana does not say so: whoever provisions them
   * writes `provisioned: true` into their `jsonData`.
   */
  provisioned: boolean;
}

/** Grafana's answer, in its own words, where it did not do what it was asked. */
export interface Refusal {
  kind: 'forbidden' | 'failed';
  /** What Grafana says, or what kept it from saying anything. */
  said: string;
}

export type Loaded = { kind: 'loaded'; stored: StoredSettings } | Refusal;

export type Saved =
  { kind: 'saved'; stored: StoredSettings } | Exclude<Save, { kind: 'save' }> | { kind: 'provisioned' } | Refusal;

const URL = `/api/plugins/${pluginJson.id}/settings`;

/** What was last heard of the settings in this tab: pages read it while they draw. */
let known: ParsedSettings = parseSettings(undefined);

/** Takes what Grafana handed out with the app. */
export function rememberSettings(jsonData: unknown): void {
  known = parseSettings(jsonData);
}

/** The settings as last heard of. */
export const knownSettings = (): Settings => known.settings;

/**
 * Reads what is stored now; what Grafana handed out with the app may be older.
 * @param closed ends it when the page closes
 */
export async function loadSettings(closed?: AbortSignal): Promise<Loaded> {
  const answer = await ask({ url: URL }, closed);
  return 'said' in answer ? refusal(answer) : { kind: 'loaded', stored: understood(answer.body) };
}

/**
 * Saves what a person has changed over what is stored now, which is read first: Grafana replaces all of it, and disables the
 * app where the body does not say otherwise.
 * @param base the settings that the person opened
 */
export async function saveSettings(changed: Settings, base: Settings): Promise<Saved> {
  const now = await loadSettings();
  if (now.kind !== 'loaded') {
    return now;
  }
  if (now.stored.provisioned) {
    return { kind: 'provisioned' };
  }
  const save = mergeForSave(now.stored.stored, changed, base);
  if (save.kind !== 'save') {
    return save;
  }
  const answer = await ask({ url: URL, method: 'POST', data: save.body });
  return 'said' in answer ? refusal(answer) : { kind: 'saved', stored: understood({ jsonData: save.body.jsonData }) };
}

function understood(body: unknown): StoredSettings {
  const jsonData = isObject(body) ? body.jsonData : undefined;
  known = parseSettings(jsonData);
  return { ...known, provisioned: isObject(jsonData) && jsonData.provisioned === true };
}

const refusal = ({ status, said }: Refused): Refusal => ({ kind: status === 403 ? 'forbidden' : 'failed', said });
