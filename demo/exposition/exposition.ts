import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Entry } from '../ledger';
import type { Reading } from '../systems/system';

/** One replica's metrics, as its client library keeps and serves them. */
export interface Exposition {
  /**
   * Counts a request.
   * @param traceId of its trace, for exemplars; undefined where it has none
   */
  record(entry: Entry, traceId?: string): void;
  /** Sets what is read at a scrape, by its name. */
  read(name: string, readings: readonly Reading[]): void;
  /** Brings in, at 0, the series that such requests would move, so that the first failure is visible. */
  initialise(typical: readonly Entry[]): void;
  /** Answers a scrape. */
  answer(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
  close(): Promise<void>;
}
