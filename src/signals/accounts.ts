import * as promql from '../promql/expression';
import type { FurtherMeasureId } from '../vocabularies/measures';
import { level, spentShare } from './formulas';
import { valueOf, type Signal } from './signal';

/** What an account's budget is told by. */
interface BudgetMeasures {
  left: FurtherMeasureId;
  budget: FurtherMeasureId;
  hours: FurtherMeasureId;
}

/** The share used; who has no budget comes last where not all can be shown. */
function used(title: string, { left, budget }: BudgetMeasures): Signal {
  const share = spentShare(title, left, budget);
  return {
    ...share,
    rawOnly: true,
    emptyWhen: 'Who has no budget has used no share of it.',
    weight: (vocabulary, scope) => {
      const anybody = promql.multiply(valueOf(vocabulary, left, scope, promql.min), promql.number(0));
      return promql.or(share.expression(vocabulary, scope), anybody);
    },
  };
}

/** What is left, +Inf where there is no budget. Replicas all tell of one account. */
const left = (title: string, { left: measure }: BudgetMeasures): Signal => ({
  ...level(title, measure, 'currencyUSD', promql.min),
  rawOnly: true,
  unlimited: true,
});

const renewed = (title: string, { hours }: BudgetMeasures): Signal => ({
  ...level(title, hours, 'h', promql.min),
  rawOnly: true,
});

const TEAM: BudgetMeasures = { left: 'budgetRemaining', budget: 'budget', hours: 'budgetHours' };
const KEY: BudgetMeasures = { left: 'keyBudgetRemaining', budget: 'keyBudget', hours: 'keyBudgetHours' };
const USER: BudgetMeasures = { left: 'userBudgetRemaining', budget: 'userBudget', hours: 'userBudgetHours' };
const ORGANISATION: BudgetMeasures = {
  left: 'organisationBudgetRemaining',
  budget: 'organisationBudget',
  hours: 'organisationBudgetHours',
};

/** The budgets that a gateway keeps for whoever calls it. */
export const ACCOUNTS = {
  teamBudgetUsed: used("Teams' budgets used", TEAM),
  teamBudgetLeft: left("Left of teams' budgets", TEAM),
  teamBudgetRenewed: renewed("Hours until teams' budgets are renewed", TEAM),
  keyBudgetUsed: used("Keys' budgets used", KEY),
  keyBudgetLeft: left("Left of keys' budgets", KEY),
  keyBudgetRenewed: renewed("Hours until keys' budgets are renewed", KEY),
  userBudgetUsed: used("Users' budgets used", USER),
  userBudgetLeft: left("Left of users' budgets", USER),
  userBudgetRenewed: renewed("Hours until users' budgets are renewed", USER),
  organisationBudgetUsed: used("Organisations' budgets used", ORGANISATION),
  organisationBudgetLeft: left("Left of organisations' budgets", ORGANISATION),
  organisationBudgetRenewed: renewed("Hours until organisations' budgets are renewed", ORGANISATION),
} satisfies Record<string, Signal>;
