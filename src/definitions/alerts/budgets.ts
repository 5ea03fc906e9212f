import type { AlertDefinition, Condition } from '../alert';

type BudgetSignal = Extract<Condition, { kind: 'budget' }>['signal'];

const budget = (
  signal: BudgetSignal,
  alert: Omit<AlertDefinition, 'category' | 'topic' | 'condition' | 'source'>
): AlertDefinition => ({
  ...alert,
  category: 'application',
  topic: 'cost',
  condition: { kind: 'budget', signal, is: 'at or above', limit: 'critical' },
  source: 'Beyond the documents: budgets of the settings',
});

/** What a person allows a system to spend; there is no alert of a budget that nobody has set. */
export const BUDGETS: readonly AlertDefinition[] = [
  budget('dailyBudgetUsed', {
    id: 'daily-budget',
    name: 'DailyBudgetSpent',
    severity: 'warning',
    for: '0s',
    summary: 'The daily budget of {system} is spent',
    description: '{value} of the daily budget of {system} are spent since midnight UTC; the limit is {limit}.',
    panel: { dashboard: 'cost', id: 'daily-budget' },
  }),
  budget('monthlyBudgetUsed', {
    id: 'monthly-budget',
    name: 'MonthlyBudgetSpent',
    severity: 'warning',
    for: '0s',
    summary: 'The monthly budget of {system} is spent',
    description: '{value} of the monthly budget of {system} are spent since the month began; the limit is {limit}.',
    panel: { dashboard: 'cost', id: 'monthly-budget' },
  }),
  budget('monthlyBudgetForecast', {
    id: 'budget-forecast',
    name: 'MonthlyBudgetWillBeExceeded',
    severity: 'info',
    for: '1h',
    keepFiringFor: '1h',
    summary: 'The monthly budget of {system} will not last',
    description:
      "At the pace of the last 24 hours, {value} of the monthly budget of {system} will be spent by the month's end; the limit is {limit}.",
    panel: { dashboard: 'cost', id: 'monthly-budget-forecast' },
  }),
];
