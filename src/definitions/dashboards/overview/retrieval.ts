import type { RowDefinition } from '../../dashboard';
import { ask, optional, optionalStacked } from '../panels';

/** What is looked up for answers, and how well answers rest on it. A system without retrieval has no such row. */
export const retrieval: RowDefinition = {
  id: 'retrieval',
  title: 'Retrieval (RAG)',
  panels: [
    optionalStacked({ id: 'retrievals', title: 'Retrievals', description: 'Retrievals per second, by namespace.' }, [
      ask('retrievalRate', 'namespace', 'Retrievals'),
    ]),
    optional(
      { id: 'retrieval-errors', title: 'Retrieval error ratio', description: 'Share of the retrievals that failed.' },
      [ask('retrievalErrorRatio', 'namespace', 'Errors')]
    ),
    optional({ id: 'retrieval-latency', title: 'Retrieval time', description: 'How long a retrieval takes.' }, [
      ask('retrievalLatencyP50', undefined, 'p50'),
      ask('retrievalLatencyP95', undefined, 'p95'),
    ]),
    optional({ id: 'retrieved-chunks', title: 'Chunks for each retrieval', description: 'The mean, by namespace.' }, [
      ask('retrievedChunks', 'namespace', 'Chunks'),
    ]),
    optional(
      {
        id: 'grounding-score',
        title: 'Grounding score',
        description: 'How far answers rest on what was retrieved: 1 is wholly. Low scores are answers made up.',
      },
      [ask('groundingP50', undefined, 'Median')]
    ),
    optional({ id: 'grounding-by-agent', title: 'Grounding score by agent', description: 'The mean, by agent.' }, [
      ask('groundingMean', 'agent', 'Mean'),
    ]),
  ],
};
