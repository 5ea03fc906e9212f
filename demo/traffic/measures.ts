/** What can be measured of a request: what one of them adds, and how that is spread over many. */

import type { Entry } from '../ledger';
import { constant, scale, sum, type LogNormal } from './log-normal';
import type { Kind } from './profile';

/** Of a request's duration, what passes before its work begins. */
export const QUEUED_SHARE = 0.02;
/** Of a generation's duration, what passes before its first token, the wait included. */
export const FIRST_TOKEN_SHARE = 0.2;
/** How strongly a longer answer takes longer: 0 not at all, 1 in step. */
export const LENGTH_SLOWS = 0.8;
/** Of a request's duration, what a gateway's own work takes. */
const OVERHEAD_SHARE = 0.01;
const MILLION = 1e6;

export type Measure =
  | 'count'
  | 'duration'
  | 'queued'
  | 'inference'
  | 'prefill'
  | 'decode'
  | 'upstream'
  | 'overhead'
  | 'firstToken'
  | 'perOutputToken'
  | 'inputTokens'
  | 'outputTokens'
  | 'totalTokens'
  | 'cachedTokens'
  | 'reasoningTokens'
  | 'cost'
  | 'chunks'
  | 'grounding';

type Ending = Pick<Kind, 'call' | 'outcome'>;

interface MeasureRow {
  of(entry: Entry): number;
  /** Over many requests that end like this. */
  spread(ending: Ending): LogNormal;
  /** Whether it comes in whole numbers. */
  whole: boolean;
}

const durationSpread = ({ call, outcome }: Ending) => scale(call.duration, outcome.pace);

function ofDuration(share: number): MeasureRow {
  return {
    of: ({ duration }) => share * duration,
    spread: (ending) => scale(durationSpread(ending), share),
    whole: false,
  };
}

function ofTokens(of: (tokens: Entry['tokens']) => number, spread: (call: Kind['call']) => LogNormal): MeasureRow {
  return { of: ({ tokens }) => of(tokens), spread: ({ call }) => spread(call), whole: true };
}

export const MEASURES: Record<Measure, MeasureRow> = {
  count: { of: () => 1, spread: () => constant(1), whole: true },
  duration: ofDuration(1),
  queued: ofDuration(QUEUED_SHARE),
  inference: ofDuration(1 - QUEUED_SHARE),
  prefill: ofDuration(FIRST_TOKEN_SHARE - QUEUED_SHARE),
  decode: ofDuration(1 - FIRST_TOKEN_SHARE),
  upstream: ofDuration(1 - QUEUED_SHARE - OVERHEAD_SHARE),
  overhead: ofDuration(OVERHEAD_SHARE),
  firstToken: ofDuration(FIRST_TOKEN_SHARE),
  perOutputToken: {
    of: ({ perOutputToken }) => perOutputToken ?? 0,
    spread: (ending) => secondsPerToken(durationSpread(ending), ending.call.outputTokens),
    whole: false,
  },
  inputTokens: ofTokens(
    ({ input }) => input,
    ({ inputTokens }) => inputTokens
  ),
  outputTokens: ofTokens(
    ({ output }) => output,
    ({ outputTokens }) => outputTokens
  ),
  totalTokens: ofTokens(
    ({ input, output }) => input + output,
    ({ inputTokens, outputTokens }) => sum(inputTokens, outputTokens)
  ),
  cachedTokens: ofTokens(
    ({ cached }) => cached,
    ({ inputTokens, cachedShare }) => scale(inputTokens, cachedShare)
  ),
  reasoningTokens: ofTokens(
    ({ reasoning }) => reasoning,
    ({ outputTokens, reasoningShare }) => scale(outputTokens, reasoningShare)
  ),
  cost: { of: ({ cost }) => cost ?? 0, spread: costSpread, whole: false },
  chunks: {
    of: ({ retrieved }) => retrieved?.chunks ?? 0,
    spread: ({ call }) => call.retrieves?.chunks ?? constant(0),
    whole: true,
  },
  grounding: {
    of: ({ retrieved }) => retrieved?.grounding ?? 0,
    spread: ({ call }) => call.retrieves?.grounding ?? constant(0),
    whole: false,
  },
};

function secondsPerToken(duration: LogNormal, tokens: LogNormal): LogNormal {
  const variance = duration.sigma ** 2 + tokens.sigma ** 2 - 2 * LENGTH_SLOWS * duration.sigma * tokens.sigma;
  return { median: ((1 - FIRST_TOKEN_SHARE) * duration.median) / tokens.median, sigma: Math.sqrt(variance) };
}

/** USD for what a request reads and writes; null where who answers has no price. */
export function costOf({ call, outcome }: Ending, { input, cached, output }: Entry['tokens']): number | null {
  const { price } = outcome.fallback?.to ?? call;
  if (outcome.free || price === null) {
    return outcome.free ? 0 : null;
  }
  return ((input - cached) * price.input + cached * price.cached + output * price.output) / MILLION;
}

function costSpread({ call, outcome }: Ending): LogNormal {
  const { price } = outcome.fallback?.to ?? call;
  if (outcome.free || price === null) {
    return constant(0);
  }
  const perInput = (1 - call.cachedShare) * price.input + call.cachedShare * price.cached;
  return sum(scale(call.inputTokens, perInput / MILLION), scale(call.outputTokens, price.output / MILLION));
}
