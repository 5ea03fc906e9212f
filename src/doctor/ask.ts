import { readError, type RawAnswer } from './answer';
import { CHECK_TIMEOUT_MS, type Outcome } from './outcome';

/**
 * The one door to a server: straight to it from the terminal, through Grafana in the app.
 * The functions resolve with any answer, whatever its status, reject where none comes, and stop when the signal says so.
 */
export interface Probe {
  /** The URL or the data source's name, as messages call it; without credentials. */
  name: string;
  /** @param path of the server's own HTTP API, such as `/api/v1/targets` */
  get(path: string, params: URLSearchParams, signal: AbortSignal): Promise<RawAnswer>;
  /**
   * Grafana's own health check of the data source. It is asked first, because it names what the proxy keeps to itself, and
   * because the proxy passes on `WWW-Authenticate`, at which a browser opens its login dialog.
   */
  health?(signal: AbortSignal): Promise<RawAnswer>;
}

/**
 * Asks once, for as long as a check may take; whatever goes wrong is an outcome.
 * @param closed ends the question when a page closes: the promise then rejects
 */
export async function ask<T>(
  asked: string,
  send: (signal: AbortSignal) => Promise<RawAnswer>,
  read: (asked: string, answer: RawAnswer) => Outcome<T>,
  closed?: AbortSignal
): Promise<Outcome<T>> {
  let answer: RawAnswer;
  try {
    answer = await inTime(send, closed);
  } catch (error) {
    if (closed?.aborted) {
      throw error;
    }
    return readError(asked, error);
  }
  return read(asked, answer);
}

/** Runs a task for the time that a check may take, or until `closed`; afterwards the task is aborted and waited for no more. */
async function inTime<T>(task: (signal: AbortSignal) => Promise<T>, closed?: AbortSignal): Promise<T> {
  const limit = new AbortController();
  const close = () => limit.abort(closed?.reason);
  const timer = setTimeout(() => limit.abort(new DOMException('', 'TimeoutError')), CHECK_TIMEOUT_MS);
  const ended = new Promise<never>((_, reject) =>
    limit.signal.addEventListener('abort', () => reject(limit.signal.reason))
  );
  closed?.addEventListener('abort', close);
  try {
    return await Promise.race([closed?.aborted ? Promise.reject(closed.reason) : task(limit.signal), ended]);
  } finally {
    clearTimeout(timer);
    closed?.removeEventListener('abort', close);
  }
}
