import { GRAFANA_INTERVAL } from '../compile/grafanaRules';
import { canonical } from '../json/canonical';
import { fingerprint } from '../json/fingerprint';
import { at, isJsonObject, objectsIn, textAt, type Json, type JsonObject } from '../json/json';

/** A group as Grafana's provisioning API reads and writes it. */
export interface RuleGroup {
  /** Seconds between two evaluations. */
  interval: number;
  rules: readonly JsonObject[];
}

/** One of our alerts, as the rule that it would be in Grafana. */
export interface OurRule {
  uid: string;
  name: string;
  json: JsonObject;
  /** The team does not want it. */
  off?: true;
}

/** What became of one of our alerts in Grafana. */
export type RuleState =
  | { kind: 'absent' }
  /** The team has turned it off, and it is not there. */
  | { kind: 'off' }
  /** The team has turned it off, and Grafana still evaluates it. */
  | { kind: 'unwanted'; rule: JsonObject }
  | { kind: 'current'; rule: JsonObject }
  /** Ours is newer, or reads other jobs or another data source now; nobody has changed it since it was installed. */
  | { kind: 'outdated'; rule: JsonObject }
  /** Somebody has changed it since. */
  | { kind: 'edited'; rule: JsonObject }
  | { kind: 'provisioned'; rule: JsonObject };

/** Where a rule carries the fingerprint of what was installed: Grafana keeps what it does not know in a query's model. */
const MARK = 'choreoaiObservability';

/** A rule's own state, which says nothing about when it fires. */
const OF_GRAFANA = ['id', 'uid', 'orgID', 'folderUID', 'ruleGroup', 'updated', 'provenance', 'isPaused'];

/** What Grafana writes into a rule or a query that it saves, whoever asks it to. */
const DEFAULTS: JsonObject = { keep_firing_for: '0s', queryType: '', intervalMs: 1000, maxDataPoints: 43_200 };

/** What a rule does, in an order of its own: two that do the same are written alike. */
export const contentOf = (rule: JsonObject): JsonObject =>
  canonical(
    Object.fromEntries(Object.entries(rule).filter(([key]) => !OF_GRAFANA.includes(key))),
    (key, inner) => key === MARK || DEFAULTS[key] === inner
  );

const fingerprintOf = (rule: JsonObject): string => fingerprint(JSON.stringify(contentOf(rule)));

const markOf = (rule: JsonObject): string => textAt(at(objectsIn(rule.data)[0], 'model'), MARK);

/** A rule that carries the fingerprint of what it does, so that a later look tells whether a person has changed it. */
export function marked(rule: JsonObject): JsonObject {
  const [first, ...rest] = objectsIn(rule.data);
  const model = at(first, 'model');
  return {
    ...rule,
    data: [{ ...first, model: { ...(isJsonObject(model) && model), [MARK]: fingerprintOf(rule) } }, ...rest],
  };
}

/** How one of our alerts stands. One that does what ours does is current, whoever saved it. */
export function stateOf({ json, off }: OurRule, rule: JsonObject | undefined): RuleState {
  if (rule === undefined) {
    return { kind: off ? 'off' : 'absent' };
  }
  if (textAt(rule, 'provenance') !== '') {
    return { kind: 'provisioned', rule };
  }
  const present = fingerprintOf(rule);
  const isOurs = present === fingerprintOf(json);
  if (!isOurs && present !== markOf(rule)) {
    return { kind: 'edited', rule };
  }
  const wanted = isOurs ? 'current' : 'outdated';
  return { kind: off ? 'unwanted' : wanted, rule };
}

export const isPaused = (rule: JsonObject): boolean => rule.isPaused === true;

/** A group once these rules of ours are in it: others stay as they are, and what is paused stays paused. */
export function withRules(group: RuleGroup, ours: readonly OurRule[]): RuleGroup {
  const replaced = new Map(ours.map((one) => [one.uid, one]));
  const kept = group.rules.map((rule) => {
    const one = replaced.get(textAt(rule, 'uid'));
    replaced.delete(textAt(rule, 'uid'));
    return one ? { ...marked(one.json), uid: one.uid, isPaused: isPaused(rule) } : rule;
  });
  const added = [...replaced.values()].map(({ uid, json }) => ({ ...marked(json), uid, isPaused: false }));
  return { interval: group.interval || GRAFANA_INTERVAL, rules: [...kept, ...added] };
}

/** A group without these rules. */
export const withoutRules = (group: RuleGroup, uids: readonly string[]): RuleGroup => ({
  ...group,
  rules: group.rules.filter((rule) => !uids.includes(textAt(rule, 'uid'))),
});

/** A group in which these rules rest, or work again. */
export const withPause = (group: RuleGroup, uids: readonly string[], paused: boolean): RuleGroup => ({
  ...group,
  rules: group.rules.map((rule) => (uids.includes(textAt(rule, 'uid')) ? { ...rule, isPaused: paused } : rule)),
});

/** A setting that differs: where it is, and what it says in either; nothing where it is not there. */
export interface Difference {
  where: string;
  before?: string;
  after?: string;
}

/** What would change, setting by setting. */
export function differences(before: JsonObject, after: JsonObject): Difference[] {
  const [one, other] = [leavesOf(contentOf(before)), leavesOf(contentOf(after))];
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((where) => ({ where, before: one.get(where), after: other.get(where) }))
    .filter((difference) => difference.before !== difference.after);
}

const leavesOf = (value: Json, where = ''): Map<string, string> =>
  typeof value === 'object' && value !== null
    ? new Map(
        Object.entries(value).flatMap(([key, inner]: [string, Json]) => [
          ...leavesOf(inner, where === '' ? key : `${where}.${key}`),
        ])
      )
    : new Map([[where, String(value)]]);
