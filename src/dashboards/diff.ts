import { contentOf } from './content';
import { at, isJsonObject, objectsIn, textAt, type Json, type JsonObject } from '../json/json';
import { settingOf, wordsOf } from './settingWords';

/** One setting before and after; undefined where it is not there. */
export interface SettingChange {
  setting: string;
  before?: string;
  after?: string;
}

/** What would become of a panel, a variable or the dashboard itself. */
export interface Change {
  /** Such as `Panel “Error ratio”`. */
  where: string;
  what: 'added' | 'removed' | 'changed';
  /** Of what is changed only. */
  settings: readonly SettingChange[];
}

/** What a dashboard would become, panel by panel and setting by setting; empty where both show the same. */
export function changesBetween(before: JsonObject, after: JsonObject): Change[] {
  const [old, ours] = [contentOf(before), contentOf(after)];
  return [
    ...ofDashboard(old, ours),
    ...ofList(listOf(old, 'templating'), listOf(ours, 'templating'), 'name', (name) => `Variable “${name}”`),
    ...ofList(listOf(old, 'annotations'), listOf(ours, 'annotations'), 'name', (name) => `Annotation “${name}”`),
    ...ofList(panelsOf(old), panelsOf(ours), 'title', (title) => `Panel “${title}”`),
  ];
}

const listOf = (dashboard: JsonObject, what: string) => objectsIn(at(dashboard[what], 'list'));

/** Rows, what they hold when they are folded, and everything else, flat. */
const panelsOf = ({ panels }: JsonObject): JsonObject[] =>
  objectsIn(panels).flatMap(({ panels: inner, ...panel }) => [panel, ...objectsIn(inner)]);

function ofDashboard(before: JsonObject, after: JsonObject): Change[] {
  const itself = ({ panels: _panels, templating: _templating, annotations: _annotations, ...rest }: JsonObject) => rest;
  const settings = settingChanges(itself(before), itself(after));
  return settings.length === 0 ? [] : [{ where: 'The dashboard itself', what: 'changed', settings }];
}

/**
 * Things that are told apart by a name; of several with one name the first belongs to the first. What is left on both sides
 * with one number and kind was given another name.
 */
function ofList(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  nameIn: string,
  where: (name: string) => string
): Change[] {
  const old = named(before, nameIn);
  const ours = named(after, nameIn);
  [...old].forEach(([key, was]) => {
    const renamed = [...ours].find(([other, one]) => !old.has(other) && isSamePanel(was, one));
    if (!ours.has(key) && renamed) {
      old.delete(key);
      old.set(renamed[0], was);
    }
  });
  return [...new Set([...ours.keys(), ...old.keys()])].flatMap((key): Change[] => {
    const [was, becomes] = [old.get(key), ours.get(key)];
    const place = where(textAt(becomes ?? was, nameIn));
    if (was === undefined || becomes === undefined) {
      return [{ where: place, what: was === undefined ? 'added' : 'removed', settings: [] }];
    }
    const settings = settingChanges(was, becomes);
    return settings.length === 0 ? [] : [{ where: place, what: 'changed', settings }];
  });
}

const isSamePanel = (one: JsonObject, other: JsonObject) =>
  typeof one.id === 'number' && one.id === other.id && one.type === other.type;

function named(things: readonly JsonObject[], nameIn: string): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  things.forEach((thing) => {
    const name = textAt(thing, nameIn);
    const nth = [...found.keys()].filter((key) => key.startsWith(`${name}\n`)).length;
    found.set(`${name}\n${nth}`, thing);
  });
  return found;
}

function settingChanges(before: JsonObject, after: JsonObject): SettingChange[] {
  const settings = ({ id: _id, ...rest }: JsonObject) => settingsIn(rest);
  const [old, ours] = [settings(before), settings(after)];
  return [...new Set([...ours.keys(), ...old.keys()])].flatMap((setting) => {
    const change = { setting, before: old.get(setting), after: ours.get(setting) };
    return change.before === change.after ? [] : [change];
  });
}

/** Every setting in a value, by what it is called: settings that are read together are one. */
function settingsIn(value: JsonObject): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: readonly string[], inner: Json): void => {
    const whole = wordsOf(path, inner);
    if (whole !== undefined) {
      found.set(settingOf(path), whole);
    } else if (Array.isArray(inner)) {
      inner.forEach((one: Json, index) => visit([...path, keyOf(one, index)], one));
    } else if (isJsonObject(inner)) {
      Object.entries(inner).forEach(([key, one]) => visit([...path, key], one));
    }
  };
  visit([], value);
  return found;
}

/** Queries go by their letter, everything else in a list by its place. */
const keyOf = (one: Json, index: number): string => textAt(one, 'refId') || String(index + 1);
