import type { AlertOverrides } from '../definitions/alertOverrides';
import type { DashboardDefinition } from '../definitions/dashboard';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import { SYSTEMS } from '../vocabularies/vocabularies';
import type { SystemVocabulary } from '../vocabularies/vocabulary';
import { toDashboardJson, type DashboardJson } from './dashboardJson';
import { dashboardFile } from './identity';

/** A dashboard of a system, as a file of its own. */
export interface Bundled {
  definition: DashboardDefinition;
  vocabulary: SystemVocabulary;
  file: string;
  json: DashboardJson;
}

/**
 * Every dashboard that the vocabulary of its system can fill: at least one panel has something to ask.
 * @param overrides of a team, whose limits colour the panels
 */
export const bundledDashboards = (overrides: AlertOverrides = {}): Bundled[] =>
  Object.values(DASHBOARDS).flatMap((definition) =>
    Object.values(SYSTEMS)
      .map((vocabulary) => ({
        definition,
        vocabulary,
        file: dashboardFile(definition, vocabulary),
        json: toDashboardJson(definition, vocabulary, { overrides }),
      }))
      .filter(({ json }) => json.panels.some((panel) => 'targets' in panel))
  );
