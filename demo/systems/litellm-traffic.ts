/** Who calls which models through the LiteLLM proxy, and where the models are deployed. */

import { answerer, modelCall, type ModelName } from '../traffic/models';
import { answered, outcomes, refused, type Call, type Outcome } from '../traffic/profile';

export interface Deployment {
  model: ModelName;
  /** What clients ask for. */
  group: string;
  /** Requests and tokens that the provider allows in a minute. */
  perMinute: { requests: number; tokens: number };
}

export const DEPLOYMENTS: readonly Deployment[] = [
  { model: 'gpt-4o', group: 'gpt-4o', perMinute: { requests: 500, tokens: 200_000 } },
  { model: 'gpt-4o-mini', group: 'fast', perMinute: { requests: 200, tokens: 120_000 } },
  { model: 'o4-mini', group: 'reasoning', perMinute: { requests: 100, tokens: 100_000 } },
  { model: 'claude-sonnet-4-5', group: 'claude-sonnet', perMinute: { requests: 300, tokens: 400_000 } },
  { model: 'gemini-2.5-flash', group: 'gemini-flash', perMinute: { requests: 1000, tokens: 1_000_000 } },
  { model: 'text-embedding-3-small', group: 'embeddings', perMinute: { requests: 3000, tokens: 1_000_000 } },
  { model: 'llama-3.3-70b-instruct', group: 'llama', perMinute: { requests: 600, tokens: 600_000 } },
];

export interface Team {
  id: string;
  alias: string;
  keyHash: string;
  keyAlias: string;
  user: string;
  /** USD for 30 days, more than it spends: LiteLLM refuses whoever has none left. Null where it may spend what it likes. */
  budget: number | null;
}

export const TEAMS: readonly Team[] = [
  team('3f1c', 'search', 'a8d1', 5600),
  team('77b0', 'support', '0c4e', 6500),
  team('c25a', 'research', 'f19b', 20_000),
  team('e904', 'lab', '5d32', null),
];

function team(id: string, alias: string, hash: string, budget: number | null): Team {
  return {
    id: `team-${id}`,
    alias,
    keyHash: `88dc28d0${hash}`,
    keyAlias: `${alias}-prod`,
    user: `${alias}@demo`,
    budget,
  };
}

/** Where calls to OpenAI go when it fails. */
const NEXT = answerer('claude-sonnet-4-5');
/** The first deployment's failure comes on top of the answer. */
const FALLBACK_PACE = 1.3;

const FAILURES = [
  refused(429, 'RateLimitError', 0.006, 0.1),
  refused(408, 'Timeout', 0.002, 6),
  refused(500, 'InternalServerError', 0.003, 0.5),
  refused(401, 'AuthenticationError', 0.001, 0.05),
  refused(400, 'BadRequestError', 0.004, 0.05),
];

const CACHE_HIT: Outcome = { ...answered(200, 0.08, 0.01), free: true, tags: { cache: 'hit' } };

const WITH_FALLBACK = [
  { ...answered(200, 0.02, FALLBACK_PACE), fallback: { to: NEXT, status: 429, errorType: 'RateLimitError' } },
  { ...answered(200, 0.008, FALLBACK_PACE), fallback: { to: NEXT, status: 500, errorType: 'InternalServerError' } },
  {
    ...refused(503, 'ServiceUnavailableError', 0.001, FALLBACK_PACE),
    fallback: { to: NEXT, status: 500, errorType: 'InternalServerError' },
  },
];

const CHAT = outcomes(200, [CACHE_HIT, ...FAILURES]);
const CHAT_WITH_FALLBACK = outcomes(200, [CACHE_HIT, ...WITH_FALLBACK, ...FAILURES]);

export const CALLS: readonly Call[] = [
  call('gpt-4o', 'search', 0.7, CHAT_WITH_FALLBACK),
  call('gpt-4o', 'support', 0.5, CHAT_WITH_FALLBACK),
  call('gpt-4o-mini', 'support', 1.1, CHAT_WITH_FALLBACK),
  call('o4-mini', 'research', 0.3, CHAT_WITH_FALLBACK),
  call('claude-sonnet-4-5', 'research', 0.6, CHAT),
  call('gemini-2.5-flash', 'search', 0.6, CHAT),
  { ...call('text-embedding-3-small', 'search', 0.5, outcomes(200, FAILURES)), endpoint: '/v1/embeddings' },
  call('llama-3.3-70b-instruct', 'lab', 0.3, CHAT),
];

function call(model: ModelName, alias: string, perSecond: number, ends: readonly Outcome[]): Call {
  const tags = { group: deploymentOf(model)?.group ?? model, team: alias, cache: 'miss' };
  return modelCall(model, { endpoint: '/v1/chat/completions', perSecond, outcomes: ends, tags });
}

export function deploymentOf(model: string | null): Deployment | undefined {
  return DEPLOYMENTS.find((deployment) => deployment.model === model);
}

export function teamOf(alias: string | undefined): Team | undefined {
  return TEAMS.find((row) => row.alias === alias);
}
