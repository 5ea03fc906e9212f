import type { Entry } from '../../demo/ledger';
import { SYSTEMS } from '../../demo/systems/all';
import { demoTarget } from '../../demo/targets';
import type { Dimension } from '../../src/vocabularies/vocabulary';

type Is = (entry: Entry) => boolean;

/** The systems whose figures the ledger's facts are written for. */
export type ToldSystem = 'choreoai' | 'convergeai' | 'otel-genai';

/** How a system counts what happens to it: which entries of the ledger stand for what. Written down apart from the product. */
export interface Facts {
  requests: Is;
  attempts: Is;
  failures: Is;
  successes: Is;
  errors: Is;
  httpRequests: Is;
  httpFailures: Is;
  /** Bounds of the latency histogram that every replica has, in seconds. */
  buckets: readonly number[];
  httpBuckets: readonly number[];
  /** The bounds that stand for 5 s and 10 s. */
  slow: { 5: number; 10: number };
  /** What it calls tokens read and tokens written. */
  tokenTypes: { input: string; output: string };
  /** What a system without a provider label is expected to call the ledger's providers. */
  providerNames: Readonly<Record<string, string>>;
  gauges: Partial<Record<'activeRequests' | 'queueDepth', string>>;
}

const raised: Is = ({ errorType }) => errorType !== null;
const answered: Is = ({ errorType }) => errorType === null;
const status =
  (from: number, to: number): Is =>
  (entry) =>
    entry.status !== null && entry.status >= from && entry.status <= to;
const both =
  (left: Is, right: Is): Is =>
  (entry) =>
    left(entry) && right(entry);

const byUsers: Is = ({ layer }) => layer !== 'probe';
const toModels: Is = ({ layer }) => layer === 'llm';
const toPages: Is = ({ layer }) => layer === 'http';
const never: Is = () => false;

/** The bounds of a histogram that all replicas of a system have. */
function sharedBuckets(system: ToldSystem, metric: string): number[] {
  const perReplica = demoTarget(system).ports.map((_, index) =>
    SYSTEMS[system]
      .instruments(index + 1)
      .flatMap((row) => (row.kind === 'histogram' && row.name === metric ? [...row.buckets] : []))
  );
  return (perReplica[0] ?? []).filter((bound) => perReplica.every((bounds) => bounds.includes(bound)));
}

export const FACTS: Record<ToldSystem, Facts> = {
  // A gateway: an exception is counted as an error and not as a request, an answer with 5xx the other way round.
  choreoai: {
    requests: both(byUsers, answered),
    attempts: byUsers,
    failures: both(byUsers, (entry) => raised(entry) || status(500, 599)(entry)),
    successes: both(byUsers, both(answered, status(200, 399))),
    errors: both(byUsers, raised),
    httpRequests: both(byUsers, answered),
    httpFailures: never,
    buckets: sharedBuckets('choreoai', 'choreoai_request_duration_seconds'),
    httpBuckets: [],
    slow: { 5: 5, 10: 10 },
    tokenTypes: { input: 'input', output: 'output' },
    providerNames: {},
    gauges: { activeRequests: 'choreoai_active_connections', queueDepth: 'choreoai_queue_size' },
  },
  // An application: a failed call to a model is counted as a request and as an error; its pages are counted apart.
  convergeai: {
    requests: toModels,
    attempts: toModels,
    failures: both(toModels, raised),
    successes: both(toModels, answered),
    errors: both(toModels, raised),
    httpRequests: toPages,
    httpFailures: both(toPages, status(500, 599)),
    buckets: sharedBuckets('convergeai', 'llm_request_duration_seconds'),
    httpBuckets: sharedBuckets('convergeai', 'http_request_duration_seconds'),
    slow: { 5: 5, 10: 10 },
    tokenTypes: { input: 'prompt', output: 'completion' },
    providerNames: { gemini: 'google' },
    gauges: { activeRequests: 'http_requests_in_progress' },
  },
  // A client: every call is in one histogram, failed ones with an error type.
  'otel-genai': {
    requests: () => true,
    attempts: () => true,
    failures: raised,
    successes: answered,
    errors: raised,
    httpRequests: never,
    httpFailures: never,
    buckets: sharedBuckets('otel-genai', 'gen_ai.client.operation.duration'),
    httpBuckets: [],
    slow: { 5: 5.12, 10: 10.24 },
    tokenTypes: { input: 'input', output: 'output' },
    providerNames: {},
    gauges: {},
  },
};

export const SYSTEM_IDS = Object.keys(FACTS) as ToldSystem[];

export const isTold = (id: string): id is ToldSystem => id in FACTS;

/** The value of a dimension on an entry, as the system's metrics have it. Tokens have two types each: see `truth`. */
export function valueOf({ providerNames }: Facts, dimension: Dimension, entry: Entry): string {
  const values: Partial<Record<Dimension, string | number | null>> = {
    provider: entry.provider && (providerNames[entry.provider] ?? entry.provider),
    model: entry.model,
    endpoint: entry.endpoint,
    method: entry.method,
    status: entry.status,
    tokenType: null,
    errorType: entry.errorType,
    operation: entry.operation,
  };
  return String(values[dimension] ?? '');
}
