import type { SignalId } from '../../signals/signals';
import type { KnownDimension } from '../../vocabularies/vocabulary';
import type { AlertDefinition } from '../alert';
import { queueGrows } from './choreoai';
import { BEYOND_DOCUMENTS, CALLS_OF_MODELS } from './systems';

/** Systems without a document of alerts. */
export const OTHER_SYSTEMS: readonly AlertDefinition[] = [...CALLS_OF_MODELS, ...BEYOND_DOCUMENTS];

const headroom = (id: string, name: string, signal: SignalId, what: string, panel: string): AlertDefinition => ({
  id,
  name,
  category: 'application',
  topic: 'capacity',
  severity: 'warning',
  condition: {
    kind: 'signal',
    signal,
    by: ['provider', 'deployment'],
    window: '5m',
    is: 'below',
    limit: 'warning',
  },
  for: '5m',
  keepFiringFor: '5m',
  summary: `{deployment} of {provider} comes near its limit of ${what}`,
  description: `{value} of the ${what} that {provider} allows are left; the limit is {limit}.`,
  panel: { dashboard: 'overview', id: panel },
  source: 'Beyond the documents: rate-limit headroom',
});

/** Whoever a gateway keeps a budget for. */
const budget = (whose: string, signal: SignalId, dimension: KnownDimension): AlertDefinition => ({
  id: `${whose.toLowerCase()}-budget`,
  name: `${whose}BudgetSpent`,
  category: 'application',
  topic: 'cost',
  severity: 'warning',
  condition: { kind: 'signal', signal, by: [dimension], window: '5m', is: 'at or above', limit: 'critical' },
  for: '5m',
  summary: `The budget of {${dimension}} is spent`,
  description: `{value} of the budget of {${dimension}} are spent: the gateway refuses its requests.`,
  panel: { dashboard: 'cost', id: `budgets-of-${whose.toLowerCase()}s` },
  source: 'Beyond the documents: budget spent',
});

const nearlySpent = (alert: AlertDefinition, signal: SignalId, dimension: KnownDimension): AlertDefinition => ({
  ...alert,
  id: `${alert.id}-low`,
  name: alert.name.replace('BudgetSpent', 'BudgetNearlySpent'),
  severity: 'info',
  condition: { kind: 'signal', signal, by: [dimension], window: '5m', is: 'at or above', limit: 'warning' },
  summary: `The budget of {${dimension}} is nearly spent`,
  description: `{value} of the budget of {${dimension}} are spent; the limit is {limit}.`,
});

const BUDGETS: ReadonlyArray<[whose: string, signal: SignalId, dimension: KnownDimension]> = [
  ['Team', 'teamBudgetUsed', 'team'],
  ['Key', 'keyBudgetUsed', 'apiKey'],
  ['User', 'userBudgetUsed', 'user'],
  ['Organisation', 'organisationBudgetUsed', 'organisation'],
];

export const LITELLM: readonly AlertDefinition[] = [
  ...OTHER_SYSTEMS,
  {
    id: 'deployment-down',
    name: 'DeploymentDown',
    category: 'application',
    topic: 'errors',
    severity: 'critical',
    condition: {
      kind: 'signal',
      signal: 'deploymentState',
      by: ['provider', 'deployment'],
      window: '5m',
      is: 'at or above',
      limit: 'critical',
    },
    for: '5m',
    summary: '{deployment} of {provider} is out',
    description: 'LiteLLM reports state {value} of {deployment}: {limit} is a complete outage.',
    panel: { dashboard: 'overview', id: 'deployments' },
    source: 'Beyond the documents: a deployment that is out for good',
  },
  {
    id: 'fallbacks',
    name: 'FallbackStorm',
    category: 'application',
    topic: 'errors',
    severity: 'warning',
    condition: {
      kind: 'signal',
      signal: 'fallbackRatio',
      by: [],
      window: '5m',
      is: 'above',
      limit: 'warning',
      minimum: { count: 20 },
    },
    for: '5m',
    keepFiringFor: '5m',
    summary: 'Many requests of {job} fall back',
    description:
      '{value} of the requests were taken over by another deployment, within 5 minutes; the limit is {limit}.',
    panel: { dashboard: 'overview', id: 'fallbacks' },
    source: 'Beyond the documents: fail-over storm',
  },
  headroom('headroom', 'RateLimitHeadroomLow', 'requestHeadroom', 'requests', 'headroom'),
  headroom('token-headroom', 'TokenLimitHeadroomLow', 'tokenHeadroom', 'tokens', 'token-headroom'),
  ...BUDGETS.flatMap(([whose, signal, dimension]) => {
    const spent = budget(whose, signal, dimension);
    return [spent, nearlySpent(spent, signal, dimension)];
  }),
];

export const VLLM: readonly AlertDefinition[] = [
  ...OTHER_SYSTEMS,
  queueGrows,
  {
    id: 'kv-cache',
    name: 'KvCacheFull',
    category: 'application',
    topic: 'capacity',
    severity: 'warning',
    condition: {
      kind: 'signal',
      signal: 'kvCacheUsage',
      by: ['model'],
      window: '5m',
      is: 'above',
      limit: 'warning',
    },
    for: '10m',
    keepFiringFor: '5m',
    summary: 'The KV cache of {model} is nearly full',
    description: '{value} of the KV cache is in use; above {limit} requests wait or give up their place.',
    panel: { dashboard: 'overview', id: 'kv-cache' },
    source: 'Beyond the documents: saturation of an engine',
  },
];
