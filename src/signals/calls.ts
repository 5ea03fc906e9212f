import {
  buckets,
  level,
  mean,
  perHour,
  perMinute,
  perSecond,
  quantile,
  share,
  shareLeft,
  slowerThan,
  soFar,
} from './formulas';
import type { Signal } from './signal';

/**
 * Calls to models. Requests are those that were answered; attempts also those that ended in an exception. Latencies are of
 * answered requests only, because that is what the histograms hold.
 */
export const CALLS = {
  requestRate: perSecond('Request rate', 'reqps', 'requests'),
  attemptRate: perSecond('Attempts', 'reqps', 'attempts'),
  requestsPerMinute: perMinute('Requests per minute', 'reqpm', 'requests'),
  throughput: perSecond('Throughput', 'reqps', 'successes'),
  errorRatio: share('Error ratio', 'failures', 'attempts'),
  availability: shareLeft('Availability', 'failures', 'attempts'),
  successRatio: share('Success ratio', 'successes', 'attempts'),
  errorRate: { ...perSecond('Errors by type', 'reqps', 'errors'), emptyWhen: 'There may have been no error.' },
  errorsSoFar: { ...soFar('Errors since start', 'errors'), emptyWhen: 'There may have been no error.' },
  latencyP50: quantile('Latency, median', 'latency', 0.5),
  latencyP95: quantile('Latency, 95th percentile', 'latency', 0.95),
  latencyP99: quantile('Latency, 99th percentile', 'latency', 0.99),
  latencyMean: mean('Latency, mean', 'latency'),
  latencyBuckets: buckets('Latency, distribution', 'latency'),
  slowerThan5s: slowerThan('Share slower than 5 s', 'latency', 5),
  slowerThan10s: slowerThan('Share slower than 10 s', 'latency', 10),
  tokenRate: perSecond('Tokens per second', 'si:tok/s', 'tokens'),
  tokensPerHour: perHour('Tokens per hour', 'si:tok', 'tokens'),
  tokensPerMinute: perMinute('Tokens per minute', 'si:tok/min', 'tokens'),
  activeRequests: level('Active requests', 'activeRequests'),
  queueDepth: level('Queue depth', 'queueDepth'),
  streamingShare: share('Streaming share', 'streaming', 'requests'),
  httpRequestRate: perSecond('HTTP request rate', 'reqps', 'httpRequests'),
  httpErrorRatio: share('HTTP error ratio', 'httpFailures', 'httpRequests'),
  httpLatencyP50: quantile('HTTP latency, median', 'httpLatency', 0.5),
  httpLatencyP95: quantile('HTTP latency, 95th percentile', 'httpLatency', 0.95),
  httpSlowerThan5s: slowerThan('HTTP requests slower than 5 s', 'httpLatency', 5),
} satisfies Record<string, Signal>;
