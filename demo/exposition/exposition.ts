import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Entry } from '../ledger';

/** One replica's metrics, as its client library keeps and serves them. */
export interface Exposition {
  /** Counts a request. */
  record(entry: Entry): void;
  /** Sets a gauge, by its name. */
  setGauge(name: string, value: number): void;
  /** Brings in, at 0, the series that such requests would move, so that the first failure is visible. */
  initialise(typical: readonly Entry[]): void;
  /** Answers a scrape. */
  answer(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
  close(): Promise<void>;
}
