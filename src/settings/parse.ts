import { migrated } from './migrations';
import { shown, type Problem } from './problem';
import { isObject } from '../json/json';
import type { Stored } from './read';
import { readSettings, VERSION, type Settings } from './schema';

export interface ParsedSettings {
  settings: Settings;
  /** What could not be read. It stays where it is stored. */
  problems: Problem[];
  /** A newer version of the plugin has written them: they may be read as far as they can, and not be saved. */
  readOnly: boolean;
  /** All that is stored, in today's shape: also what belongs to somebody else or cannot be read. */
  stored: Stored;
}

/** Where a save puts what it finds in the place of a setting and cannot read. */
export const UNREADABLE = 'unreadable';

/** @param jsonData the app's, as Grafana has it; undefined and null where nothing was ever saved */
export function parseSettings(jsonData: unknown): ParsedSettings {
  const { stored, problem, readOnly = false } = inTodaysShape(jsonData);
  const problems = problem ? [problem] : [];
  const settings = readSettings(stored, problems);
  return { settings, problems, readOnly, stored };
}

interface Shaped {
  stored: Stored;
  problem?: Problem;
  readOnly?: boolean;
}

function inTodaysShape(jsonData: unknown): Shaped {
  if (jsonData === undefined || jsonData === null) {
    return { stored: { version: VERSION } };
  }
  if (!isObject(jsonData)) {
    return {
      stored: { version: VERSION, [UNREADABLE]: { jsonData } },
      problem: { field: '', what: `is ${shown(jsonData)}`, expected: 'an object' },
    };
  }
  const { version = 0 } = jsonData;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
    return {
      stored: keepingUnreadable({ ...jsonData, version: VERSION }, 'version', version),
      problem: { field: 'version', what: `is ${shown(version)}`, expected: `a whole number up to ${VERSION}` },
    };
  }
  return version > VERSION
    ? {
        stored: jsonData,
        readOnly: true,
        problem: {
          field: 'version',
          what: `is ${version}: a newer version of the plugin has saved these settings`,
          expected: `at most ${VERSION}. Update the plugin to change them; until then they are only read`,
        },
      }
    : { stored: { ...migrated(jsonData, version), version: VERSION } };
}

/** Puts what a field held aside, where a later look finds it. */
export function keepingUnreadable(stored: Stored, field: string, value: unknown): Stored {
  const aside = stored[UNREADABLE];
  return { ...stored, [UNREADABLE]: { ...(isObject(aside) ? aside : {}), [field]: value } };
}
