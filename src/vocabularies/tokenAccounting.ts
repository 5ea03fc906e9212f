/** What tokens are counted apart for. */
export const TOKEN_KINDS = ['input', 'output', 'cacheRead', 'cacheWrite', 'reasoning'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What a system's counts include. It differs: OpenAI's input holds the cached tokens, that of Anthropic's raw API does not. */
export interface TokenAccounting {
  /** `input` counts the tokens that were read from the cache or written to it, too. */
  inputIncludesCached: boolean;
  /** `output` counts the reasoning tokens, too. */
  outputIncludesReasoning: boolean;
}
