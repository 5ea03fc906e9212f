import type { SystemId } from '../vocabularies/vocabulary';
import type { BurnRate } from './alert';

/** What a system promises over 30 days. */
export interface Objective {
  /** Share of the attempts that must not fail. */
  availability: number;
}

/** None of the documents promises anything: 99% is what a provider with two nines leaves. */
const TWO_NINES: Objective = { availability: 0.99 };

export const OBJECTIVES: Record<SystemId, Objective> = {
  choreoai: TWO_NINES,
  convergeai: TWO_NINES,
  'project-ai': TWO_NINES,
  'ai-companion': TWO_NINES,
  litellm: TWO_NINES,
  vllm: TWO_NINES,
  'envoy-ai-gateway': TWO_NINES,
  openlit: TWO_NINES,
  'otel-genai-3': TWO_NINES,
  'otel-genai': TWO_NINES,
  'otel-genai-1': TWO_NINES,
};

/** The pairs of windows of Google's SRE workbook: 2% of the budget in an hour, 5% in six; 10% in a day, 10% in three. */
export const BURN_RATES = {
  fast: [
    { times: 14.4, long: '1h', short: '5m' },
    { times: 6, long: '6h', short: '30m' },
  ],
  slow: [
    { times: 3, long: '1d', short: '2h' },
    { times: 1, long: '3d', short: '6h' },
  ],
} satisfies Record<string, readonly [BurnRate, ...BurnRate[]]>;
