import { SYSTEMS } from '../vocabularies/vocabularies';
import type { SystemId } from '../vocabularies/vocabulary';

/** A dashboard's title for every system, where no document gives one. */
export const titledBySystem = (title: (system: string) => string): Record<SystemId, string> =>
  Object.fromEntries(Object.values(SYSTEMS).map((system) => [system.id, title(system.title)])) as Record<
    SystemId,
    string
  >;
