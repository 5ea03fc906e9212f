/** The models that the demo calls: how long they take, how much they read and write, and what that costs. */

import { constant, type LogNormal } from './log-normal';
import { PLAIN_CALL, type Answerer, type Call, type Price } from './profile';

interface Model {
  /** Who serves it, by the name that most systems use. */
  provider: 'openai' | 'anthropic' | 'mistral' | 'gemini' | 'vllm';
  /** The dated name that answers, where the vendor has one. */
  responseModel: string | null;
  /** Seconds. */
  duration: LogNormal;
  inputTokens: LogNormal;
  outputTokens: LogNormal;
  /** Of its input tokens, 0 to 1. */
  cachedShare: number;
  /** Of its output tokens, 0 to 1. */
  reasoningShare: number;
  price: Price | null;
  /** Of its calls, 0 to 1. */
  streaming: number;
}

export type ModelName =
  | 'gpt-4o'
  | 'gpt-4o-mini'
  | 'o4-mini'
  | 'text-embedding-3-small'
  | 'claude-sonnet-4-5'
  | 'claude-haiku-4-5'
  | 'mistral-large-latest'
  | 'mistral-small-latest'
  | 'gemini-2.5-pro'
  | 'gemini-2.5-flash'
  | 'llama-3.3-70b-instruct';

const MODELS: Record<ModelName, Model> = {
  'gpt-4o': {
    provider: 'openai',
    responseModel: 'gpt-4o-2024-08-06',
    duration: { median: 1.8, sigma: 0.55 },
    inputTokens: { median: 620, sigma: 0.8 },
    outputTokens: { median: 80, sigma: 0.6 },
    cachedShare: 0.25,
    reasoningShare: 0,
    price: { input: 2.5, cached: 1.25, output: 10 },
    streaming: 0.6,
  },
  'gpt-4o-mini': {
    provider: 'openai',
    responseModel: 'gpt-4o-mini-2024-07-18',
    duration: { median: 0.9, sigma: 0.5 },
    inputTokens: { median: 480, sigma: 0.8 },
    outputTokens: { median: 60, sigma: 0.6 },
    cachedShare: 0.25,
    reasoningShare: 0,
    price: { input: 0.15, cached: 0.075, output: 0.6 },
    streaming: 0.4,
  },
  'o4-mini': {
    provider: 'openai',
    responseModel: 'o4-mini-2025-04-16',
    duration: { median: 4.2, sigma: 0.6 },
    inputTokens: { median: 700, sigma: 0.7 },
    outputTokens: { median: 420, sigma: 0.6 },
    cachedShare: 0.25,
    reasoningShare: 0.6,
    price: { input: 1.1, cached: 0.275, output: 4.4 },
    streaming: 0.3,
  },
  'text-embedding-3-small': {
    provider: 'openai',
    responseModel: null,
    duration: { median: 0.12, sigma: 0.4 },
    inputTokens: { median: 300, sigma: 0.7 },
    outputTokens: constant(0),
    cachedShare: 0,
    reasoningShare: 0,
    price: { input: 0.02, cached: 0.02, output: 0 },
    streaming: 0,
  },
  'claude-sonnet-4-5': {
    provider: 'anthropic',
    responseModel: 'claude-sonnet-4-5-20250929',
    duration: { median: 2.4, sigma: 0.5 },
    inputTokens: { median: 850, sigma: 0.8 },
    outputTokens: { median: 100, sigma: 0.6 },
    cachedShare: 0.4,
    reasoningShare: 0,
    price: { input: 3, cached: 0.3, output: 15 },
    streaming: 0.7,
  },
  'claude-haiku-4-5': {
    provider: 'anthropic',
    responseModel: 'claude-haiku-4-5-20251001',
    duration: { median: 1.0, sigma: 0.5 },
    inputTokens: { median: 540, sigma: 0.8 },
    outputTokens: { median: 60, sigma: 0.6 },
    cachedShare: 0.4,
    reasoningShare: 0,
    price: { input: 1, cached: 0.1, output: 5 },
    streaming: 0.5,
  },
  'mistral-large-latest': {
    provider: 'mistral',
    responseModel: 'mistral-large-2411',
    duration: { median: 2.0, sigma: 0.55 },
    inputTokens: { median: 560, sigma: 0.8 },
    outputTokens: { median: 80, sigma: 0.6 },
    cachedShare: 0,
    reasoningShare: 0,
    price: { input: 0.5, cached: 0.5, output: 1.5 },
    streaming: 0.4,
  },
  'mistral-small-latest': {
    provider: 'mistral',
    responseModel: 'mistral-small-2501',
    duration: { median: 0.8, sigma: 0.5 },
    inputTokens: { median: 420, sigma: 0.8 },
    outputTokens: { median: 50, sigma: 0.6 },
    cachedShare: 0,
    reasoningShare: 0,
    price: { input: 0.06, cached: 0.06, output: 0.18 },
    streaming: 0.3,
  },
  'gemini-2.5-pro': {
    provider: 'gemini',
    responseModel: null,
    duration: { median: 2.6, sigma: 0.55 },
    inputTokens: { median: 900, sigma: 0.8 },
    outputTokens: { median: 110, sigma: 0.6 },
    cachedShare: 0.2,
    reasoningShare: 0.3,
    price: { input: 1.25, cached: 0.125, output: 10 },
    streaming: 0.5,
  },
  'gemini-2.5-flash': {
    provider: 'gemini',
    responseModel: null,
    duration: { median: 0.8, sigma: 0.5 },
    inputTokens: { median: 520, sigma: 0.8 },
    outputTokens: { median: 55, sigma: 0.6 },
    cachedShare: 0.2,
    reasoningShare: 0.2,
    price: { input: 0.3, cached: 0.03, output: 2.5 },
    streaming: 0.5,
  },
  'llama-3.3-70b-instruct': {
    provider: 'vllm',
    responseModel: null,
    duration: { median: 2.2, sigma: 0.55 },
    inputTokens: { median: 640, sigma: 0.8 },
    outputTokens: { median: 90, sigma: 0.6 },
    cachedShare: 0.3,
    reasoningShare: 0,
    price: null,
    streaming: 0.7,
  },
};

/** A call to a model, as a row of a profile. */
export function modelCall(
  model: ModelName,
  row: Pick<Call, 'endpoint' | 'perSecond' | 'outcomes'> & Partial<Call>
): Call {
  return { ...PLAIN_CALL, ...MODELS[model], layer: 'llm', model, method: 'POST', ...row };
}

/** Who answers where a model is asked instead of another. */
export function answerer(model: ModelName): Answerer {
  const { provider, responseModel, price } = MODELS[model];
  return { provider, model, responseModel, price };
}

/** USD per million tokens of a model; null where it has no price, or the demo does not know it. */
export const priceOf = (model: string | null): Price | null =>
  new Map<string | null, Model>(Object.entries(MODELS)).get(model)?.price ?? null;
