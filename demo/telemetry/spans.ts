/** ChoreoAI's spans, `chat_completion` around `provider_request`, their attributes as in its monitoring guide. */

import type { Entry } from '../ledger';
import { failed, succeeded } from '../traffic/profile';
import type { Identity } from './identity';
import { errorText } from './log-lines';
import { masked } from './mask';

export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: 'chat_completion' | 'provider_request';
  /** Seconds since 1970. */
  start: number;
  end: number;
  attributes: Readonly<Record<string, string | number>>;
  /** What went wrong, where something did. */
  error?: string;
  /** As OpenTelemetry records it; it passed through every span. */
  exception?: { type: string; message: string };
}

const CHAT = '/v1/chat/completions';

export function isTraced({ layer, endpoint }: Pick<Entry, 'layer' | 'endpoint'>): boolean {
  return layer === 'llm' && endpoint === CHAT;
}

/** The trace of a request to the chat endpoint; other requests have none. The guide sets every attribute on the outer span. */
export function spansOf(entry: Entry, identity: Identity): Span[] {
  if (!isTraced(entry)) {
    return [];
  }
  const { time, duration, provider, model, tokens } = entry;
  const { traceId, spanIds } = identity;
  const began = time - duration;
  const outer: Span = {
    traceId,
    spanId: spanIds.request,
    name: 'chat_completion',
    start: began,
    end: time,
    attributes: {
      provider: provider ?? 'unknown',
      model: model ?? 'unknown',
      ...(succeeded(entry) ? { tokens_used: tokens.input + tokens.output } : {}),
    },
    ...wrong(entry, identity),
  };
  const inner: Span = {
    ...outer,
    spanId: spanIds.provider,
    parentSpanId: spanIds.request,
    name: 'provider_request',
    start: began + entry.queued,
    attributes: {},
  };
  return asksProvider(entry) ? [outer, inner] : [outer];
}

/** What the gateway itself redirects or refuses reaches no provider. */
function asksProvider({ provider, status }: Entry): boolean {
  return provider !== 'unknown' && (status === null || status < 300 || status === 429 || status >= 500);
}

function wrong(entry: Entry, identity: Identity): Pick<Span, 'error' | 'exception'> {
  const { errorType, status } = entry;
  if (errorType !== null) {
    const message = masked(errorText(errorType, identity));
    return { error: `${errorType}: ${message}`, exception: { type: errorType, message } };
  }
  return failed(entry) ? { error: `The answer was ${status}` } : {};
}
