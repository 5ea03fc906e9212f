import { toDashboardJson, withRevision } from '../src/compile/dashboardJson';
import { dashboardFile } from '../src/compile/identity';
import { DASHBOARDS } from '../src/definitions/dashboards/dashboards';
import { SYSTEMS } from '../src/vocabularies/vocabularies';

/** Every file that is generated from the definitions: path from the repository's root -> content. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.values(DASHBOARDS).flatMap((definition) =>
      Object.values(SYSTEMS).map((vocabulary): [string, string] => [
        `dashboards/${dashboardFile(definition, vocabulary)}`,
        `${JSON.stringify(withRevision(toDashboardJson(definition, vocabulary)), null, 2)}\n`,
      ])
    )
  );
}
