/** The labels of LiteLLM's metrics: who called, through which key, and which deployment answered. */

import type { Entry } from '../ledger';
import { deploymentOf, teamOf } from './litellm-traffic';
import type { Addition } from './system';

export type Labels = Record<string, string>;

/** How Python writes what there is not. */
export const NONE = 'None';

/**
 * Who called.
 * @param names those of the labels that the metric has, separated by spaces
 */
export function caller({ tags }: Entry, names: string): Labels {
  const team = teamOf(tags.team);
  const all: Labels = {
    end_user: NONE,
    hashed_api_key: team?.keyHash ?? NONE,
    api_key_alias: team?.keyAlias ?? NONE,
    team: team?.id ?? NONE,
    team_alias: team?.alias ?? NONE,
    user: team?.user ?? NONE,
    user_email: team?.user ?? NONE,
    client_ip: '10.0.0.7',
    user_agent: 'OpenAI/Python 1.99.1',
  };
  return Object.fromEntries(names.split(' ').map((name) => [name, all[name] ?? NONE]));
}

const BASES: Readonly<Record<string, string>> = {
  openai: 'https://api.openai.com/v1/',
  anthropic: 'https://api.anthropic.com',
  gemini: 'https://generativelanguage.googleapis.com',
  vllm: 'http://vllm:8000/v1',
};

/** The model that answered, or should have. */
export function api({ model, provider }: Pick<Entry, 'model' | 'provider'>) {
  return {
    model: model ?? NONE,
    model_id: modelId(model),
    api_provider: providerName(provider),
    requested_model: deploymentOf(model)?.group ?? model ?? NONE,
  };
}

export function deployment(model: string | null, provider: string | null) {
  return {
    litellm_model_name: model ?? NONE,
    model_id: modelId(model),
    api_base: BASES[provider ?? ''] ?? NONE,
    api_provider: providerName(provider),
  };
}

/** LiteLLM calls a vLLM server `hosted_vllm`. */
function providerName(provider: string | null): string {
  return provider === 'vllm' ? 'hosted_vllm' : (provider ?? NONE);
}

/** LiteLLM makes up a hash for each deployment. */
function modelId(model: string | null): string {
  return deploymentOf(model) ? `deployment-${model}` : NONE;
}

export const CALLER = 'end_user hashed_api_key api_key_alias team team_alias user';
export const CLIENT = `${CALLER} user_email client_ip user_agent`;
export const MODEL = 'model model_id api_provider requested_model';
export const DEPLOYMENT = 'litellm_model_name model_id api_base api_provider';
export const DEPLOYED_FOR = `${DEPLOYMENT} requested_model hashed_api_key api_key_alias team team_alias client_ip user_agent`;
export const LATENCY = `${CALLER} ${MODEL} service_tier`;
export const EXCEPTION = 'exception_status exception_class';
export const CACHE = `${CALLER} model model_id api_provider`;

export const client = (entry: Entry) => caller(entry, CLIENT);
export const tokens = (entry: Entry) => ({ ...caller(entry, `${CALLER} user_email`), ...api(entry) });
export const spend = (entry: Entry) => ({ ...client(entry), ...api(entry), service_tier: NONE });
export const latency = (entry: Entry) => ({ ...caller(entry, CALLER), ...api(entry), service_tier: NONE });
export const queue = (entry: Entry) => ({ ...caller(entry, CALLER), ...api(entry) });
export const cache = (entry: Entry) => {
  const { requested_model: _asked, ...rest } = api(entry);
  return { ...caller(entry, CALLER), ...rest };
};
export const KEY = 'hashed_api_key api_key_alias';
export const overhead = (entry: Entry) => ({
  ...caller(entry, KEY),
  ...deployment(entry.model, entry.provider),
  model_group: deploymentOf(entry.model)?.group ?? NONE,
});
export const perToken = (entry: Entry) => ({
  ...caller(entry, `${KEY} team team_alias`),
  ...deployment(entry.model, entry.provider),
});
/** A deployment as one caller used it. */
export const deployedFor = (entry: Entry, { model, provider }: Pick<Entry, 'model' | 'provider'>) => ({
  ...caller(entry, `${KEY} team team_alias client_ip user_agent`),
  ...deployment(model, provider),
  requested_model: deploymentOf(model)?.group ?? NONE,
});
export const proxied = (entry: Entry) => ({
  ...client(entry),
  requested_model: entry.tags.group ?? NONE,
  route: entry.endpoint ?? NONE,
  model_id: api(entry).model_id,
  api_provider: entry.provider ?? NONE,
});

export const PROXIED = `${CLIENT} requested_model route model_id api_provider`;

const kinds = new WeakMap<Entry, string>();

/** What LiteLLM's metrics tell apart: requests of one kind add the same to each of them. */
function kindOf(entry: Entry): string {
  const { tags, provider, model, status, errorType, streaming, fallback, tokens, cost, firstToken } = entry;
  const kind =
    kinds.get(entry) ??
    [
      ...[tags.group, tags.team, tags.cache, provider, model, status, errorType, fallback?.model, fallback?.errorType],
      ...[streaming, tokens.cached > 0, tokens.reasoning > 0, cost === null, firstToken === null],
    ].join('|');
  kinds.set(entry, kind);
  return kind;
}

/** Writes a kind's many labels once, not for every request. */
export function remembered(adds: (entry: Entry) => Addition[]): (entry: Entry) => Addition[] {
  const known = new Map<string, Addition[]>();
  return (entry) => {
    const kind = kindOf(entry);
    const additions = known.get(kind) ?? adds(entry);
    known.set(kind, additions);
    return additions;
  };
}
