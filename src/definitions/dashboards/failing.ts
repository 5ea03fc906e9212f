/** Who fails, how, and who is slow: the same on the Overview and on Provider health. */
import { ask, lines } from './panels';

export const errorRatioByProvider = lines(
  {
    id: 'error-ratio-by-provider',
    title: 'Error ratio by provider',
    description:
      'Share of all attempts that failed. It stays right in a total outage, when only exceptions are counted.',
  },
  [ask('errorRatio', 'provider', 'Errors')]
);

export const errorsByType = lines(
  {
    id: 'errors-by-type',
    title: 'Errors by type',
    description: 'Errors per second, by the type the system gives them. For ChoreoAI these are the exceptions.',
  },
  [ask('errorRate', 'errorType', 'Errors')]
);

export const latencyByProvider = lines(
  {
    id: 'latency-by-provider',
    title: 'Latency p95 by provider',
    description: 'Of 100 answered requests, 95 were faster.',
  },
  [ask('latencyP95', 'provider', 'p95')]
);
