import type { CustomAlert } from '../settings/customAlerts';
import type { Problem } from '../settings/problem';
import type { Settings } from '../settings/schema';
import type { VocabularyId } from '../vocabularies/vocabulary';
import { ALERTS } from './alerts/alerts';

const isTaken = (system: VocabularyId, { name }: CustomAlert): boolean =>
  ALERTS[system].some((one) => one.name === name);

/** A team's own alerts of a system: those whose names are not taken. */
export const ownAlerts = (system: VocabularyId, { customAlerts }: Pick<Settings, 'customAlerts'>): CustomAlert[] =>
  (customAlerts[system] ?? []).filter((one) => !isTaken(system, one));

/** What of a team's own alerts cannot be, beyond what the settings' schema sees by itself. */
export const customAlertProblems = (customAlerts: Settings['customAlerts']): Problem[] =>
  Object.entries(customAlerts).flatMap(([system, alerts]) =>
    alerts
      .filter((one) => isTaken(system as VocabularyId, one))
      .map(({ name }) => ({
        field: `customAlerts.${system}`,
        what: `has ${name}, which comes with the plugin`,
        expected: 'another name, or an override in alerts',
      }))
  );
