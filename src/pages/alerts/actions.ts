import {
  contentOf,
  isPaused,
  withoutRules,
  withPause,
  withRules,
  type OurRule,
  type RuleGroup,
} from '../../alerts/rules';
import { alertGroup } from '../../compile/identity';
import { readRuleGroup, writeRuleGroup } from '../../grafana/alerting';
import type { Refused } from '../../grafana/ask';
import { createOwnFolder, OWN_FOLDER, type Folder } from '../../grafana/folders';
import { textAt, type JsonObject } from '../../json/json';

export type Action = 'install' | 'update' | 'pause' | 'resume' | 'remove';

/** One of our alerts, and the rule that Grafana has of it; none where it is not installed. */
export interface Subject {
  ours: OurRule;
  rule?: JsonObject;
}

/** What became of an action on a group of rules. */
export type Written = { kind: 'done' } | { kind: 'changed' } | ({ kind: 'refused' } & Refused);

const CHANGES: Record<Action, (group: RuleGroup, subjects: readonly OurRule[]) => RuleGroup> = {
  install: withRules,
  update: withRules,
  pause: (group, ours) => withPause(group, uidsOf(ours), true),
  resume: (group, ours) => withPause(group, uidsOf(ours), false),
  remove: (group, ours) => withoutRules(group, uidsOf(ours)),
};

const uidsOf = (ours: readonly OurRule[]) => ours.map(({ uid }) => uid);

/** A rule lives in one group of one folder. */
interface Place {
  folder: string;
  group: string;
}

/** Where a rule is; a new one goes into a group for its system. */
const placeOf = ({ rule }: Subject, system: string, folder: Folder): Place =>
  rule
    ? { folder: textAt(rule, 'folderUID'), group: textAt(rule, 'ruleGroup') }
    : { folder: folder.uid, group: alertGroup(system) };

/**
 * Does something to alerts of one system: group by group, each in one transaction. Stops at the first that fails.
 * @param folder where new ones go
 */
export async function act(
  action: Action,
  system: string,
  subjects: readonly Subject[],
  folder: Folder
): Promise<Written> {
  if (action === 'install' && folder.uid === OWN_FOLDER.uid) {
    const refused = await createOwnFolder();
    if (refused) {
      return { kind: 'refused', ...refused };
    }
  }
  const places = new Map<string, { place: Place; subjects: Subject[] }>();
  for (const subject of subjects) {
    const place = placeOf(subject, system, folder);
    const key = JSON.stringify(place);
    const there = places.get(key) ?? { place, subjects: [] };
    there.subjects.push(subject);
    places.set(key, there);
  }
  for (const { place, subjects: there } of places.values()) {
    const written = await change(action, place, there);
    if (written.kind !== 'done') {
      return written;
    }
  }
  return { kind: 'done' };
}

/** Nothing is written over what a person has not seen. */
async function change(action: Action, { folder, group }: Place, subjects: readonly Subject[]): Promise<Written> {
  const present = await readRuleGroup(folder, group);
  if ('said' in present) {
    return { kind: 'refused', ...present };
  }
  const now = new Map(present.rules.map((rule) => [textAt(rule, 'uid'), rule]));
  if (subjects.some(({ ours, rule }) => !isSame(rule, now.get(ours.uid)))) {
    return { kind: 'changed' };
  }
  const after = CHANGES[action](
    present,
    subjects.map(({ ours }) => ours)
  );
  const refused = await writeRuleGroup(folder, group, after);
  return refused ? { kind: 'refused', ...refused } : { kind: 'done' };
}

const isSame = (one: JsonObject | undefined, other: JsonObject | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : isPaused(one) === isPaused(other) && JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
