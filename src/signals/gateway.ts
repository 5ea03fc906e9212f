import * as promql from '../promql/expression';
import {
  headroom,
  inLastHour,
  level,
  limited,
  overDeployments,
  quantile,
  share,
  shareOfBoth,
  spentShare,
} from './formulas';
import type { Signal } from './signal';

const NO_BUDGET = 'Who has no budget is left out.';

/** What a gateway does with its providers: their time and its own, whom it asks next, and what is left to ask and to spend. */
export const GATEWAY = {
  providerLatencyP50: quantile("Providers' time, median", 'providerLatency', 0.5),
  providerLatencyP95: quantile("Providers' time, 95th percentile", 'providerLatency', 0.95),
  overheadP50: quantile('Overhead, median', 'overheadLatency', 0.5),
  overheadP95: quantile('Overhead, 95th percentile', 'overheadLatency', 0.95),
  fallbacks: inLastHour('Fallbacks in the last hour', 'short', 'fallbacks'),
  fallbackRatio: share('Share of requests that another deployment took over', 'fallbacks', 'requests'),
  failedFallbacks: inLastHour('Failed fallbacks in the last hour', 'short', 'failedFallbacks'),
  cooldowns: inLastHour('Cool-downs in the last hour', 'short', 'cooldowns'),
  deploymentState: level('State of deployments', 'deploymentState', 'short', promql.max),
  requestHeadroom: headroom('Requests left, of the limit', 'remainingRequests', 'requestLimit'),
  tokenHeadroom: headroom('Tokens left, of the limit', 'remainingTokens', 'tokenLimit'),
  requestLimit: overDeployments('Limit of requests a minute', 'reqpm', 'requestLimit', promql.max),
  requestsLeft: overDeployments('Requests left until the limit', 'reqpm', 'remainingRequests', promql.min),
  tokenLimit: overDeployments('Limit of tokens a minute', 'si:tok/min', 'tokenLimit', promql.max),
  tokensLeft: overDeployments('Tokens left until the limit', 'si:tok/min', 'remainingTokens', promql.min),
  cacheHitRatio: shareOfBoth('Cache hit ratio', 'cacheHits', 'cacheMisses'),
  budgetLeft: { ...limited('Budget left', 'budgetRemaining', 'currencyUSD'), emptyWhen: NO_BUDGET },
  budgetUsed: { ...spentShare('Budget used', 'budgetRemaining', 'budget'), emptyWhen: NO_BUDGET },
  zeroCostRequests: inLastHour('Requests logged without a cost, in the last hour', 'short', 'zeroCostRequests'),
} satisfies Record<string, Signal>;
