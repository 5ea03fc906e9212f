/** What can go wrong, as rows: each is a pure change of the traffic. */

import { scale } from './log-normal';
import { failed, mapCalls, type Call, type Outcome, type Profile } from './profile';

export type ScenarioName =
  'provider-outage' | 'error-burst' | 'latency-spike' | 'traffic-stop' | 'token-surge' | 'connection-pile-up';

export interface Scenario {
  name: ScenarioName;
  description: string;
  effect(profile: Profile): Profile;
}

const FAILING_SHARE = 0.3;
const SLOWER = 6;
const MORE_TOKENS = 10;
const PILED_UP = 150;

const ROWS: Record<ScenarioName, Omit<Scenario, 'name'>> = {
  'provider-outage': {
    description: 'Every call to one provider raises an exception, or falls back to another: OpenAI, or vLLM itself.',
    effect: (profile) =>
      mapCalls(profile, (call) => (call.provider === profile.fragile ? reweigh(call, providerFails, 1) : call)),
  },
  'error-burst': {
    description: `${FAILING_SHARE * 100}% of all calls fail, with an exception or a 5xx.`,
    effect: (profile) => mapCalls(profile, (call) => reweigh(call, failed, FAILING_SHARE)),
  },
  'latency-spike': {
    description: `Every call takes ${SLOWER} times as long.`,
    effect: (profile) => mapCalls(profile, (call) => ({ ...call, duration: scale(call.duration, SLOWER) })),
  },
  'traffic-stop': {
    description: 'Nobody calls any more; only probes and scrapes go on.',
    effect: (profile) => mapCalls(profile, (call) => ({ ...call, perSecond: 0 })),
  },
  'token-surge': {
    description: `Every call reads and writes ${MORE_TOKENS} times as many tokens.`,
    effect: (profile) =>
      mapCalls(profile, (call) => ({
        ...call,
        inputTokens: scale(call.inputTokens, MORE_TOKENS),
        outputTokens: scale(call.outputTokens, MORE_TOKENS),
      })),
  },
  'connection-pile-up': {
    description: `Clients hold ${PILED_UP} more connections open on each replica.`,
    effect: (profile) => ({ ...profile, heldConnections: profile.heldConnections + PILED_UP }),
  },
};

export const SCENARIOS = (Object.keys(ROWS) as ScenarioName[]).map((name): Scenario => ({ name, ...ROWS[name] }));

export function scenarioNamed(name: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name);
}

/** The profile while these scenarios are active, always applied in the table's order. */
export function underScenarios(profile: Profile, active: ReadonlySet<ScenarioName>): Profile {
  return SCENARIOS.filter(({ name }) => active.has(name)).reduce((changed, { effect }) => effect(changed), profile);
}

function providerFails({ errorType, fallback }: Outcome): boolean {
  return errorType !== null || fallback !== undefined;
}

/** Raises the outcomes that match to `share` of all calls, at the cost of the others; a call without a match stays. */
function reweigh(call: Call, matches: (outcome: Outcome) => boolean, share: number): Call {
  const matching = call.outcomes.filter(matches).reduce((sum, outcome) => sum + outcome.share, 0);
  if (matching === 0 || matching >= share) {
    return call;
  }
  const outcomes = call.outcomes.map((outcome) => ({
    ...outcome,
    share: outcome.share * (matches(outcome) ? share / matching : (1 - share) / (1 - matching)),
  }));
  return { ...call, outcomes };
}
