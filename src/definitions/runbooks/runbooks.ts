import { BUDGET_RUNBOOKS } from './budgets';
import { EXPORTER_RUNBOOKS } from './exporters';
import type { Runbook } from './runbook';
import { SYSTEM_RUNBOOKS } from './systems';

const RUNBOOKS: Readonly<Record<string, Runbook>> = { ...SYSTEM_RUNBOOKS, ...BUDGET_RUNBOOKS, ...EXPORTER_RUNBOOKS };

/** The runbook of an alert, by its name. @throws where nobody has written one */
export function runbookOf(name: string): Runbook {
  const found = RUNBOOKS[name];
  if (found === undefined) {
    throw new Error(`There is no runbook for ${name}: write one in src/definitions/runbooks.`);
  }
  return found;
}
