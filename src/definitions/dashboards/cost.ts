import type { DashboardDefinition, PanelDefinition } from '../dashboard';
import { titledBySystem } from '../titles';
import { accounts } from './cost/accounts';
import { ask, ifEmitted, lines, stacked, stat, third } from './panels';

/** A stat with room for what its figure rests on. */
const quarter = (panel: PanelDefinition): PanelDefinition => ({ ...panel, size: { width: 6, height: 4 } });

const glance: PanelDefinition[] = [
  stat(
    {
      id: 'spend-per-hour',
      title: 'Spend per hour',
      description: 'What the present traffic costs in an hour, in USD.',
    },
    'spendPerHour'
  ),
  stat(
    {
      id: 'spend-today',
      title: 'Today',
      description:
        'Spend since midnight in the time zone of the page. A dashboard with an absolute range shows the spend of that range.',
    },
    'spendToday'
  ),
  stat(
    {
      id: 'spend-this-month',
      title: 'This month',
      description:
        'Spend since the first of the month in the time zone of the page, as far as Prometheus remembers. A dashboard with an absolute range shows the spend of that range.',
    },
    'spendThisMonth'
  ),
  stat(
    {
      id: 'spend-forecast',
      title: "Forecast to the month's end",
      description: 'This month so far, and the rest of the month at the pace of the last 24 hours.',
    },
    'spendForecast'
  ),
  stat(
    {
      id: 'spend-last-day',
      title: 'Last 24 hours',
      description: 'Spend in the 24 hours up to the end of the range, in USD.',
    },
    'spendLastDay'
  ),
  stat(
    {
      id: 'spend-last-30-days',
      title: 'Last 30 days',
      description: 'Spend in the 30 days up to the end of the range, as far as Prometheus remembers.',
    },
    'spendLast30Days'
  ),
  stat(
    {
      id: 'spend-per-request',
      title: 'Per request',
      description:
        'Spend over requests. Requests to models without a price are left out where requests name their model.',
    },
    'spendPerRequest'
  ),
  stat(
    {
      id: 'spend-per-thousand-tokens',
      title: 'Per 1,000 tokens',
      description: 'Spend over input and output tokens. Where spend is computed, tokens without a price are left out.',
    },
    'spendPerThousandTokens'
  ),
].map(quarter);

const budgets: PanelDefinition[] = [
  stat(
    {
      id: 'daily-budget',
      title: 'Daily budget used',
      description:
        "Spend since midnight as a share of the daily budget: the system's own, else the one for everything.",
    },
    'dailyBudgetUsed'
  ),
  stat(
    {
      id: 'monthly-budget',
      title: 'Monthly budget used',
      description:
        "Spend since the first of the month as a share of the monthly budget: the system's own, else the one for everything.",
    },
    'monthlyBudgetUsed'
  ),
  stat(
    {
      id: 'monthly-budget-forecast',
      title: 'Monthly budget, forecast',
      description:
        'This month so far and the rest of it at the pace of the last 24 hours, as a share of the monthly budget.',
    },
    'monthlyBudgetForecast'
  ),
];

const gaps: PanelDefinition[] = [
  stat(
    {
      id: 'unpriced-tokens',
      title: 'Unpriced tokens, 24 h',
      description:
        'Tokens of the last 24 hours whose model has no price: they are in no figure of spend. Give the model a price or an alias on the page Prices.',
    },
    'unpricedTokens'
  ),
  stat(
    {
      id: 'unattributed-spend',
      title: 'Unattributed spend, 24 h',
      description:
        'Spend of the last 24 hours that names no provider, or a model that belongs to none that is known. It does not follow the selection of providers.',
    },
    'unattributedSpend'
  ),
  ifEmitted(
    stat(
      {
        id: 'saved-by-cache',
        title: 'Saved by cached tokens, per hour',
        description: 'What cached input tokens would cost more at the price of input tokens.',
      },
      'savedByCache'
    )
  ),
  ifEmitted(
    stat(
      {
        id: 'spend-gap',
        title: 'Emitted against computed',
        description:
          'How far the spend that the system emits is from its tokens times the price list, as a share of the latter. Above 5% one of the two has wrong prices.',
      },
      'spendGap'
    )
  ),
].map(quarter);

/** What is spent, on what, how much of the budget: with what nobody knows the price of as a figure of its own. */
export const cost: DashboardDefinition = {
  id: 'cost',
  title: 'Cost tracking',
  titles: titledBySystem((title) => `${title} Cost Tracking`),
  // Some figures read 30 days.
  refresh: '1m',
  from: 'now-6h',
  selects: ['provider', 'model'],
  rows: [
    { id: 'glance', title: 'At a glance', panels: glance },
    { id: 'budgets', title: 'Budgets', panels: budgets },
    accounts,
    {
      id: 'spend',
      title: 'Spend',
      panels: [
        stacked(
          {
            id: 'spend-by-provider',
            title: 'Spend per hour by provider',
            description: 'USD per hour. Select a provider in the legend to see it alone on the whole page.',
          },
          [ask('spendPerHour', 'provider', 'Spend')]
        ),
        stacked({ id: 'spend-by-model', title: 'Spend per hour by model', description: 'USD per hour.' }, [
          ask('spendPerHour', 'model', 'Spend'),
        ]),
        ifEmitted(
          lines(
            {
              id: 'emitted-and-computed',
              title: 'Emitted and computed spend per hour',
              description: 'The spend that the system emits, next to its tokens times the price list.',
            },
            [ask('emittedSpend', undefined, 'Emitted'), ask('computedSpend', undefined, 'Computed')]
          )
        ),
      ],
    },
    { id: 'gaps', title: 'What the figures leave out', panels: gaps },
    {
      id: 'models',
      title: 'Models',
      panels: [
        {
          id: 'models',
          title: 'Models',
          description:
            'The last 24 hours of each model, and its price for a million tokens. A model without a price has unpriced tokens and no spend. Prices for long contexts are not counted: no system tells how many tokens a call has.',
          visualization: 'table',
          asks: [
            ask('tokensLastDay', 'model', 'Tokens, 24 h'),
            ask('spendLastDay', 'model', 'Spend, 24 h'),
            ask('unpricedTokens', 'model', 'Unpriced tokens, 24 h'),
            ask('inputPrice', 'model', 'Input, per million'),
            ask('outputPrice', 'model', 'Output, per million'),
          ],
          size: { width: 24, height: 8 },
          whenMissing: 'explain',
          priceOrigins: true,
        },
      ],
    },
    {
      id: 'tokens',
      title: 'Tokens',
      panels: [
        third(
          stacked(
            {
              id: 'tokens-by-provider',
              title: 'Tokens by provider',
              description: 'Input and output tokens per second.',
            },
            [ask('tokenRate', 'provider', 'Tokens')]
          )
        ),
        third(
          stacked(
            { id: 'tokens-by-model', title: 'Tokens by model', description: 'Input and output tokens per second.' },
            [ask('tokenRate', 'model', 'Tokens')]
          )
        ),
        third(
          stacked(
            { id: 'tokens-by-type', title: 'Tokens by type', description: 'Input and output tokens per second.' },
            [ask('tokenRate', 'tokenType', 'Tokens')]
          )
        ),
        lines(
          {
            id: 'unpriced-by-model',
            title: 'Unpriced tokens by model',
            description: 'Tokens per minute of models without a price. Empty is good.',
          },
          [ask('unpricedTokensPerMinute', 'model', 'Unpriced')]
        ),
        lines(
          {
            id: 'spend-per-request-by-model',
            title: 'Spend per request by model',
            description: 'Spend over requests.',
          },
          [ask('spendPerRequest', 'model', 'Per request')]
        ),
      ],
    },
  ],
};
