/** The labels of LiteLLM's metrics: who called, through which key, and which deployment answered. */

import type { Entry } from '../ledger';
import { deploymentOf, teamOf } from './litellm-traffic';

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
