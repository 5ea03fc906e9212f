import type { Expression } from '../promql/expression';
import { readAnswer, readHealth, type RawAnswer } from './answer';
import { ask, type Probe } from './ask';
import { excerpt } from './foreignText';
import { record, text } from './json';
import { CHECK_TIMEOUT_MS, type Failure, type Outcome } from './outcome';

/** The one door to a Prometheus: straight to it from the terminal, through Grafana's data source in the app. */
export interface PrometheusProbe extends Probe {
  /** Sends the parameters as a form: a query may be longer than proxies allow in a URL. */
  post(path: string, params: URLSearchParams, signal: AbortSignal): Promise<RawAnswer>;
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
  /** How often it is scraped, such as `15s`; absent where it is not told. */
  interval?: string;
}

/** Whether Grafana can use the data source; always `ok` where there is no Grafana between. */
export async function checkHealth(probe: Probe, closed?: AbortSignal): Promise<Outcome<void>> {
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

/** What Prometheus tells of itself, its rules or its configuration; services that only answer like it may tell nothing. */
export function tellOf(probe: PrometheusProbe, path: string, params: Record<string, string>, closed?: AbortSignal) {
  return ask(probe.name, (signal) => probe.get(path, new URLSearchParams(params), signal), readAnswer, closed);
}

/** The targets that Prometheus scrapes. Services that only answer like Prometheus have none to tell of. */
export function activeTargets(probe: PrometheusProbe, closed?: AbortSignal): Promise<Outcome<Target[]>> {
  const params = new URLSearchParams({ state: 'active' });
  return ask(probe.name, (signal) => probe.get('/api/v1/targets', params, signal), listOf(readTargets), closed);
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
        const interval = text(target.scrapeInterval);
        return { job, instance, lastError: excerpt(text(target.lastError)), ...(interval !== '' && { interval }) };
      })
    : undefined;
}
