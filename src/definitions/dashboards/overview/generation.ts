import type { SignalId } from '../../../signals/signals';
import type { PanelDefinition, RowDefinition } from '../../dashboard';
import { ask, optional, optionalStacked } from '../panels';

const lengths = (id: string, title: string, signal: SignalId): PanelDefinition => ({
  id,
  title,
  description:
    'How many requests per second have how many tokens: a row for each bucket of the histogram, by its upper bound.',
  visualization: 'heatmap',
  asks: [ask(signal, undefined, 'Requests')],
  size: { width: 8, height: 8 },
  whenMissing: 'omit',
});

/** How answers are written, token by token: for whoever runs or pays an engine. A system without it has no such row. */
export const generation: RowDefinition = {
  id: 'generation',
  title: 'Generation',
  panels: [
    optional(
      {
        id: 'first-token',
        title: 'Time to first token',
        description:
          'Until the first token of an answer, of requests where it is measured. LiteLLM measures streamed ones.',
      },
      [
        ask('firstTokenP50', undefined, 'p50'),
        ask('firstTokenP95', undefined, 'p95'),
        ask('firstTokenP99', undefined, 'p99'),
        ask('firstTokenMean', undefined, 'Mean'),
      ]
    ),
    optional(
      {
        id: 'first-token-by-model',
        title: 'Time to first token p95 by model',
        description: 'Of 100 answers, 95 began earlier.',
      },
      [ask('firstTokenP95', 'model', 'p95')]
    ),
    optional(
      {
        id: 'per-token',
        title: 'Time per output token',
        description: 'Between one token of an answer and the next.',
      },
      [
        ask('perTokenP50', undefined, 'p50'),
        ask('perTokenP95', undefined, 'p95'),
        ask('perTokenP99', undefined, 'p99'),
        ask('perTokenMean', undefined, 'Mean'),
      ]
    ),
    optional(
      {
        id: 'first-chunk',
        title: 'Time to first chunk',
        description: 'Until the first chunk of a streamed answer, as the client sees it.',
      },
      [ask('firstChunkP50', undefined, 'p50'), ask('firstChunkP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'kv-cache',
        title: 'KV cache in use',
        description: "Share of the blocks that hold requests' keys and values. A full cache makes requests wait.",
      },
      [ask('kvCacheUsage', 'model', 'In use')]
    ),
    optional(
      {
        id: 'swapped-requests',
        title: 'Swapped requests',
        description: "Requests moved to the host's memory for want of room. Engines since 2025 preempt them instead.",
      },
      [ask('swappedRequests', undefined, 'Swapped')]
    ),
    optional(
      {
        id: 'preemptions',
        title: 'Preempted requests',
        description: 'Requests per second that gave up their place in the KV cache and begin anew.',
      },
      [ask('preemptions', undefined, 'Preempted')]
    ),
    optional(
      {
        id: 'queue-time',
        title: 'Time in the queue',
        description: 'How long requests wait until they are worked on.',
      },
      [ask('queueTimeP50', undefined, 'p50'), ask('queueTimeP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'prefill-time',
        title: 'Time for the prompt',
        description: 'How long the engine reads the prompt (prefill).',
      },
      [ask('prefillTimeP50', undefined, 'p50'), ask('prefillTimeP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'decode-time',
        title: 'Time for the answer',
        description: 'How long the engine writes the answer (decode).',
      },
      [ask('decodeTimeP50', undefined, 'p50'), ask('decodeTimeP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'prompt-length',
        title: 'Length of prompts',
        description: 'Tokens of a prompt.',
      },
      [ask('promptLengthP50', undefined, 'p50'), ask('promptLengthP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'answer-length',
        title: 'Length of answers',
        description: 'Tokens of an answer.',
      },
      [ask('generationLengthP50', undefined, 'p50'), ask('generationLengthP95', undefined, 'p95')]
    ),
    lengths('prompt-lengths', 'Lengths of prompts', 'promptLengthBuckets'),
    lengths('answer-lengths', 'Lengths of answers', 'generationLengthBuckets'),
    optionalStacked(
      {
        id: 'finish-reasons',
        title: 'Requests by finish reason',
        description:
          'Requests per second, by the reason they finished: a stop, the longest length, or a client that left.',
      },
      [ask('finishRate', 'finishReason', 'Requests')]
    ),
  ],
};
