import type { DashboardDefinition } from '../dashboard';
import { agents } from './overview/agents';
import { application } from './overview/application';
import { database } from './overview/database';
import { gateway } from './overview/gateway';
import { generation } from './overview/generation';
import { httpInterface } from './overview/httpInterface';
import { retrieval } from './overview/retrieval';
import { errorRatioByProvider, errorsByType, latencyByProvider } from './failing';
import { ask, lines, stacked, stat, third } from './panels';

/** Is it healthy, who is failing, how slow, how much: the first page, for every system. */
export const overview: DashboardDefinition = {
  id: 'overview',
  title: 'Overview',
  titles: {
    choreoai: 'ChoreoAI Overview',
    convergeai: 'ConvergeAI - System Overview',
    'project-ai': 'Project-AI Overview',
    'ai-companion': 'AI Companion Overview',
    litellm: 'LiteLLM Overview',
    vllm: 'vLLM Overview',
    'envoy-ai-gateway': 'Envoy AI Gateway Overview',
    openlit: 'OpenLIT Overview',
    'otel-genai-3': 'OpenTelemetry GenAI Overview (after 1.41)',
    'otel-genai': 'OpenTelemetry GenAI Overview',
    'otel-genai-1': 'OpenTelemetry GenAI Overview (up to 1.36)',
  },
  refresh: '10s',
  from: 'now-1h',
  selects: ['provider', 'model'],
  ownMetrics: true,
  rows: [
    {
      id: 'glance',
      title: 'At a glance',
      panels: [
        stat(
          {
            id: 'requests-per-minute',
            title: 'Requests/min',
            description: 'Answered requests, health checks and scrapes left out.',
          },
          'requestsPerMinute'
        ),
        stat(
          {
            id: 'error-ratio',
            title: 'Error ratio',
            description:
              'Share of all attempts that failed: answers with status 5xx, and calls that ended in an exception. 0% without failures, no value without traffic.',
          },
          'errorRatio'
        ),
        stat(
          {
            id: 'success-ratio',
            title: 'Success ratio',
            description:
              'Share of all attempts answered with status 2xx or 3xx. A 4xx lowers it and is no error, so the two ratios need not add up to 100%.',
          },
          'successRatio'
        ),
        stat(
          {
            id: 'latency-p95',
            title: 'Latency p95',
            description:
              'Of 100 answered requests, 95 were faster. Requests that ended in an exception are not in it. It cannot exceed the top bucket of the histogram.',
          },
          'latencyP95'
        ),
        stat(
          {
            id: 'tokens-per-minute',
            title: 'Tokens/min',
            description:
              'Input and output tokens. Cached and reasoning tokens are part of these and are not added again.',
          },
          'tokensPerMinute'
        ),
        stat(
          {
            id: 'active-requests',
            title: 'Active requests',
            description:
              'Connections or requests in progress now, over all replicas. Providers and models are not told apart.',
          },
          'activeRequests'
        ),
      ],
    },
    {
      id: 'traffic',
      title: 'Traffic',
      panels: [
        stacked(
          {
            id: 'requests-by-provider',
            title: 'Request rate by provider',
            description:
              'Answered requests per second. Select a provider in the legend to see it alone on the whole page.',
          },
          [ask('requestRate', 'provider', 'Requests')]
        ),
        stacked(
          {
            id: 'requests-by-model',
            title: 'Request rate by model',
            description: 'Answered requests per second.',
          },
          [ask('requestRate', 'model', 'Requests')]
        ),
      ],
    },
    {
      id: 'providers',
      title: 'Providers',
      panels: [
        {
          id: 'providers',
          title: 'Providers at a glance',
          description:
            'Each provider over the last moments of the range. Select a provider to see it alone on the whole page.',
          visualization: 'table',
          asks: [
            ask('requestsPerMinute', 'provider', 'Requests per minute'),
            ask('errorRatio', 'provider', 'Error ratio'),
            ask('latencyP95', 'provider', 'Latency p95'),
            ask('tokensPerMinute', 'provider', 'Tokens per minute'),
          ],
          size: { width: 24, height: 8 },
          whenMissing: 'explain',
          sortedBy: 'Error ratio',
          providerPage: 'beside',
          leadsTo: 'providers',
        },
      ],
    },
    {
      id: 'errors',
      title: 'Errors',
      panels: [
        errorRatioByProvider,
        errorsByType,
        lines(
          {
            id: 'errors-since-start',
            title: 'Errors since start',
            description:
              'Errors as the counters stand, since each process started. A counter that appears with its first error has no rate yet, and shows here at once: start it at 0 to see that error above too.',
          },
          [ask('errorsSoFar', 'errorType', 'Errors')]
        ),
        lines(
          {
            id: 'throughput',
            title: 'Throughput',
            description: 'Requests per second that were answered with success.',
          },
          [ask('throughput', undefined, 'Throughput')]
        ),
      ],
    },
    {
      id: 'latency',
      title: 'Latency',
      panels: [
        lines(
          {
            id: 'latency-quantiles',
            title: 'Latency',
            description:
              'Median, 95th and 99th percentile and mean of answered requests. Percentiles are estimated from histogram buckets that all replicas share, and cannot exceed the top one.',
          },
          [
            ask('latencyP50', undefined, 'p50'),
            ask('latencyP95', undefined, 'p95'),
            ask('latencyP99', undefined, 'p99'),
            ask('latencyMean', undefined, 'Mean'),
          ]
        ),
        latencyByProvider,
        lines(
          {
            id: 'slow-share',
            title: 'Share of slow requests',
            description:
              'Answered requests that took longer than 5 s or 10 s. Only replicas whose histogram has a bucket at this bound are counted. The OpenTelemetry conventions have buckets at 5.12 s and 10.24 s: these are taken there.',
          },
          [ask('slowerThan5s', undefined, 'Slower than 5 s'), ask('slowerThan10s', undefined, 'Slower than 10 s')]
        ),
        lines(
          {
            id: 'streaming-share',
            title: 'Streaming share',
            description: 'Share of the answered requests that were streamed.',
          },
          [ask('streamingShare', undefined, 'Streaming')]
        ),
      ],
    },
    {
      id: 'tokens-and-load',
      title: 'Tokens and load',
      panels: [
        third(
          stacked(
            {
              id: 'tokens-by-type',
              title: 'Tokens by type',
              description: 'Input and output tokens per second.',
            },
            [ask('tokenRate', 'tokenType', 'Tokens')]
          )
        ),
        third(
          stacked(
            { id: 'tokens-by-model', title: 'Tokens by model', description: 'Input and output tokens per second.' },
            [ask('tokenRate', 'model', 'Tokens')]
          )
        ),
        third(
          lines(
            {
              id: 'connections-and-queue',
              title: 'Active requests and queue',
              description: 'Requests in progress and requests that wait, over all replicas.',
            },
            [ask('activeRequests', undefined, 'Active'), ask('queueDepth', undefined, 'Waiting')]
          )
        ),
      ],
    },
    generation,
    gateway,
    agents,
    retrieval,
    database,
    application,
    httpInterface,
  ],
};
