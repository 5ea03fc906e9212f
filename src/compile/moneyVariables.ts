import { PRICE_LIST } from '../pricing/priceList';
import { pricesFor, SHIPPED_PRICES } from '../signals/prices';
import type { Budgets, Prices } from '../signals/scope';
import type { Vocabulary } from '../vocabularies/vocabulary';

/** `raw`, because the vector is PromQL that must reach the query as it is. */
export const PRICES_CONSTANT = { constant: '${prices:raw}' } satisfies Prices;

export const BUDGET_VARIABLES = {
  daily: { variable: '$daily_budget' },
  monthly: { variable: '$monthly_budget' },
} satisfies Budgets;

const uses = (expressions: readonly string[], variable: string) => expressions.some((one) => one.includes(variable));

/** The variables for money that a dashboard's panels use: the whole vector of prices, hidden, and a text box for each budget. */
export const moneyVariables = (expressions: readonly string[], vocabulary: Vocabulary) => [
  ...(uses(expressions, PRICES_CONSTANT.constant) ? [pricesVariable(vocabulary)] : []),
  ...[
    budgetVariable(BUDGET_VARIABLES.daily.variable, 'Daily budget (USD)'),
    budgetVariable(BUDGET_VARIABLES.monthly.variable, 'Monthly budget (USD)'),
  ].filter(({ name }) => uses(expressions, `$${name}`)),
];

const pricesVariable = (vocabulary: Vocabulary) => ({
  name: 'prices',
  label: `Prices of ${PRICE_LIST.date}`,
  type: 'constant',
  query: pricesFor(vocabulary, SHIPPED_PRICES),
  hide: 2,
  skipUrlSync: true,
});

/** 0 stands for no budget. */
const budgetVariable = (variable: string, label: string) => ({
  name: variable.slice(1),
  label,
  type: 'textbox',
  query: '0',
  current: { selected: true, text: '0', value: '0' },
  options: [{ selected: true, text: '0', value: '0' }],
  hide: 0,
});
