import { bundledDashboards, type Bundled } from '../compile/bundled';
import { toDashboardJson } from '../compile/dashboardJson';
import type { AlertOverrides } from '../definitions/alertOverrides';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import { type DashboardDefinition, type DashboardId } from '../definitions/dashboard';
import type { CustomMetric } from '../settings/schema';
import {
  emittedLabel,
  sourceOf,
  sourceOfValues,
  type SystemId,
  type SystemVocabulary,
} from '../vocabularies/vocabulary';
import { fingerprintOf, MARK } from './content';
import { asJson, at, objectsIn, textAt, type Json, type JsonObject } from '../json/json';

/** A dashboard as this version of the plugin has it. */
export interface Ours {
  uid: string;
  title: string;
  system: SystemId;
  dashboard: DashboardId;
  json: JsonObject;
  /** Grafana imports it with the plugin, whose dashboard it is. */
  bundled: boolean;
}

/** A system, and every dashboard that it has. */
export interface OursOfSystem {
  id: SystemId;
  title: string;
  dashboards: readonly Ours[];
}

/**
 * Every dashboard of every system, by system.
 * @param included the files that plugin.json includes, such as `dashboards/choreoai-overview.json`
 */
export function oursBySystem(included: readonly string[]): OursOfSystem[] {
  const systems = new Map<SystemId, { id: SystemId; title: string; dashboards: Ours[] }>();
  bundledDashboards().forEach((one) => {
    const { id, title } = one.vocabulary;
    const system = systems.get(id) ?? { id, title, dashboards: [] };
    system.dashboards.push(oursOf(one, included));
    systems.set(id, system);
  });
  return [...systems.values()];
}

const oursOf = ({ definition, vocabulary, file, json }: Bundled, included: readonly string[]): Ours => ({
  uid: json.uid,
  title: json.title,
  system: vocabulary.id,
  dashboard: definition.id,
  json: asJson(json),
  bundled: included.includes(`dashboards/${file}`),
});

/** The data source that a dashboard shows first; empty where it leaves that to Grafana. */
export const dataSourceOf = (json: JsonObject): string => textAt(at(dataSourceVariable(json), 'current'), 'value');

const dataSourceVariable = (json: JsonObject) =>
  objectsIn(at(json.templating, 'list')).find(({ name }) => name === 'ds');

/** A data source as a dashboard's variable holds it. */
export interface ChosenDataSource {
  uid: string;
  name: string;
}

/** A dashboard that shows a data source first. */
export const showing = (json: JsonObject, dataSource: ChosenDataSource | undefined): JsonObject =>
  dataSource === undefined
    ? json
    : withVariables(json, (variables) =>
        variables.map((variable) =>
          variable.name === 'ds'
            ? { ...variable, current: { selected: true, text: dataSource.name, value: dataSource.uid } }
            : variable
        )
      );

/** A dashboard that carries the fingerprint of its content, so that a later look tells whether a person has changed it. */
export const marked = (json: JsonObject): JsonObject =>
  withVariables(json, (variables) => [
    ...variables,
    {
      name: MARK,
      label: 'What was installed; leave it, and updates know whether somebody has changed the dashboard',
      type: 'constant',
      query: fingerprintOf(json),
      hide: 2,
      skipUrlSync: true,
    },
  ]);

const withVariables = (
  json: JsonObject,
  change: (variables: readonly JsonObject[]) => readonly Json[]
): JsonObject => ({
  ...json,
  templating: { list: change(objectsIn(at(json.templating, 'list'))) },
});

/**
 * A dashboard as a person's own: under another uid and title, without the mark that updates look for.
 * @param vocabulary as it was detected; where that cannot tell the values of its variables, `known` stands in
 * @param as its name, what a team has added to the system, and which limits it has moved
 */
export const ownCopy = (
  definition: DashboardDefinition,
  vocabulary: SystemVocabulary,
  known: SystemVocabulary,
  { title, ...as }: { uid: string; title: string; own?: readonly CustomMetric[]; overrides?: AlertOverrides }
): JsonObject => ({
  ...asJson(toDashboardJson(definition, canBeRead(definition, vocabulary) ? vocabulary : known, as)),
  title,
  description: `${definition.title} of ${vocabulary.title}, a copy of ChoreoAI Observability's.`,
});

const canBeRead = ({ selects }: DashboardDefinition, vocabulary: SystemVocabulary): boolean =>
  [
    sourceOf(vocabulary, 'requests'),
    ...selects
      .filter((dimension) => emittedLabel(vocabulary, dimension) !== undefined)
      .map((dimension) => sourceOfValues(vocabulary, dimension)),
  ].every(({ kind }) => kind !== 'absent');

/** Our dashboard beside one of the same uid that a person has changed. Its links lead to the one that is there. */
export const beside = (ours: Ours, vocabulary: SystemVocabulary, uid: string): JsonObject =>
  ownCopy(DASHBOARDS[ours.dashboard], vocabulary, vocabulary, { uid, title: `${ours.title} (as shipped)` });
