import * as promql from '../promql/expression';
import { buckets, level, mean, perSecond, quantile, slowerThan } from './formulas';
import type { Signal } from './signal';

/** How answers are written: the waiting, the reading of the prompt, the first token and the ones after it. */
export const ENGINE = {
  firstTokenP50: quantile('Time to first token, median', 'timeToFirstToken', 0.5),
  firstTokenP95: quantile('Time to first token, 95th percentile', 'timeToFirstToken', 0.95),
  firstTokenP99: quantile('Time to first token, 99th percentile', 'timeToFirstToken', 0.99),
  firstTokenMean: mean('Time to first token, mean', 'timeToFirstToken'),
  firstTokenLate: slowerThan('Share with a first token after 2.5 s', 'timeToFirstToken', 2.5),
  perTokenP50: quantile('Time per output token, median', 'timePerOutputToken', 0.5),
  perTokenP95: quantile('Time per output token, 95th percentile', 'timePerOutputToken', 0.95),
  perTokenP99: quantile('Time per output token, 99th percentile', 'timePerOutputToken', 0.99),
  perTokenMean: mean('Time per output token, mean', 'timePerOutputToken'),
  firstChunkP50: quantile('Time to first chunk, median', 'timeToFirstChunk', 0.5),
  firstChunkP95: quantile('Time to first chunk, 95th percentile', 'timeToFirstChunk', 0.95),
  kvCacheUsage: level('KV cache in use', 'kvCacheUsage', 'percentunit', promql.max),
  swappedRequests: level('Swapped requests', 'swappedRequests'),
  preemptions: perSecond('Preempted requests', 'reqps', 'preemptions'),
  queueTimeP50: quantile('Time in the queue, median', 'queueTime', 0.5),
  queueTimeP95: quantile('Time in the queue, 95th percentile', 'queueTime', 0.95),
  prefillTimeP50: quantile('Time for the prompt, median', 'prefillTime', 0.5),
  prefillTimeP95: quantile('Time for the prompt, 95th percentile', 'prefillTime', 0.95),
  decodeTimeP50: quantile('Time for the answer, median', 'decodeTime', 0.5),
  decodeTimeP95: quantile('Time for the answer, 95th percentile', 'decodeTime', 0.95),
  promptLengthP50: quantile('Length of prompts, median', 'promptLength', 0.5, 'si:tok'),
  promptLengthP95: quantile('Length of prompts, 95th percentile', 'promptLength', 0.95, 'si:tok'),
  generationLengthP50: quantile('Length of answers, median', 'generationLength', 0.5, 'si:tok'),
  generationLengthP95: quantile('Length of answers, 95th percentile', 'generationLength', 0.95, 'si:tok'),
  promptLengthBuckets: buckets('Length of prompts', 'promptLength', 'si:tok'),
  generationLengthBuckets: buckets('Length of answers', 'generationLength', 'si:tok'),
  finishRate: perSecond('Finished requests', 'reqps', 'finishedRequests'),
} satisfies Record<string, Signal>;
