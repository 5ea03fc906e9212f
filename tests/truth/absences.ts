import type { ToldSystem } from './facts';

const NO_PAGES = 'A client has no HTTP interface of its own.';
const NO_TEAMS = { 'requests-by-team': 'It knows no teams.', 'tokens-by-team': 'It knows no teams.' };
const GATEWAY = 'What the gateway serves over HTTP are its calls to models: the panels above show them.';

const NO_GATEWAY = 'It does not tell rate limits, nor what it does about them.';

/** Columns that only some gateways have. */
const OF_GATEWAYS = {
  'provider-health/Requests left': NO_GATEWAY,
  'provider-health/Fallbacks, last hour': NO_GATEWAY,
  'provider-health/Cool-downs, last hour': NO_GATEWAY,
};

/**
 * The panels that a system cannot have, and the lines of a panel (`panel/line`), each with its reason. Whatever else is
 * missing fails the tests, and so does an entry that is no longer true.
 */
export const ABSENCES: Record<ToldSystem, Readonly<Record<string, string>>> = {
  choreoai: {
    ...OF_GATEWAYS,
    ...NO_TEAMS,
    'http-error-ratio': GATEWAY,
    'http-latency-by-endpoint': GATEWAY,
    'http-latency': GATEWAY,
  },
  convergeai: {
    ...OF_GATEWAYS,
    ...NO_TEAMS,
    'streaming-share': 'It does not count streamed calls.',
    'connections-and-queue/Waiting': 'It has no queue.',
    'latency-by-endpoint': 'A call to a model has no endpoint.',
  },
  'otel-genai': {
    ...OF_GATEWAYS,
    ...NO_TEAMS,
    'active-requests': 'A call is counted when it ends.',
    'connections-and-queue': 'A call is counted when it ends, and there is no queue.',
    'streaming-share': 'The conventions do not say whether a call was streamed.',
    'requests-by-endpoint': NO_PAGES,
    'requests-by-status': NO_PAGES,
    'requests-by-method': NO_PAGES,
    'latency-by-endpoint': NO_PAGES,
    'http-error-ratio': NO_PAGES,
    'http-latency-by-endpoint': NO_PAGES,
    'http-latency': NO_PAGES,
  },
};
