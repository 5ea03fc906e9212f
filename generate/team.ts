import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { LOCAL_GRAFANA } from '../src/compile/alert';
import { overrideProblems } from '../src/definitions/alertOverrides';
import { customAlertProblems } from '../src/definitions/customAlerts';
import { isObject } from '../src/json/json';
import type { Rule } from '../src/pricing/price';
import type { CustomAlert } from '../src/settings/customAlerts';
import { shown, type Problem } from '../src/settings/problem';
import { below } from '../src/settings/read';
import { NO_SETTINGS, readSettings, type Settings } from '../src/settings/schema';

/** What files are generated for a team with. Its parts of the app's settings have their names and shapes. */
export interface Team extends Pick<Settings, (typeof PARTS)[number]> {
  /** Where the team's Grafana is: what links begin with. */
  grafana: string;
  /** The uid of its Prometheus in that Grafana. */
  dataSource: string;
}

const PARTS = ['alerts', 'budgets', 'prices', 'customAlerts'] as const;

/** What the repository's own files are generated with. */
export const NOBODY: Team = {
  alerts: NO_SETTINGS.alerts,
  budgets: NO_SETTINGS.budgets,
  prices: NO_SETTINGS.prices,
  grafana: LOCAL_GRAFANA,
  customAlerts: NO_SETTINGS.customAlerts,
  dataSource: 'prometheus',
};

const ADDRESS: Rule = {
  expected: 'the address of a Grafana, such as https://grafana.example.com',
  holds: (value) => typeof value === 'string' && /^https?:\/\/[^\s?#]+$/.test(value) && URL.canParse(value),
};

const UID: Rule = {
  expected: "a data source's uid: letters, digits, - and _, at most 40",
  holds: (value) => typeof value === 'string' && /^[\w-]{1,40}$/.test(value),
};

/**
 * Reads a team's file.
 * @param text YAML, or JSON, which is YAML
 * @returns all that is wrong with it; nothing is to be generated then
 */
export function readTeam(text: string): { team: Team } | { problems: Problem[] } {
  const stored = parsed(text);
  if ('problem' in stored) {
    return { problems: [stored.problem] };
  }
  const { grafana = NOBODY.grafana, dataSource = NOBODY.dataSource, ...parts } = stored.value;
  const problems: Problem[] = [];
  const settings = readSettings(parts, problems);
  const known = Object.fromEntries(PARTS.map((part) => [part, settings[part]])) as Pick<
    Settings,
    (typeof PARTS)[number]
  >;
  const all = [
    ...broken(ADDRESS, 'grafana', grafana),
    ...broken(UID, 'dataSource', dataSource),
    ...problems,
    ...unread(parts, known, '').filter(({ field }) => !problems.some((one) => field.startsWith(one.field))),
    ...overrideProblems(known.alerts),
    ...customAlertProblems(known.customAlerts),
    ...Object.entries(known.customAlerts).flatMap(([system, alerts]) => unwritten(system, alerts)),
  ];
  return all.length > 0
    ? { problems: all }
    : { team: { ...known, grafana: String(grafana).replace(/\/+$/, ''), dataSource: String(dataSource) } };
}

function parsed(text: string): { value: Readonly<Record<string, unknown>> } | { problem: Problem } {
  try {
    const value: unknown = parse(text) ?? {};
    return isObject(value)
      ? { value }
      : {
          problem: { field: '', what: `is ${shown(value)}`, expected: 'names with values, such as grafana: https://…' },
        };
  } catch (error) {
    return { problem: { field: '', what: `is no YAML: ${String(error)}`, expected: 'YAML or JSON' } };
  }
}

const unwritten = (system: string, alerts: readonly CustomAlert[]): Problem[] =>
  alerts
    .filter(({ expr }) => !isPromql(expr))
    .map(({ name, expr }) => ({
      field: `customAlerts.${system}`,
      what: `has ${name} with ${shown(expr)}`,
      expected: 'PromQL',
    }));

/** As far as the grammar goes: whether its types fit is told by `promtool check rules`. */
function isPromql(text: string): boolean {
  let fits = true;
  parser.parse(text).iterate({ enter: ({ type }) => void (fits = fits && !type.isError) });
  return fits;
}

const broken = ({ expected, holds }: Rule, field: string, value: unknown): Problem[] =>
  holds(value) ? [] : [{ field, what: `is ${shown(value)}`, expected }];

/** What nobody has read: in a file that people write, a name that nobody knows is a mistake. */
function unread(stored: unknown, read: unknown, field: string): Problem[] {
  if (Array.isArray(stored) && Array.isArray(read) && stored.length === read.length) {
    return stored.flatMap((one, index) => unread(one, read[index], `${field}[${index}]`));
  }
  if (!isObject(stored) || !isObject(read)) {
    return [];
  }
  return Object.entries(stored).flatMap(([name, value]) =>
    Object.hasOwn(read, name)
      ? unread(value, read[name], below(field, name))
      : [{ field: below(field, name), what: 'is not known', expected: 'a name from docs/alerts.md' }]
  );
}

export const problemText = ({ field, what, expected }: Problem): string =>
  `${field === '' ? 'The file' : field} ${what}. Expected: ${expected}.`;
