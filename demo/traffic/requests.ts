/** Requests made up from a profile. */

import type { Entry } from '../ledger';
import { constant, scale, valueAt, type LogNormal } from './log-normal';
import { kindsOf, succeeded, type Kind, type Profile } from './profile';
import { normal, pick, poisson, type Random } from './random';

/** Of a generation's duration, what passes before its first token. */
const FIRST_TOKEN_SHARE = 0.2;
/** How strongly a longer answer takes longer: 0 not at all, 1 in step. */
const LENGTH_SLOWS = 0.8;

/** What can be measured of a request: `count` is 1 for each. */
export type Measure = 'count' | 'duration' | 'inputTokens' | 'outputTokens' | 'firstToken' | 'perOutputToken';

/** What one request adds. */
export const measured: Record<Measure, (entry: Entry) => number> = {
  count: () => 1,
  duration: ({ duration }) => duration,
  inputTokens: ({ tokens }) => tokens.input,
  outputTokens: ({ tokens }) => tokens.output,
  firstToken: ({ firstToken }) => firstToken ?? 0,
  perOutputToken: ({ perOutputToken }) => perOutputToken ?? 0,
};

/** How the same is distributed over many requests of one kind. */
export const distributed: Record<Measure, (kind: Pick<Kind, 'call' | 'outcome'>) => LogNormal> = {
  count: () => constant(1),
  duration: ({ call, outcome }) => scale(call.duration, outcome.pace),
  inputTokens: ({ call }) => call.inputTokens,
  outputTokens: ({ call }) => call.outputTokens,
  firstToken: (kind) => scale(distributed.duration(kind), FIRST_TOKEN_SHARE),
  perOutputToken: (kind) => quotient(distributed.duration(kind), kind.call.outputTokens),
};

function quotient(duration: LogNormal, tokens: LogNormal): LogNormal {
  const variance = duration.sigma ** 2 + tokens.sigma ** 2 - 2 * LENGTH_SLOWS * duration.sigma * tokens.sigma;
  return { median: ((1 - FIRST_TOKEN_SHARE) * duration.median) / tokens.median, sigma: Math.sqrt(variance) };
}

/**
 * The requests that begin within one second. The same `random`, second and profile give the same requests.
 * @param from the second's beginning, in seconds since 1970
 */
export function requestsWithin(random: Random, from: number, replica: number, { calls }: Profile): Entry[] {
  const expected = calls.reduce((sum, { perSecond }) => sum + perSecond, 0);
  return Array.from({ length: poisson(random, expected) }, () => {
    const call = pick(random, calls, ({ perSecond }) => perSecond);
    const outcome = pick(random, call.outcomes, ({ share }) => share);
    const kind = { call, outcome, streaming: random() < call.streaming };
    const deviation = { length: normal(random), pace: normal(random), input: normal(random) };
    return request(kind, from + random(), replica, deviation);
  });
}

/** A typical request of each kind: shows which labels can occur. */
export function typicalRequests(profile: Profile, replica: number): Entry[] {
  return kindsOf(profile).map((kind) => request(kind, 0, replica, { length: 0, pace: 0, input: 0 }));
}

/** How far from typical a request is, in standard deviations. */
interface Deviation {
  length: number;
  pace: number;
  input: number;
}

function request(kind: Omit<Kind, 'perSecond'>, start: number, replica: number, deviation: Deviation): Entry {
  const { call, outcome, streaming } = kind;
  const slowness = LENGTH_SLOWS * deviation.length + Math.sqrt(1 - LENGTH_SLOWS ** 2) * deviation.pace;
  const duration = valueAt(distributed.duration(kind), slowness);
  const tokens = {
    input: succeeded(outcome) ? wholeTokens(call.inputTokens, deviation.input) : 0,
    output: succeeded(outcome) ? wholeTokens(call.outputTokens, deviation.length) : 0,
  };
  const generated = tokens.output > 0;
  return {
    time: start + duration,
    replica,
    layer: call.layer,
    provider: call.provider,
    model: call.model,
    responseModel: call.responseModel,
    operation: call.operation,
    endpoint: call.endpoint,
    method: call.method,
    status: outcome.status,
    errorType: outcome.errorType,
    duration,
    streaming,
    tokens,
    firstToken: generated ? FIRST_TOKEN_SHARE * duration : null,
    perOutputToken: generated ? ((1 - FIRST_TOKEN_SHARE) * duration) / tokens.output : null,
  };
}

function wholeTokens(distribution: LogNormal, z: number): number {
  return distribution.median === 0 ? 0 : Math.max(1, Math.round(valueAt(distribution, z)));
}
