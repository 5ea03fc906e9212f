/** What traffic a system gets: a table of calls, each with its rate, its latency, its size and how it may end. */

import type { Entry, Layer, Tags } from '../ledger';
import { constant, scale, type LogNormal } from './log-normal';

/** USD for a million tokens. */
export interface Price {
  input: number;
  /** Input that the provider had in its cache. */
  cached: number;
  output: number;
}

/** Who answers a call to a model, and what that costs. */
export type Answerer = Pick<Call, 'provider' | 'model' | 'responseModel' | 'price'>;

/** One way a call may end. `status` and `errorType` mean what they mean in the ledger. */
export interface Outcome {
  status: number | null;
  errorType: string | null;
  /** Of all calls of its kind, 0 to 1. */
  share: number;
  /** How long it takes, as a multiple of the call's duration. */
  pace: number;
  /** The first provider fails like this, and another one is asked, whose answer `status` and `errorType` are. */
  fallback?: { to: Answerer; status: number; errorType: string };
  /** True where no provider is asked: nothing is billed. */
  free?: boolean;
  /** Added to those of the call. */
  tags?: Tags;
}

/** One kind of request to one replica. */
export interface Call {
  layer: Layer;
  provider: string | null;
  model: string | null;
  responseModel: string | null;
  operation: string | null;
  endpoint: string | null;
  method: string;
  /** Requests per second, the mean of a day. */
  perSecond: number;
  /** Seconds. */
  duration: LogNormal;
  inputTokens: LogNormal;
  outputTokens: LogNormal;
  /** Of its input tokens, 0 to 1. */
  cachedShare: number;
  /** Of its output tokens, 0 to 1. */
  reasoningShare: number;
  /** Null where the model has none. */
  price: Price | null;
  /** Of its requests, 0 to 1. */
  streaming: number;
  outcomes: readonly Outcome[];
  /** What a retrieval finds; null for every other call. */
  retrieves: { chunks: LogNormal; grounding: LogNormal } | null;
  tags: Tags;
}

export interface Profile {
  calls: readonly Call[];
  /** Connections that clients hold open without asking for anything. */
  heldConnections: number;
  /** How many connections are served at once; the others wait in the queue. */
  workers: number;
  /** The provider that the scenario `provider-outage` takes down. */
  fragile: string;
}

/** A call and its outcome: everything about a request that metrics tell apart. */
export interface Kind {
  call: Call;
  outcome: Outcome;
  streaming: boolean;
  /** Requests per second. */
  perSecond: number;
}

const NO_TOKENS = constant(0);

/** What most calls have in common. */
export const PLAIN_CALL = {
  provider: null,
  model: null,
  responseModel: null,
  operation: null,
  method: 'GET',
  inputTokens: NO_TOKENS,
  outputTokens: NO_TOKENS,
  cachedShare: 0,
  reasoningShare: 0,
  price: null,
  streaming: 0,
  retrieves: null,
  tags: {},
} satisfies Partial<Call>;

/** Adds what is left to the outcomes that are not a plain success, as a success. */
export function outcomes(success: number | null, others: readonly Outcome[]): Outcome[] {
  const share = 1 - others.reduce((sum, outcome) => sum + outcome.share, 0);
  return [{ status: success, errorType: null, share, pace: 1 }, ...others];
}

export function answered(status: number, share: number, pace: number): Outcome {
  return { status, errorType: null, share, pace };
}

export function raised(errorType: string, share: number, pace: number): Outcome {
  return { status: null, errorType, share, pace };
}

/** An exception that the client sees as an HTTP status. */
export function refused(status: number, errorType: string, share: number, pace: number): Outcome {
  return { status, errorType, share, pace };
}

/** True where the call did what it was asked for. */
export function succeeded({ status, errorType }: Pick<Entry, 'status' | 'errorType'>): boolean {
  return errorType === null && (status === null || status < 300);
}

/** True where the system or its provider is to blame: an exception or a 5xx. */
export function failed({ status, errorType }: Pick<Entry, 'status' | 'errorType'>): boolean {
  return errorType !== null || (status !== null && status >= 500);
}

const DAY = 24 * 3600;
const BUSIEST_HOUR = 14;
const SWING = 0.4;

/** How busy the hour is: 1 is the mean of a day, 1.4 its peak at 14:00 UTC, 0.6 the night. */
export function loadAt(time: number): number {
  return 1 + SWING * Math.cos((2 * Math.PI * (time - BUSIEST_HOUR * 3600)) / DAY);
}

/** The profile at one moment of the day: busier hours have more requests, and slower ones. Probes keep their pace. */
export function profileAt(profile: Profile, time: number): Profile {
  const load = loadAt(time);
  const slowdown = 0.8 + 0.2 * load;
  return mapCalls(profile, (call) => ({
    ...call,
    perSecond: call.perSecond * load,
    duration: scale(call.duration, slowdown),
  }));
}

/** Changes every call except probes, which go on whatever happens to the traffic. */
export function mapCalls(profile: Profile, change: (call: Call) => Call): Profile {
  return { ...profile, calls: profile.calls.map((call) => (call.layer === 'probe' ? call : change(call))) };
}

/** Every kind of request a profile can bring, also those that are impossible just now (a share of 0). */
export function kindsOf(profile: Profile): Kind[] {
  return profile.calls.flatMap((call) =>
    call.outcomes.flatMap((outcome) =>
      streamingShares(call).map(({ streaming, share }) => ({
        call,
        outcome,
        streaming,
        perSecond: call.perSecond * outcome.share * share,
      }))
    )
  );
}

function streamingShares({ streaming }: Call) {
  const shares = [
    { streaming: false, share: 1 - streaming },
    { streaming: true, share: streaming },
  ];
  return shares.filter(({ share }) => share > 0);
}
