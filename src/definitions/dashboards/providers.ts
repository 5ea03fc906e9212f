import type { DashboardDefinition, PanelDefinition } from '../dashboard';
import { titledBySystem } from '../titles';
import { errorRatioByProvider, errorsByType, latencyByProvider } from './failing';
import { ask, lines, stacked, third } from './panels';

const table: PanelDefinition = {
  id: 'provider-health',
  title: 'Provider health',
  description:
    'Each provider over the last moments of the range, the one with most errors first. Select a provider to open its page. Availability is the share of attempts that did not fail. Unattributed are calls whose model belongs to no provider we know, or that name none.',
  visualization: 'table',
  asks: [
    { ...ask('availability', 'provider', 'Availability'), state: true },
    ask('errorRatio', 'provider', 'Error ratio'),
    ask('latencyP95', 'provider', 'Latency p95'),
    ask('requestsPerMinute', 'provider', 'Requests per minute'),
    ask('tokensPerMinute', 'provider', 'Tokens per minute'),
    { ...ask('spendPerHour', 'provider', 'Spend per hour'), optional: true },
    { ...ask('requestHeadroom', 'provider', 'Requests left'), optional: true },
    { ...ask('fallbacks', 'provider', 'Fallbacks, last hour'), optional: true },
    { ...ask('cooldowns', 'provider', 'Cool-downs, last hour'), optional: true },
  ],
  size: { width: 24, height: 9 },
  whenMissing: 'explain',
  sortedBy: 'Error ratio',
  providerPage: 'instead',
};

const charts: PanelDefinition[] = [
  errorRatioByProvider,
  latencyByProvider,
  third(
    stacked(
      {
        id: 'requests-by-provider',
        title: 'Request rate by provider',
        description: 'Answered requests per second. Select a provider in the legend to see it alone.',
      },
      [ask('requestRate', 'provider', 'Requests')]
    )
  ),
  third(errorsByType),
  third(
    lines(
      {
        id: 'slow-share-by-provider',
        title: 'Share slower than 5 s by provider',
        description:
          'Answered requests that took longer than 5 s. Only replicas whose histogram has a bucket at this bound are counted. The OpenTelemetry conventions have one at 5.12 s: it is taken there.',
      },
      [ask('slowerThan5s', 'provider', 'Slower than 5 s')]
    )
  ),
  lines(
    {
      id: 'availability-by-provider',
      title: 'Availability by provider',
      description: 'Share of all attempts that did not fail.',
    },
    [ask('availability', 'provider', 'Availability')]
  ),
  stacked(
    {
      id: 'tokens-by-provider',
      title: 'Tokens by provider',
      description: 'Input and output tokens per second.',
    },
    [ask('tokenRate', 'provider', 'Tokens')]
  ),
];

/** Which provider fails, which is slow, and what is left to ask it. */
export const providers: DashboardDefinition = {
  id: 'providers',
  title: 'Provider health',
  titles: titledBySystem((title) => `${title} Provider Health`),
  refresh: '10s',
  from: 'now-1h',
  selects: ['provider', 'model'],
  rows: [
    { id: 'providers', title: 'Providers', panels: [table] },
    { id: 'by-provider', title: 'By provider', panels: charts.slice(0, 2) },
    { id: 'traffic', title: 'Traffic, errors and slow requests', panels: charts.slice(2, 5) },
    { id: 'availability', title: 'Availability and tokens', panels: charts.slice(5) },
  ],
};
