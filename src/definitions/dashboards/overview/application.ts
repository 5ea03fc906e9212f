import type { RowDefinition } from '../../dashboard';
import { ask, optional, optionalStacked } from '../panels';

/** What the application itself counts: its cache, its users, its own inferences. A system without it has no such row. */
export const application: RowDefinition = {
  id: 'application',
  title: 'Application',
  panels: [
    optionalStacked({ id: 'inferences', title: 'Inferences', description: 'Calls to models per second, by model.' }, [
      ask('inferenceRate', 'model', 'Inferences'),
    ]),
    optional(
      {
        id: 'inference-errors',
        title: 'Inference error ratio',
        description: 'Share of the calls to models that failed, by provider.',
      },
      [ask('inferenceErrorRatio', 'provider', 'Errors')]
    ),
    optional({ id: 'inference-time', title: 'Inference time', description: 'How long the model works on a request.' }, [
      ask('inferenceLatencyP50', undefined, 'p50'),
      ask('inferenceLatencyP95', undefined, 'p95'),
    ]),
    optional(
      {
        id: 'inference-time-by-model',
        title: 'Inference time p95 by model',
        description: 'Of 100 inferences, 95 were faster.',
      },
      [ask('inferenceLatencyP95', 'model', 'p95')]
    ),
    optional({ id: 'generate-duration', title: 'Image generation time', description: 'How long an image takes.' }, [
      ask('generateDurationP50', undefined, 'p50'),
      ask('generateDurationP95', undefined, 'p95'),
    ]),
    optional(
      {
        id: 'cache-hit-ratio',
        title: 'Cache hit ratio',
        description: 'Share that came from the cache; an engine counts the tokens of prompts, others look-ups.',
      },
      [ask('cacheHitRatio', undefined, 'Hits')]
    ),
    optional(
      { id: 'active-users', title: 'Active users', description: 'Users who are active now, over all replicas.' },
      [ask('activeUsers', undefined, 'Users')]
    ),
    optional({ id: 'sessions', title: 'Sessions and registrations', description: 'Those of the last hour.' }, [
      ask('chatSessions', undefined, 'Sessions'),
      ask('registrations', undefined, 'Registrations'),
    ]),
    optional({ id: 'business', title: 'Bookings and complaints', description: 'Those of the last hour.' }, [
      ask('bookings', undefined, 'Bookings'),
      ask('complaints', undefined, 'Complaints'),
    ]),
    optionalStacked({ id: 'events', title: 'Events', description: "The application's own events per second." }, [
      ask('eventRate', 'event', 'Events'),
    ]),
    optional(
      {
        id: 'operation-time',
        title: 'Custom operation time',
        description: "How long the application's own operations take.",
      },
      [ask('operationLatencyP50', undefined, 'p50'), ask('operationLatencyP95', undefined, 'p95')]
    ),
  ],
};
