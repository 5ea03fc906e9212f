import type { DashboardDefinition } from '../definitions/dashboard';
import type { Vocabulary, VocabularyId } from '../vocabularies/vocabulary';

/** The longest uid that Grafana takes. */
const MAX_UID = 40;

/** The uid of something of a system's: `cao-<system>-<thing>`. Throws where Grafana would refuse it. */
export function uidOf(system: VocabularyId, thing: string): string {
  const uid = `cao-${system}-${thing}`;
  if (uid.length > MAX_UID) {
    throw new Error(`The uid ${uid} has ${uid.length} characters; Grafana takes ${MAX_UID}.`);
  }
  return uid;
}

/** The uid of a system's bundled dashboard. */
export const dashboardUid = ({ id }: Pick<DashboardDefinition, 'id'>, vocabulary: Vocabulary): string =>
  uidOf(vocabulary.id, id);

/** The file of a system's bundled dashboard, in `dashboards/`. */
export const dashboardFile = ({ id }: DashboardDefinition, vocabulary: Vocabulary) => `${vocabulary.id}-${id}.json`;

/** A number that changes with the content: Grafana imports a plugin's dashboard anew where its revision differs. */
export function revisionOf(content: string): number {
  let hash = 7;
  for (let index = 0; index < content.length; index++) {
    hash = (Math.imul(hash, 31) + content.charCodeAt(index)) | 0;
  }
  return (hash >>> 0) % 1_000_000_007;
}
