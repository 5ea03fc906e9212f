import { BURN_RATES } from '../slos';
import type { AlertDefinition } from '../alert';
import { BUDGETS } from './budgets';

/** Whatever calls models is asked these, beyond what its own document says. */

const BEYOND = 'Beyond the documents';

export const serviceDown: AlertDefinition = {
  id: 'down',
  name: 'ServiceDown',
  category: 'application',
  topic: 'targets',
  severity: 'critical',
  condition: { kind: 'service-down' },
  for: '2m',
  summary: '{job} is down',
  description: '{value} targets of {job} answer. Nothing that it serves can be reached.',
  panel: { dashboard: 'system', id: 'targets-up' },
  source: "ChoreoAI's README: API service is down for 2 minutes",
};

export const targetDown: AlertDefinition = {
  id: 'target-down',
  name: 'TargetDown',
  category: 'application',
  topic: 'targets',
  severity: 'warning',
  condition: { kind: 'target-down' },
  for: '5m',
  summary: '{instance} of {job} does not answer',
  description: '{instance} does not answer, while others of {job} do: they carry its load.',
  panel: { dashboard: 'system', id: 'targets-up' },
  source: `${BEYOND}: a target is missing`,
};

export const exporterBlind: AlertDefinition = {
  id: 'blind',
  name: 'ExporterBlind',
  category: 'application',
  topic: 'targets',
  severity: 'warning',
  condition: { kind: 'blind' },
  for: '15m',
  summary: '{job} answers and says nothing',
  description: '{value} targets of {job} answer, and none of their metrics is of the system any more.',
  panel: { dashboard: 'system', id: 'scrape-samples' },
  source: `${BEYOND}: an exporter that is up and sees nothing`,
};

export const providerDown: AlertDefinition = {
  id: 'provider-down',
  name: 'ProviderDown',
  category: 'application',
  topic: 'errors',
  severity: 'critical',
  condition: {
    kind: 'signal',
    signal: 'errorRatio',
    by: ['provider'],
    window: '2m',
    is: 'above',
    limit: 0.9,
    minimum: { count: 5 },
  },
  for: '2m',
  // Longer than ProviderHighErrorRate sees the same failures: else that would be told once this is over.
  keepFiringFor: '5m',
  summary: '{provider} is down for {job}',
  description: '{value} of the attempts at {provider} failed within 2 minutes; above {limit} it counts as down.',
  panel: { dashboard: 'providers', id: 'error-ratio-by-provider' },
  source: "ChoreoAI's guide has the name, for 2 minutes; its expression is that of ServiceDown",
};

export const highErrorRate: AlertDefinition = {
  id: 'errors',
  name: 'HighErrorRate',
  category: 'application',
  topic: 'errors',
  severity: 'warning',
  condition: {
    kind: 'signal',
    signal: 'errorRatio',
    by: [],
    window: '5m',
    is: 'above',
    limit: 'warning',
    minimum: { count: 10 },
  },
  for: '5m',
  summary: 'High error rate of {job}',
  description: '{value} of all attempts failed within 5 minutes; the limit is {limit}.',
  panel: { dashboard: 'overview', id: 'error-ratio' },
  source: "ChoreoAI's README: error rate > 5% for 5 minutes",
};

export const providerHighErrorRate: AlertDefinition = {
  ...highErrorRate,
  id: 'provider-errors',
  name: 'ProviderHighErrorRate',
  condition: {
    kind: 'signal',
    signal: 'errorRatio',
    by: ['provider'],
    window: '5m',
    is: 'above',
    limit: 'critical',
    minimum: { count: 10 },
  },
  summary: 'High error rate of {provider}',
  description: '{value} of the attempts at {provider} failed within 5 minutes; the limit is {limit}.',
  panel: { dashboard: 'providers', id: 'error-ratio-by-provider' },
  source: "ChoreoAI's README: provider error rate > 10% for 5 minutes",
};

export const highLatency: AlertDefinition = {
  id: 'latency',
  name: 'HighLatency',
  category: 'application',
  topic: 'latency',
  severity: 'warning',
  condition: {
    kind: 'signal',
    signal: 'slowerThan5s',
    by: [],
    window: '5m',
    is: 'above',
    limit: 'warning',
    minimum: { count: 20 },
  },
  for: '5m',
  keepFiringFor: '5m',
  summary: '{job} is slow',
  description: '{value} of the answers took longer than 5 s, within 5 minutes; the limit is {limit}.',
  panel: { dashboard: 'overview', id: 'slow-share' },
  source: "ChoreoAI's README: p95 latency > 5 seconds for 5 minutes",
};

export const noRequestsReceived: AlertDefinition = {
  id: 'no-requests',
  name: 'NoRequestsReceived',
  category: 'application',
  topic: 'traffic',
  severity: 'warning',
  condition: {
    kind: 'signal',
    signal: 'attemptRate',
    by: [],
    window: '5m',
    is: 'equal',
    limit: 0,
    absent: 'is 0',
  },
  for: '5m',
  summary: '{job} receives no requests',
  description: '{value} within 5 minutes: neither answers nor errors, health checks and scrapes left out.',
  panel: { dashboard: 'overview', id: 'requests-per-minute' },
  source: "ChoreoAI's README: no requests in last 10 minutes; 5 without any, for 5 more",
};

const burns = {
  category: 'application',
  topic: 'errors',
  description:
    'Errors spend the budget of 30 days {value} times as fast as it lasts; both windows are above {limit} times.',
  panel: { dashboard: 'overview', id: 'error-ratio' },
} as const;

export const errorBudgetBurnsFast: AlertDefinition = {
  ...burns,
  id: 'burn-fast',
  name: 'ErrorBudgetBurnsFast',
  severity: 'critical',
  condition: { kind: 'burn', rates: BURN_RATES.fast },
  for: '2m',
  summary: '{job} spends its error budget within days',
  source: `${BEYOND}: multi-window, multi-burn-rate`,
};

export const errorBudgetBurnsSlowly: AlertDefinition = {
  ...burns,
  id: 'burn-slow',
  name: 'ErrorBudgetBurnsSlowly',
  severity: 'warning',
  condition: { kind: 'burn', rates: BURN_RATES.slow },
  for: '1h',
  summary: '{job} spends its error budget before the month is over',
  source: `${BEYOND}: multi-window, multi-burn-rate`,
};

export const slowFirstToken: AlertDefinition = {
  id: 'first-token',
  name: 'SlowFirstToken',
  category: 'application',
  topic: 'latency',
  severity: 'warning',
  condition: {
    kind: 'signal',
    signal: 'firstTokenLate',
    by: ['model'],
    window: '5m',
    is: 'above',
    limit: 'warning',
    minimum: { count: 20 },
  },
  for: '10m',
  keepFiringFor: '5m',
  summary: 'The first token of {model} comes late',
  description: '{value} of the answers of {model} began after more than 2.5 s, within 5 minutes; the limit is {limit}.',
  panel: { dashboard: 'overview', id: 'first-token' },
  source: `${BEYOND}: time to first token`,
};

export const unpricedTokens: AlertDefinition = {
  id: 'unpriced',
  name: 'UnpricedTokens',
  category: 'application',
  topic: 'cost',
  severity: 'info',
  condition: { kind: 'unpriced' },
  for: '30m',
  summary: '{model} has no price',
  description: '{value} of {model} within an hour are missing in the spend: nobody has a price for it.',
  panel: { dashboard: 'cost', id: 'unpriced-tokens' },
  source: `${BEYOND}: unpriced tokens`,
};

export const spendAnomaly: AlertDefinition = {
  id: 'spend-anomaly',
  name: 'SpendAnomaly',
  category: 'application',
  topic: 'cost',
  severity: 'warning',
  condition: { kind: 'spend-anomaly', times: 2, atLeast: 5 },
  for: '15m',
  summary: '{job} spends more than a week ago',
  description:
    'In the last hour {job} spent {value} times what it did in the same hour of last week; the limit is {limit}.',
  panel: { dashboard: 'cost', id: 'spend-per-hour' },
  source: `${BEYOND}: spend against the same hour last week`,
};

export const seriesGrowth: AlertDefinition = {
  id: 'series-growth',
  name: 'SeriesGrowth',
  category: 'application',
  topic: 'capacity',
  severity: 'info',
  condition: { kind: 'series-growth', times: 2, atLeast: 5000 },
  for: '15m',
  summary: '{job} has many more series than yesterday',
  description: 'A scrape of {job} has {value} times the samples of yesterday; the limit is {limit}.',
  panel: { dashboard: 'system', id: 'scrape-samples' },
  source: `${BEYOND}: cardinality growth`,
};

/** What any system is asked, whether or not its document does; a system without the metrics has no such alert. */
export const BEYOND_DOCUMENTS: readonly AlertDefinition[] = [
  targetDown,
  exporterBlind,
  errorBudgetBurnsFast,
  errorBudgetBurnsSlowly,
  slowFirstToken,
  unpricedTokens,
  spendAnomaly,
  ...BUDGETS,
  seriesGrowth,
];

/** Systems whose documents have no alerts get ChoreoAI's, where they have the metrics. */
export const CALLS_OF_MODELS: readonly AlertDefinition[] = [
  serviceDown,
  providerDown,
  highErrorRate,
  providerHighErrorRate,
  highLatency,
  noRequestsReceived,
];
