import type { Runbook } from './runbook';

const budget = (whose: string, spent: boolean): Runbook => ({
  meaning: spent
    ? `The budget of a ${whose} is spent: the gateway refuses its requests until it is renewed.`
    : `Four fifths of the budget of a ${whose} are spent.`,
  look: ['Spend by model of the last days.', 'Hours until the budget is renewed.'],
  causes: ['More use than planned.', 'A dearer model.', 'A caller in a loop.'],
  fix: ['Raise the budget, or have the owner lower the use.'],
  falseAlarms: 'A budget that is meant to be used up.',
});

const ofSystem = (meaning: string): Runbook => ({
  meaning,
  look: [
    'Spend by model and by provider, and what changed: more calls, longer ones, or a dearer model.',
    'Unpriced tokens: what has no price is not in the figure.',
    'The budget itself, on the page Prices: in the expression below, it is the number by which spend is divided.',
  ],
  causes: [
    'More use than planned.',
    'A dearer model.',
    'A caller in a loop, or retries.',
    'A budget that is out of date.',
  ],
  fix: ['Limit the caller, or go back to the cheaper model.', 'Raise the budget, and update the rule.'],
  falseAlarms: 'A batch that was meant to use it up. Days and months are UTC, which may not be yours.',
});

const ofGateway = Object.fromEntries(
  ['Team', 'Key', 'User', 'Organisation'].flatMap((whose) => [
    [`${whose}BudgetSpent`, budget(whose.toLowerCase(), true)],
    [`${whose}BudgetNearlySpent`, budget(whose.toLowerCase(), false)],
  ])
);

export const BUDGET_RUNBOOKS: Readonly<Record<string, Runbook>> = {
  ...ofGateway,
  DailyBudgetSpent: ofSystem('What the system may spend in a day is spent. Nothing is refused: it goes on spending.'),
  MonthlyBudgetSpent: ofSystem(
    'What the system may spend in a month is spent. Nothing is refused: it goes on spending.'
  ),
  MonthlyBudgetWillBeExceeded: ofSystem(
    'This month so far, and the rest of it at the pace of the last 24 hours, come to more than the system may spend.'
  ),
};
