import type { RowDefinition } from '../../dashboard';
import { ask, ifEmitted, optional, optionalStacked } from '../panels';

/** What a gateway knows of its deployments and of who pays. A system without it has no such row. */
export const gateway: RowDefinition = {
  id: 'gateway',
  title: 'Gateway',
  panels: [
    ifEmitted({
      id: 'deployments',
      title: 'Deployments',
      description:
        'Each deployment now: 0 is healthy, 1 a partial outage, 2 a complete one; and what may still be asked of it.',
      visualization: 'table',
      asks: [
        ask('deploymentState', 'deployment', 'State'),
        ask('cooldowns', 'deployment', 'Cool-downs in the last hour'),
        ask('requestHeadroom', 'deployment', 'Requests left'),
        ask('tokenHeadroom', 'deployment', 'Tokens left'),
      ],
      size: { width: 24, height: 8 },
      whenMissing: 'omit',
    }),
    optional(
      {
        id: 'headroom',
        title: 'Rate limit: requests left',
        description: 'Of the requests a minute that a deployment allows, the share that its provider says is left.',
      },
      [ask('requestHeadroom', 'deployment', 'Left')]
    ),
    optional(
      {
        id: 'token-headroom',
        title: 'Rate limit: tokens left',
        description: 'Of the tokens a minute that a deployment allows, the share that its provider says is left.',
      },
      [ask('tokenHeadroom', 'deployment', 'Left')]
    ),
    optional(
      {
        id: 'cooldowns',
        title: 'Cool-downs',
        description: 'How often each deployment was left alone for a while within the last hour.',
      },
      [ask('cooldowns', 'deployment', 'Cool-downs')]
    ),
    optional(
      {
        id: 'fallbacks',
        title: 'Fallbacks',
        description: 'Requests of the last hour that another deployment took over, and those that none could.',
      },
      [ask('fallbacks', undefined, 'Taken over'), ask('failedFallbacks', undefined, 'Failed')]
    ),
    optional(
      {
        id: 'provider-time',
        title: "Providers' time p95",
        description: "Time that the provider's answer took, without the gateway. Of 100 calls, 95 were faster.",
      },
      [ask('providerLatencyP95', 'provider', 'p95')]
    ),
    optional(
      {
        id: 'overhead',
        title: 'Overhead',
        description: 'Time that the gateway adds to a call, in seconds. Old versions wrote milliseconds.',
      },
      [ask('overheadP50', undefined, 'p50'), ask('overheadP95', undefined, 'p95')]
    ),
    optionalStacked(
      {
        id: 'requests-by-team',
        title: 'Requests by team',
        description: 'Requests per second.',
      },
      [ask('requestRate', 'team', 'Requests')]
    ),
    optionalStacked(
      {
        id: 'tokens-by-team',
        title: 'Tokens by team',
        description: 'Input and output tokens per second.',
      },
      [ask('tokenRate', 'team', 'Tokens')]
    ),
    optional(
      {
        id: 'budget-used',
        title: 'Budget used by team',
        description: 'Share of the budget that is spent. Teams without a budget are left out.',
      },
      [ask('budgetUsed', 'team', 'Used')]
    ),
    optional(
      {
        id: 'budget-left',
        title: 'Budget left by team',
        description: 'US dollars until the budget is spent. Teams without a budget are left out.',
      },
      [ask('budgetLeft', 'team', 'Left')]
    ),
    optional(
      {
        id: 'zero-cost',
        title: 'Requests without a cost',
        description:
          'Requests of the last hour that used tokens and were logged at $0: their model has no price there.',
      },
      [ask('zeroCostRequests', 'model', 'Requests')]
    ),
  ],
};
