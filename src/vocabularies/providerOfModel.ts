import type { ProviderRule } from './vocabulary';

/**
 * Which provider a model belongs to, for systems that name the model only. The patterns do not overlap.
 * Taken from the model names of the shipped price table and the providers' own lists of models.
 */
export const PROVIDER_OF_MODEL: readonly ProviderRule[] = [
  { provider: 'openai', models: '(gpt|chatgpt|text-embedding|dall-e|whisper|tts)-.*|o[1-9](-.*)?' },
  { provider: 'anthropic', models: 'claude-.*' },
  { provider: 'google', models: '(gemini|gemma|text-bison|chat-bison)-.*' },
  { provider: 'mistral', models: '(mistral|ministral|magistral|codestral|devstral|pixtral|open-mi[sx]tral)-.*' },
  { provider: 'meta', models: '(meta-)?llama-?[0-9].*' },
  { provider: 'cohere', models: '(command|embed|rerank|aya)-.*' },
  { provider: 'deepseek', models: 'deepseek-.*' },
  { provider: 'xai', models: 'grok-.*' },
];

/** The provider of a call whose model belongs to nobody in the table. */
export const UNKNOWN_PROVIDER = 'unknown';
