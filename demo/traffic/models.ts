/** The models that the demo calls: how long they take and how much they read and write. */

import { constant, type LogNormal } from './log-normal';
import { PLAIN_CALL, type Call } from './profile';

interface Model {
  /** Who serves it, by the name that most systems use. */
  provider: 'openai' | 'anthropic' | 'mistral' | 'gemini';
  /** The dated name that answers, where the vendor has one. */
  responseModel: string | null;
  /** Seconds. */
  duration: LogNormal;
  inputTokens: LogNormal;
  outputTokens: LogNormal;
  /** Of its calls, 0 to 1. */
  streaming: number;
}

export type ModelName =
  | 'gpt-4o'
  | 'gpt-4o-mini'
  | 'text-embedding-3-small'
  | 'claude-sonnet-4-5'
  | 'claude-haiku-4-5'
  | 'mistral-large-latest'
  | 'mistral-small-latest'
  | 'gemini-2.5-pro'
  | 'gemini-2.5-flash';

const MODELS: Record<ModelName, Model> = {
  'gpt-4o': {
    provider: 'openai',
    responseModel: 'gpt-4o-2024-08-06',
    duration: { median: 1.8, sigma: 0.55 },
    inputTokens: { median: 620, sigma: 0.8 },
    outputTokens: { median: 80, sigma: 0.6 },
    streaming: 0.6,
  },
  'gpt-4o-mini': {
    provider: 'openai',
    responseModel: 'gpt-4o-mini-2024-07-18',
    duration: { median: 0.9, sigma: 0.5 },
    inputTokens: { median: 480, sigma: 0.8 },
    outputTokens: { median: 60, sigma: 0.6 },
    streaming: 0.4,
  },
  'text-embedding-3-small': {
    provider: 'openai',
    responseModel: null,
    duration: { median: 0.12, sigma: 0.4 },
    inputTokens: { median: 300, sigma: 0.7 },
    outputTokens: constant(0),
    streaming: 0,
  },
  'claude-sonnet-4-5': {
    provider: 'anthropic',
    responseModel: 'claude-sonnet-4-5-20250929',
    duration: { median: 2.4, sigma: 0.5 },
    inputTokens: { median: 850, sigma: 0.8 },
    outputTokens: { median: 100, sigma: 0.6 },
    streaming: 0.7,
  },
  'claude-haiku-4-5': {
    provider: 'anthropic',
    responseModel: 'claude-haiku-4-5-20251001',
    duration: { median: 1.0, sigma: 0.5 },
    inputTokens: { median: 540, sigma: 0.8 },
    outputTokens: { median: 60, sigma: 0.6 },
    streaming: 0.5,
  },
  'mistral-large-latest': {
    provider: 'mistral',
    responseModel: 'mistral-large-2411',
    duration: { median: 2.0, sigma: 0.55 },
    inputTokens: { median: 560, sigma: 0.8 },
    outputTokens: { median: 80, sigma: 0.6 },
    streaming: 0.4,
  },
  'mistral-small-latest': {
    provider: 'mistral',
    responseModel: 'mistral-small-2501',
    duration: { median: 0.8, sigma: 0.5 },
    inputTokens: { median: 420, sigma: 0.8 },
    outputTokens: { median: 50, sigma: 0.6 },
    streaming: 0.3,
  },
  'gemini-2.5-pro': {
    provider: 'gemini',
    responseModel: null,
    duration: { median: 2.6, sigma: 0.55 },
    inputTokens: { median: 900, sigma: 0.8 },
    outputTokens: { median: 110, sigma: 0.6 },
    streaming: 0.5,
  },
  'gemini-2.5-flash': {
    provider: 'gemini',
    responseModel: null,
    duration: { median: 0.8, sigma: 0.5 },
    inputTokens: { median: 520, sigma: 0.8 },
    outputTokens: { median: 55, sigma: 0.6 },
    streaming: 0.5,
  },
};

/** A call to a model, as a row of a profile. */
export function modelCall(
  model: ModelName,
  row: Pick<Call, 'endpoint' | 'perSecond' | 'outcomes'> & Partial<Call>
): Call {
  return { ...PLAIN_CALL, ...MODELS[model], layer: 'llm', model, method: 'POST', ...row };
}
