import { at, isJsonObject, objectsIn, type Json } from '../json/json';

/** What a person calls a setting, by where it stands in a dashboard's JSON: the first pattern that fits. */
const NAMES: ReadonlyArray<[pattern: RegExp, name: string]> = [
  [/^title$/, 'Title'],
  [/^description$/, 'Description'],
  [/^type$/, 'Kind'],
  [/^gridPos$/, 'Position and size'],
  [/^transparent$/, 'Transparent background'],
  [/^tags$/, 'Tags'],
  [/^refresh$/, 'Refresh'],
  [/^time\.from$/, 'Range from'],
  [/^time\.to$/, 'Range to'],
  [/^timeFrom$/, 'Range of its own'],
  [/^interval$/, 'Least step'],
  [/^targets\.([^.]+)\.expr$/, 'Query $1'],
  [/^targets\.([^.]+)\.legendFormat$/, 'Legend of query $1'],
  [/^targets\.([^.]+)\.(.+)$/, 'Query $1, $2'],
  [/^fieldConfig\.defaults\.unit$/, 'Unit'],
  [/^fieldConfig\.defaults\.min$/, 'Least value'],
  [/^fieldConfig\.defaults\.max$/, 'Largest value'],
  [/^fieldConfig\.defaults\.decimals$/, 'Decimals'],
  [/^fieldConfig\.defaults\.noValue$/, 'Text without a value'],
  [/^fieldConfig\.defaults\.thresholds\.mode$/, 'Thresholds are'],
  [/^fieldConfig\.defaults\.thresholds\.steps$/, 'Thresholds'],
  [/^fieldConfig\.defaults\.color\.mode$/, 'Colour'],
  [/^fieldConfig\.defaults\.custom\.(.+)$/, 'Style, $1'],
  [/^fieldConfig\.defaults\.(.+)$/, 'Values, $1'],
  [/^fieldConfig\.overrides\.(.+)$/, 'Override $1'],
  [/^options\.content$/, 'Text'],
  [/^options\.(.+)$/, 'Option $1'],
  [/^transformations\.(.+)$/, 'Transformation $1'],
  [/^links\.(.+)$/, 'Link $1'],
  [/^label$/, 'Label'],
  [/^query(\.query)?$/, 'Query'],
  [/^hide$/, 'Visibility'],
];

/** A setting as a person calls it; where no name is known, its path. */
export function settingOf(path: readonly string[]): string {
  const written = path.join('.');
  const known = NAMES.find(([pattern]) => pattern.test(written));
  return known ? written.replace(...known) : written;
}

/** A variable's `hide`, by number. */
const VISIBILITIES = ['shown', 'shown without its label', 'hidden'];

/** A value in words, where it is told as a whole; undefined where its parts are settings of their own. */
export function wordsOf(path: readonly string[], value: Json): string | undefined {
  const last = path[path.length - 1];
  if (last === 'gridPos') {
    return positionWords(value);
  }
  if (last === 'hide' && typeof value === 'number') {
    return VISIBILITIES[value] ?? String(value);
  }
  if (last === 'steps') {
    return thresholdWords(value);
  }
  if (Array.isArray(value)) {
    return value.every((one: Json) => typeof one === 'string') ? value.join(', ') : undefined;
  }
  if (isJsonObject(value)) {
    return undefined;
  }
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

const positionWords = (value: Json): string => {
  const number = (key: string) => String(at(value, key) ?? 0);
  return `column ${number('x')}, line ${number('y')}, ${number('w')} wide, ${number('h')} high`;
};

const thresholdWords = (value: Json): string =>
  objectsIn(value)
    .map(({ color = '', value: from }) =>
      from === undefined ? String(color) : `${String(color)} from ${String(from)}`
    )
    .join(', ');
