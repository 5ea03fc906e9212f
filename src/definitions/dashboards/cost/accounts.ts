import type { SignalId } from '../../../signals/signals';
import type { Dimension } from '../../../vocabularies/vocabulary';
import type { PanelDefinition, RowDefinition } from '../../dashboard';
import { ask } from '../panels';

/** What each of some accounts has spent of its budget; left out where a system keeps none. */
const budgetsOf = (
  who: string,
  by: Dimension,
  [used, left, renewed]: readonly [SignalId, SignalId, SignalId]
): PanelDefinition => ({
  id: `budgets-of-${who}`,
  title: `Budgets of ${who}`,
  description:
    'What the gateway itself keeps account of, the most used first. Who has no budget has "No limit" left, and no share used. Who has no name is left out.',
  visualization: 'table',
  asks: [ask(used, by, 'Used'), ask(left, by, 'Left'), { ...ask(renewed, by, 'Renewed in'), optional: true }],
  size: { width: 12, height: 8 },
  whenMissing: 'omit',
  sortedBy: 'Used',
});

/** The budgets that a gateway keeps for whoever calls it. A system without them has no such row. */
export const accounts: RowDefinition = {
  id: 'accounts',
  title: 'Budgets that the gateway keeps',
  panels: [
    budgetsOf('teams', 'team', ['teamBudgetUsed', 'teamBudgetLeft', 'teamBudgetRenewed']),
    budgetsOf('keys', 'apiKey', ['keyBudgetUsed', 'keyBudgetLeft', 'keyBudgetRenewed']),
    budgetsOf('users', 'user', ['userBudgetUsed', 'userBudgetLeft', 'userBudgetRenewed']),
    budgetsOf('organisations', 'organisation', [
      'organisationBudgetUsed',
      'organisationBudgetLeft',
      'organisationBudgetRenewed',
    ]),
  ],
};
