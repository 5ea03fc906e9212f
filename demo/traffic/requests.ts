/** Requests made up from a profile. */

import type { Entry } from '../ledger';
import { valueAt, type LogNormal } from './log-normal';
import { costOf, FIRST_TOKEN_SHARE, LENGTH_SLOWS, MEASURES, QUEUED_SHARE } from './measures';
import { kindsOf, succeeded, type Kind, type Profile } from './profile';
import { normal, pick, poisson, type Random } from './random';

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
  const duration = valueAt(MEASURES.duration.spread(kind), slowness);
  const input = succeeded(outcome) ? wholeNumber(call.inputTokens, deviation.input) : 0;
  const output = succeeded(outcome) ? wholeNumber(call.outputTokens, deviation.length) : 0;
  const tokens = {
    input,
    output,
    cached: Math.round(input * call.cachedShare),
    reasoning: Math.round(output * call.reasoningShare),
  };
  const { provider, model, responseModel } = outcome.fallback?.to ?? call;
  const generated = tokens.output > 0;
  return {
    time: start + duration,
    replica,
    layer: call.layer,
    provider,
    model,
    responseModel,
    operation: call.operation,
    endpoint: call.endpoint,
    method: call.method,
    status: outcome.status,
    errorType: outcome.errorType,
    duration,
    streaming,
    tokens,
    cost: costOf(kind, tokens),
    queued: QUEUED_SHARE * duration,
    firstToken: generated ? FIRST_TOKEN_SHARE * duration : null,
    perOutputToken: generated ? ((1 - FIRST_TOKEN_SHARE) * duration) / tokens.output : null,
    fallback: outcome.fallback
      ? {
          provider: call.provider,
          model: call.model,
          status: outcome.fallback.status,
          errorType: outcome.fallback.errorType,
        }
      : null,
    retrieved:
      call.retrieves && succeeded(outcome)
        ? {
            chunks: wholeNumber(call.retrieves.chunks, deviation.length),
            grounding: Math.min(1, valueAt(call.retrieves.grounding, deviation.input)),
          }
        : null,
    tags: outcome.tags ? { ...call.tags, ...outcome.tags } : call.tags,
  };
}

function wholeNumber(distribution: LogNormal, z: number): number {
  return distribution.median === 0 ? 0 : Math.max(1, Math.round(valueAt(distribution, z)));
}
