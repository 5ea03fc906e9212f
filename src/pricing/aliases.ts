/** A model's name as some source writes it -> its key in the price list, or null where it has another price that nobody told. */
export type Aliases = Readonly<Record<string, string | null>>;

/** Names that a model goes by besides its key. A name with a date at its end needs no row. */
export const ALIASES: Aliases = {
  'gpt-4o-2024-05-13': null,
  'gpt-4-0613': 'gpt-4',
  'gpt-3.5-turbo-0125': 'gpt-3.5-turbo',
  'gpt-35-turbo': 'gpt-3.5-turbo',
  'chatgpt-4o-latest': null,

  'claude-opus-4.8': 'claude-opus-4-8',
  'claude-opus-4.1': 'claude-opus-4-1',
  'claude-sonnet-4.6': 'claude-sonnet-4-6',
  'claude-sonnet-4.5': 'claude-sonnet-4-5',
  'claude-haiku-4.5': 'claude-haiku-4-5',

  'gemini-3.1-pro-preview': 'gemini/gemini-3.1-pro-preview',
  'gemini-3.6-flash': 'gemini/gemini-3.6-flash',
  'gemini-3.5-flash': 'gemini/gemini-3.5-flash',
  'gemini-3-flash-preview': 'gemini/gemini-3-flash-preview',
  'gemini-2.5-pro': 'gemini/gemini-2.5-pro',
  'gemini-2.5-flash': 'gemini/gemini-2.5-flash',
  'gemini-2.5-flash-lite': 'gemini/gemini-2.5-flash-lite',

  'deepseek-chat': 'deepseek/deepseek-chat',
  'deepseek-v4-pro': 'deepseek/deepseek-v4-pro',
  'deepseek-v4-flash': 'deepseek/deepseek-v4-flash',

  'grok-4.5': 'xai/grok-4.5',
  'grok-4.3': 'xai/grok-4.3',
  'grok-4': 'xai/grok-4',
  'grok-4-0709': 'xai/grok-4',

  'mistral-large-latest': 'mistral/mistral-large-latest',
  'mistral-large-2411': 'mistral/mistral-large-latest',
  'mistral-medium-latest': 'mistral/mistral-medium-latest',
  'mistral-small-latest': 'mistral/mistral-small-latest',
  'mistral-small-2501': 'mistral/mistral-small-latest',

  'llama-3.3-70b-versatile': 'groq/llama-3.3-70b-versatile',
  'llama-3.1-8b-instant': 'groq/llama-3.1-8b-instant',

  'command-a': 'command-a-03-2025',
  'amazon.nova-pro-v1': 'amazon.nova-pro-v1:0',
  'amazon.nova-lite-v1': 'amazon.nova-lite-v1:0',
  'nova-pro-v1': 'amazon.nova-pro-v1:0',
  'nova-lite-v1': 'amazon.nova-lite-v1:0',
  'kimi-k2.5': 'moonshot/kimi-k2.5',
  'glm-5': 'zai/glm-5',
  'sonar-pro': 'perplexity/sonar-pro',
};
