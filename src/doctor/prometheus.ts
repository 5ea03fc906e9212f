import type { Expression } from '../promql/expression';
import { readAnswer, readError, readHealth, type RawAnswer } from './answer';
import { excerpt } from './foreignText';
import { CHECK_TIMEOUT_MS, type Failure, type Outcome } from './outcome';

/**
 * The one door to a Prometheus: straight to it from the terminal, through Grafana's data source proxy in the app.
 * The functions resolve with any answer, whatever its status, reject where none comes, and stop when the signal says so.
 */
export interface PrometheusProbe {
  /** The URL or the data source's name, as messages call it; without credentials. */
  name: string;
  /** @param path of Prometheus's HTTP API, such as `/api/v1/targets` */
  get(path: string, params: URLSearchParams, signal: AbortSignal): Promise<RawAnswer>;
  /** Sends the parameters as a form: a query may be longer than proxies allow in a URL. */
  post(path: string, params: URLSearchParams, signal: AbortSignal): Promise<RawAnswer>;
  /**
   * Grafana's own health check of the data source. It is asked first, because it names what the proxy keeps to itself, and
   * because the proxy passes on `WWW-Authenticate`, at which a browser opens its login dialog.
   */
  health?(signal: AbortSignal): Promise<RawAnswer>;
}

export type Labels = Readonly<Record<string, string>>;

/** In Unix seconds. */
export interface TimeRange {
  from: number;
  to: number;
}

/** One series at one instant. */
export interface Sample {
  metric: Labels;
  /** NaN for PromQL's NaN and infinities. */
  value: number;
}

/** A target as Prometheus sees it. */
export interface Target {
  job: string;
  instance: string;
  /** What the last scrape ended with; empty where it went well. */
  lastError: string;
}

/** Whether Grafana can use the data source; always `ok` where there is no Grafana between. */
export async function checkHealth(probe: PrometheusProbe, closed?: AbortSignal): Promise<Outcome<void>> {
  const health = probe.health?.bind(probe);
  return health ? ask(probe.name, health, readHealth, closed) : { kind: 'ok', asked: probe.name, value: undefined };
}

/**
 * The value of an expression now, or at `time` in Unix seconds; `empty` where no series has one.
 * @param closed ends the question when a page closes: the promise then rejects
 */
export function instantQuery(
  probe: PrometheusProbe,
  expression: Expression,
  closed?: AbortSignal,
  time?: number
): Promise<Outcome<Sample[]>> {
  const params = new URLSearchParams({ query: expression, timeout: `${CHECK_TIMEOUT_MS}ms` });
  if (time !== undefined) {
    params.set('time', String(time));
  }
  return ask(probe.name, (signal) => probe.post('/api/v1/query', params, signal), listOf(readSamples), closed);
}

/** The labels of the series that a selector finds in a time range. */
export function seriesBetween(
  probe: PrometheusProbe,
  selector: Expression,
  range: TimeRange,
  closed?: AbortSignal
): Promise<Outcome<Labels[]>> {
  const params = new URLSearchParams({ 'match[]': selector, start: String(range.from), end: String(range.to) });
  return ask(probe.name, (signal) => probe.post('/api/v1/series', params, signal), listOf(readSeries), closed);
}

/** A label's name in an address: one outside the classic alphabet is escaped as Prometheus 3 wants it. */
const labelInPath = (label: string): string =>
  /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)
    ? label
    : `U__${[...label]
        .map((character) => {
          const escaped = `_${character.codePointAt(0)?.toString(16)}_`;
          return character === '_' ? '__' : /[a-zA-Z0-9:]/.test(character) ? character : escaped;
        })
        .join('')}`;

/** The values of a label on the series that one of the selectors finds in a time range. */
export function labelValues(
  probe: PrometheusProbe,
  label: string,
  selectors: readonly string[],
  range: TimeRange,
  closed?: AbortSignal
): Promise<Outcome<string[]>> {
  const params = new URLSearchParams({ start: String(range.from), end: String(range.to) });
  selectors.forEach((selector) => params.append('match[]', selector));
  const path = `/api/v1/label/${labelInPath(label)}/values`;
  return ask(probe.name, (signal) => probe.get(path, params, signal), listOf(readStrings), closed);
}

/** The targets that Prometheus scrapes. Services that only answer like Prometheus have none to tell of. */
export function activeTargets(probe: PrometheusProbe, closed?: AbortSignal): Promise<Outcome<Target[]>> {
  const params = new URLSearchParams({ state: 'active' });
  return ask(probe.name, (signal) => probe.get('/api/v1/targets', params, signal), listOf(readTargets), closed);
}

async function ask<T>(
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

/** A reader of answers that hold a list; undefined says that the list is none. */
const listOf =
  <T>(read: (data: unknown) => T[] | undefined) =>
  (asked: string, answer: RawAnswer): Outcome<T[]> => {
    const outcome = readAnswer(asked, answer);
    if (outcome.kind !== 'ok') {
      return outcome;
    }
    const list = read(outcome.value);
    const failure = (kind: Failure['kind'], said: string): Failure => ({ kind, asked, said });
    if (list === undefined) {
      return failure('malformed', `unexpected data: ${excerpt(answer.body)}`);
    }
    return list.length === 0 ? failure('empty', '') : { ...outcome, value: list };
  };

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const labels = (value: unknown): Labels =>
  Object.fromEntries(Object.entries(record(value)).map(([label, content]) => [label, text(content)]));

function readSamples(data: unknown): Sample[] | undefined {
  const { resultType, result } = record(data);
  if (!Array.isArray(result)) {
    return undefined;
  }
  const sample = (metric: unknown, value: unknown): Sample => ({
    metric: labels(metric),
    value: Array.isArray(value) ? Number(value[1]) : NaN,
  });
  if (resultType === 'scalar') {
    return [sample({}, result)];
  }
  return resultType === 'vector' ? result.map(record).map(({ metric, value }) => sample(metric, value)) : undefined;
}

const readSeries = (data: unknown) => (Array.isArray(data) ? data.map(labels) : undefined);

const readStrings = (data: unknown) => (Array.isArray(data) ? data.map(text) : undefined);

function readTargets(data: unknown): Target[] | undefined {
  const { activeTargets: targets } = record(data);
  return Array.isArray(targets)
    ? targets.map(record).map((target) => {
        const { job = '', instance = '' } = labels(target.labels);
        return { job, instance, lastError: excerpt(text(target.lastError)) };
      })
    : undefined;
}
