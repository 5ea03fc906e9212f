import { headroom, inLastHour, type Signal } from './signal';

/** What a gateway does with its providers: whom it asks next, and what is left to ask. */
export const GATEWAY = {
  fallbacks: inLastHour('Fallbacks in the last hour', 'short', 'fallbacks'),
  cooldowns: inLastHour('Cool-downs in the last hour', 'short', 'cooldowns'),
  requestHeadroom: headroom('Requests left, of the limit', 'remainingRequests', 'requestLimit'),
  tokenHeadroom: headroom('Tokens left, of the limit', 'remainingTokens', 'tokenLimit'),
} satisfies Record<string, Signal>;
