/** Sends things on in batches, and never keeps anybody waiting: what cannot be sent is kept up to a limit, then dropped and counted. */

export interface Delivery<Item> {
  /** Where a batch is posted to, as JSON. */
  url: string;
  body(items: readonly Item[]): unknown;
}

export interface OutboxState {
  url: string;
  sent: number;
  /** Refused by the receiver, or too many while it was away. */
  dropped: number;
  queued: number;
}

export const MOST_QUEUED = 2000;
const MOST_IN_A_BATCH = 500;
const MILLISECONDS_BETWEEN_BATCHES = 1000;
const ANSWER_MS = 3000;

/** A receiver that is stopped together with the demo may not answer any more. */
const LAST_ANSWER_MS = 500;

export class Outbox<Item> {
  private queue: Item[] = [];
  private sent = 0;
  private dropped = 0;
  private sending: Promise<void> | undefined;
  private readonly closing = new AbortController();
  private readonly timer = setInterval(() => void this.flush(), MILLISECONDS_BETWEEN_BATCHES).unref();

  constructor(private readonly delivery: Delivery<Item>) {}

  get state(): OutboxState {
    return { url: this.delivery.url, sent: this.sent, dropped: this.dropped, queued: this.queue.length };
  }

  add(items: readonly Item[]) {
    this.queue.push(...items);
    this.trim();
  }

  /** Sends one batch, unless one is under way. Never rejects. */
  flush(): Promise<void> {
    this.sending ??= this.sendBatch().finally(() => (this.sending = undefined));
    return this.sending;
  }

  /** Sends one last batch, where the receiver answers in time. */
  async close() {
    clearInterval(this.timer);
    const hurry = setTimeout(() => this.closing.abort(), LAST_ANSWER_MS);
    await this.sending;
    await this.flush();
    clearTimeout(hurry);
  }

  private async sendBatch() {
    const batch = this.queue.splice(0, MOST_IN_A_BATCH);
    if (batch.length === 0) {
      return;
    }
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_MS)]);
    const outcome = await post(this.delivery.url, this.delivery.body(batch), signal);
    if (outcome === 'taken') {
      this.sent += batch.length;
    } else if (outcome === 'refused') {
      this.dropped += batch.length;
    } else {
      this.queue.unshift(...batch);
      this.trim();
    }
  }

  /** The oldest go first: what is new is of use when the receiver is back. */
  private trim() {
    this.dropped += this.queue.splice(0, Math.max(0, this.queue.length - MOST_QUEUED)).length;
  }
}

/** `later`: the receiver is away or busy. `refused`: it will never take this. */
async function post(url: string, body: unknown, signal: AbortSignal): Promise<'taken' | 'refused' | 'later'> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    await response.body?.cancel();
    return response.ok ? 'taken' : response.status === 429 || response.status >= 500 ? 'later' : 'refused';
  } catch {
    return 'later';
  }
}
