import { leavesOf, same } from './leaves';
import { parseSettings } from './parse';
import { shown, type Problem } from './problem';
import type { Stored } from './read';
import { VERSION, type Settings } from './schema';
import { written } from './write';

/** A field that two people have changed. */
export interface Conflict extends Problem {
  /** What is stored now; undefined where it was removed. */
  theirs: unknown;
  mine: unknown;
}

/** What `POST /api/plugins/:id/settings` takes. It replaces everything, and without `enabled` it disables the app. */
export interface SettingsBody {
  enabled: true;
  pinned: true;
  jsonData: Stored;
}

export type Save =
  | { kind: 'save'; body: SettingsBody }
  /** Somebody else has changed the same fields since; nothing may be saved before a person has decided. */
  | { kind: 'conflict'; conflicts: Conflict[] }
  /** What was entered is wrong. */
  | { kind: 'invalid'; problems: Problem[] }
  /** What is stored comes from a newer version of the plugin. */
  | { kind: 'newer'; problems: Problem[] };

/**
 * Writes what a person has changed over what is stored now. Fields that they did not touch, that belong to somebody else or
 * that cannot be read stay as they are.
 * @param storedNow the app's jsonData, read afresh
 * @param base the settings that the person opened
 */
export function mergeForSave(storedNow: unknown, changed: Settings, base: Settings): Save {
  const now = parseSettings(storedNow);
  if (now.readOnly) {
    return { kind: 'newer', problems: now.problems };
  }
  const entered = parseSettings({ ...changed, version: VERSION });
  if (entered.problems.length > 0) {
    return { kind: 'invalid', problems: entered.problems };
  }
  const mine = leavesOf(entered.settings);
  const theirs = leavesOf(now.settings);
  const before = leavesOf(parseSettings({ ...base, version: VERSION }).settings);
  const changes = [...new Map([...before, ...mine])].filter(
    ([field]) => !same(mine.get(field), before.get(field)) && !same(mine.get(field), theirs.get(field))
  );
  const conflicts = changes
    .filter(([field]) => !same(theirs.get(field), before.get(field)))
    .map(([field]) => conflict(field, theirs.get(field)?.value, mine.get(field)?.value));
  if (conflicts.length > 0) {
    return { kind: 'conflict', conflicts };
  }
  const jsonData = changes.reduce(
    (stored, [field, place]) => written(stored, { ...place, value: mine.get(field)?.value, isRead: theirs.has(field) }),
    now.stored
  );
  return { kind: 'save', body: { enabled: true, pinned: true, jsonData } };
}

function conflict(field: string, theirs: unknown, mine: unknown): Conflict {
  return {
    field,
    what: `${theirs === undefined ? 'was removed' : `was set to ${shown(theirs)}`} by somebody else since you opened it`,
    expected: `theirs, or ${mine === undefined ? 'its removal' : `your ${shown(mine)}`}: reload and decide`,
    theirs,
    mine,
  };
}
