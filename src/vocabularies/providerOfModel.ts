import type { ProviderRule } from './vocabulary';

/**
 * Which provider a model belongs to, for systems that name the model only: the providers' own names of models, and the
 * prefixes that routers put before them. The patterns do not overlap.
 */
export const PROVIDER_OF_MODEL: readonly ProviderRule[] = [
  { provider: 'openai', models: '(openai/)?((gpt|chatgpt|text-embedding|dall-e|whisper|tts)-.*|o[1-9](-.*)?)' },
  { provider: 'anthropic', models: '(anthropic/)?claude-.*' },
  { provider: 'google', models: '((gemini|google|vertex_ai)/)?(gemini|gemma|text-bison|chat-bison)-.*' },
  {
    provider: 'mistral',
    models: '(mistral/)?(mistral|ministral|magistral|codestral|devstral|pixtral|open-mi[sx]tral)-.*',
  },
  { provider: 'meta', models: '(meta-)?llama-?[0-9].*' },
  { provider: 'cohere', models: '(cohere/)?(command|embed|rerank|aya)-.*' },
  { provider: 'deepseek', models: '(deepseek/)?deepseek-.*' },
  { provider: 'xai', models: '(xai/)?grok-.*' },
  { provider: 'groq', models: 'groq/.*' },
  { provider: 'amazon', models: '(amazon[.]|bedrock/amazon[.])?nova-.*' },
  { provider: 'moonshot', models: '(moonshot/)?kimi-.*' },
  { provider: 'zai', models: '(zai/)?glm-.*' },
  { provider: 'perplexity', models: '(perplexity/)?sonar(-.*)?' },
];

/** The provider of a call whose model belongs to nobody in the table. */
export const UNKNOWN_PROVIDER = 'unknown';

/** What a person calls it. */
export const UNATTRIBUTED = 'Unattributed';

export const titleOfProvider = (provider: string): string => (provider === UNKNOWN_PROVIDER ? UNATTRIBUTED : provider);

/** The provider of which a table shows the title. */
export const providerOfTitle = (title: string): string => (title === UNATTRIBUTED ? UNKNOWN_PROVIDER : title);
