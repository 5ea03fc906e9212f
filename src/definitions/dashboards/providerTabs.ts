import type { RateLimit } from '../../settings/schema';
import type { SignalId } from '../../signals/signals';
import type { Ask, DashboardContent, PanelDefinition, RowDefinition } from '../dashboard';
import { ask, ifEmitted, lines, stacked, stat, third } from './panels';

/** What the page of one provider shows, tab by tab. Its figures are of that provider alone. */
export const PROVIDER_TABS = ['health', 'models', 'errors', 'latency', 'limits'] as const;
export type ProviderTab = (typeof PROVIDER_TABS)[number];

/** @param limit the provider's, from the settings */
export const providerTabs = (limit: RateLimit): Record<ProviderTab, DashboardContent> => ({
  health: tab(
    { id: 'glance', title: 'At a glance', panels: glance },
    { id: 'course', title: 'Over time', panels: course }
  ),
  models: tab(
    { id: 'models', title: 'Models', panels: [modelTable] },
    { id: 'by-model', title: 'By model', panels: models }
  ),
  errors: tab(
    { id: 'errors', title: 'Errors', panels: [errorsByType] },
    { id: 'errors-in-detail', title: 'In detail', panels: errors }
  ),
  latency: tab({ id: 'latency', title: 'Latency', panels: latency }),
  limits: tab(
    { id: 'limits', title: 'Rate limits', panels: limits(limit) },
    { id: 'gateway', title: 'What the gateway does about it', panels: gateway }
  ),
});

const tab = (...rows: RowDefinition[]): DashboardContent => ({ selects: ['model'], rows });

const wide = (panel: PanelDefinition): PanelDefinition => ({ ...panel, size: { ...panel.size, width: 24 } });

const glance: PanelDefinition[] = [
  stat(
    { id: 'availability', title: 'Availability', description: 'Share of all attempts that did not fail.' },
    'availability'
  ),
  stat({ id: 'error-ratio', title: 'Error ratio', description: 'Share of all attempts that failed.' }, 'errorRatio'),
  stat(
    { id: 'latency-p95', title: 'Latency p95', description: 'Of 100 answered requests, 95 were faster.' },
    'latencyP95'
  ),
  stat(
    { id: 'slower-than-5s', title: 'Slower than 5 s', description: 'Share of the answered requests.' },
    'slowerThan5s'
  ),
  stat({ id: 'requests-per-minute', title: 'Requests/min', description: 'Answered requests.' }, 'requestsPerMinute'),
  stat({ id: 'tokens-per-minute', title: 'Tokens/min', description: 'Input and output tokens.' }, 'tokensPerMinute'),
];

const course: PanelDefinition[] = [
  lines({ id: 'requests', title: 'Requests', description: 'Answered requests per second, and those with success.' }, [
    ask('requestRate', undefined, 'Answered'),
    ask('throughput', undefined, 'With success'),
  ]),
  lines({ id: 'error-ratio-course', title: 'Error ratio', description: 'Share of all attempts that failed.' }, [
    ask('errorRatio', undefined, 'Errors'),
  ]),
  lines(
    {
      id: 'latency-quantiles',
      title: 'Latency',
      description: 'Percentiles are estimated from histogram buckets, and cannot exceed the top one.',
    },
    [ask('latencyP50', undefined, 'p50'), ask('latencyP95', undefined, 'p95'), ask('latencyP99', undefined, 'p99')]
  ),
  lines(
    {
      id: 'slow-share',
      title: 'Share of slow requests',
      description: 'Answered requests that took longer than 5 s or 10 s.',
    },
    [ask('slowerThan5s', undefined, 'Slower than 5 s'), ask('slowerThan10s', undefined, 'Slower than 10 s')]
  ),
];

const modelTable: PanelDefinition = {
  id: 'models',
  title: 'Models at a glance',
  description: 'Each model over the last moments of the range. Select a model to see it alone.',
  visualization: 'table',
  asks: [
    ask('requestsPerMinute', 'model', 'Requests per minute'),
    ask('errorRatio', 'model', 'Error ratio'),
    ask('latencyP95', 'model', 'Latency p95'),
    ask('tokensPerMinute', 'model', 'Tokens per minute'),
  ],
  size: { width: 24, height: 8 },
  whenMissing: 'explain',
  sortedBy: 'Requests per minute',
};

const models: PanelDefinition[] = [
  third(
    stacked({ id: 'requests-by-model', title: 'Request rate by model', description: 'Answered requests per second.' }, [
      ask('requestRate', 'model', 'Requests'),
    ])
  ),
  third(
    stacked({ id: 'tokens-by-model', title: 'Tokens by model', description: 'Input and output tokens per second.' }, [
      ask('tokenRate', 'model', 'Tokens'),
    ])
  ),
  third(
    lines(
      {
        id: 'latency-by-model',
        title: 'Latency p95 by model',
        description: 'Of 100 answered requests, 95 were faster.',
      },
      [ask('latencyP95', 'model', 'p95')]
    )
  ),
];

const errorsByType: PanelDefinition = wide(
  stacked(
    {
      id: 'errors-by-type',
      title: 'Errors by type',
      description: 'Errors per second, by the type the system gives them. For ChoreoAI these are the exceptions.',
    },
    [ask('errorRate', 'errorType', 'Errors')]
  )
);

const errors: PanelDefinition[] = [
  {
    id: 'error-types',
    title: 'Error types',
    description: 'Errors per second over the last moments of the range, the most frequent first.',
    visualization: 'table',
    asks: [ask('errorRate', 'errorType', 'Errors per second')],
    size: { width: 12, height: 8 },
    whenMissing: 'explain',
    sortedBy: 'Errors per second',
  },
  ifEmitted(
    stacked({ id: 'errors-by-endpoint', title: 'Errors by endpoint', description: 'Errors per second.' }, [
      ask('errorRate', 'endpoint', 'Errors'),
    ])
  ),
];

const latency: PanelDefinition[] = [
  {
    id: 'latency-heatmap',
    title: 'Latency heatmap',
    description:
      'How many answered requests per second took how long: a row for each bucket of the histogram, by its upper bound.',
    visualization: 'heatmap',
    asks: [ask('latencyBuckets', undefined, 'Requests')],
    size: { width: 24, height: 12 },
    whenMissing: 'explain',
  },
];

const limits = ({ rpm, tpm }: RateLimit): PanelDefinition[] => [
  ifEmitted(
    third(
      lines(
        {
          id: 'request-headroom',
          title: 'Requests left',
          description: 'What the provider says is left until its limit of requests, as a share of the limit.',
        },
        [ask('requestHeadroom', 'provider', 'Left')]
      )
    )
  ),
  ifEmitted(
    third(
      lines(
        {
          id: 'token-headroom',
          title: 'Tokens left',
          description: 'What the provider says is left until its limit of tokens, as a share of the limit.',
        },
        [ask('tokenHeadroom', 'provider', 'Left')]
      )
    )
  ),
  againstLimit(
    lines(
      {
        id: 'requests-against-limit',
        title: 'Requests per minute',
        description: 'Answered requests, of all instances of this system.',
      },
      [
        ask('requestsPerMinute', undefined, 'Requests'),
        told('requestLimit', 'Limit'),
        told('requestsLeft', 'Left until the limit'),
      ]
    ),
    rpm
  ),
  againstLimit(
    lines(
      {
        id: 'tokens-against-limit',
        title: 'Tokens per minute',
        description: 'Input and output tokens, of all instances of this system.',
      },
      [
        ask('tokensPerMinute', undefined, 'Tokens'),
        told('tokenLimit', 'Limit'),
        told('tokensLeft', 'Left until the limit'),
      ]
    ),
    tpm
  ),
];

/** Numbers as a sentence has them: 6,000. */
const COUNT = new Intl.NumberFormat('en-US');

/** @param value in the settings; it counts for systems that tell no limit */
const againstLimit = (panel: PanelDefinition, value: number | undefined): PanelDefinition => ({
  ...panel,
  limit:
    value === undefined
      ? { about: 'No limit is known: set one in the settings.' }
      : { value, about: `The limit in the settings is ${COUNT.format(value)}; lines mark it and 80% of it.` },
});

/** What a system tells of a limit, where it does. */
const told = (signal: SignalId, name: string): Ask => ({
  ...ask(signal, undefined, name),
  optional: true,
  limit: true,
});

const gateway: PanelDefinition[] = [
  ifEmitted(
    lines(
      {
        id: 'fallbacks',
        title: 'Fail-overs',
        description: 'Requests of the last hour that another deployment took over.',
      },
      [ask('fallbacks', undefined, 'Fail-overs')]
    )
  ),
  ifEmitted(
    lines(
      { id: 'cooldowns', title: 'Cool-downs', description: 'Deployments taken out for a while, in the last hour.' },
      [ask('cooldowns', 'deployment', 'Cool-downs')]
    )
  ),
];
