import type { DashboardDefinition } from '../definitions/dashboard';
import type { Vocabulary, VocabularyId } from '../vocabularies/vocabulary';

/** The longest uid that Grafana takes. */
const MAX_UID = 40;

const PREFIX = 'cao-';

/** Whether a uid is one that `uidOf` gives. */
export const isOurUid = (uid: string): boolean => uid.startsWith(PREFIX);

const ALERTS = 'llm-alerts-';

/** The group of a system's alerts, in Prometheus's rules and in Grafana's. */
export const alertGroup = (system: string): string => ALERTS + system;

/** Whether a group is one of ours. */
export const isAlertGroup = (name: string): boolean => name.startsWith(ALERTS);

/** The uid of something of a system's: `cao-<system>-<thing>`. Throws where Grafana would refuse it. */
export function uidOf(system: VocabularyId, thing: string): string {
  const uid = `${PREFIX}${system}-${thing}`;
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
