import { isObject } from '../json/json';
import { excerpt, quoted } from './foreignText';
import { PROMETHEUS, type Failure, type FailureKind, type Outcome } from './outcome';

/** What an HTTP server answered, as it came. */
export interface RawAnswer {
  status: number;
  /** The header of that name; may be empty. */
  contentType: string;
  body: string;
}

const KIND_OF_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  407: 'unauthorised',
  408: 'timed-out',
  410: 'not-found',
  502: 'unreachable',
  504: 'timed-out',
};

const kindOfStatus = (status: number): FailureKind =>
  KIND_OF_STATUS[status] ?? (status >= 500 ? 'unhealthy' : 'rejected');

/** What Prometheus says to a query that would pass its `--query.max-samples`. */
const TOO_MUCH = /too many samples/;

/** Whether a query was refused for what it would have to read. */
export const isTooMuch = (message: string): boolean => TOO_MUCH.test(message);

/** Messages that say more than their status; the first that matches wins. Seen on Grafana 12.2.0 and Prometheus 2.42. */
const KIND_OF_MESSAGE: ReadonlyArray<[RegExp, FailureKind]> = [
  // Grafana's resources say no more than this where the data source cannot be reached: its health check knows why.
  [/An error occurred within the plugin/, 'unreachable'],
  [/Unable to load data ?source meta ?data/, 'not-found'],
  [/Authentication to data source failed/, 'unauthorised'],
  [TOO_MUCH, 'too-much'],
  [/query timed out|context deadline exceeded/, 'timed-out'],
  [/HTTP request to an HTTPS server/, 'unreachable'],
];

/** What Grafana's health check of a data source repeats from Go's HTTP client and from its own reader of answers. */
const KIND_OF_HEALTH: ReadonlyArray<[RegExp, FailureKind]> = [
  [/Client\.Timeout|i\/o timeout/, 'timed-out'],
  [/couldn't be parsed|error found in #\d+ byte/, 'malformed'],
  [
    /\bdial tcp\b|connection reset|\bEOF\b|HTTP response to HTTPS client|x509:|tls:|empty url|unsupported protocol/,
    'unreachable',
  ],
];

const HEALTH_SUFFIX = / - There was an error returned querying the Prometheus API\.$/;

/**
 * Reads an answer of Prometheus's HTTP API, straight from it or through Grafana's data source proxy.
 * @returns the `data` of the answer, unread; never `empty`
 */
export function readAnswer(asked: string, answer: RawAnswer): Outcome<unknown> {
  const json = readJson(asked, answer);
  if (json.kind !== 'ok') {
    return json;
  }
  return isObject(json.value) && json.value.status === 'success'
    ? { kind: 'ok', asked, value: json.value.data }
    : malformed(asked, answer);
}

/** Reads an answer of any HTTP API that speaks JSON; never `empty`. */
export function readJson(asked: string, answer: RawAnswer, server: string = PROMETHEUS.title): Outcome<unknown> {
  const json = parsed(answer.body);
  if (answer.status >= 400) {
    const message = messageIn(json) ?? looksLike(answer, server);
    const kind = firstMatch(KIND_OF_MESSAGE, message) ?? kindOfStatus(answer.status);
    return { kind, asked, said: `HTTP ${answer.status}, ${message}` };
  }
  return json === undefined ? malformed(asked, answer, server) : { kind: 'ok', asked, value: json };
}

/** What to say of an answer that is something else than was asked for. */
export const malformed = (asked: string, answer: RawAnswer, server: string = PROMETHEUS.title): Failure => ({
  kind: 'malformed',
  asked,
  said: `HTTP ${answer.status}, ${looksLike(answer, server)}`,
});

/**
 * Reads the answer of Grafana's health check of a data source: 200 where it is healthy, 400 where it is not, with the words
 * of whatever stood in the way.
 */
export function readHealth(asked: string, answer: RawAnswer): Outcome<void> {
  const json = parsed(answer.body);
  if (answer.status === 200 && isObject(json) && json.status === 'OK') {
    return { kind: 'ok', asked, value: undefined };
  }
  const message = messageIn(json)?.replace(HEALTH_SUFFIX, '') ?? looksLike(answer);
  const kind = firstMatch([...KIND_OF_MESSAGE, ...KIND_OF_HEALTH], message) ?? kindOfHealth(answer.status, message);
  return { kind, asked, said: kind === 'malformed' && HTML.test(message) ? 'an HTML page' : message };
}

/** A health check repeats the status line of the data source: `401 Unauthorized`. */
function kindOfHealth(status: number, message: string): FailureKind {
  const [, passedOn] = /^([45]\d\d) /.exec(message) ?? [];
  if (passedOn !== undefined) {
    return kindOfStatus(Number(passedOn));
  }
  return status === 400 || status < 300 ? 'unhealthy' : kindOfStatus(status);
}

/** Reads why a request got no answer: what `fetch` rejects with, in a browser and in Node. */
export function readError(asked: string, error: unknown): Failure {
  const causes = causesOf(error);
  const timedOut = causes.some(({ name, code }) => /^(TimeoutError|AbortError)$/.test(name) || code === 'ETIMEDOUT');
  return timedOut
    ? { kind: 'timed-out', asked, said: '' }
    : { kind: 'unreachable', asked, said: excerpt(causes.at(-1)?.message ?? '') };
}

/** The error and what lies below it; of several, such as those of an IPv6 and an IPv4 address, the last. */
function causesOf(error: unknown): Array<{ name: string; code: string; message: string }> {
  if (!isObject(error)) {
    return [];
  }
  const below = Array.isArray(error.errors) ? error.errors.at(-1) : error.cause;
  const own = { name: String(error.name), code: String(error.code), message: String(error.message ?? '') };
  return [own, ...causesOf(below)];
}

const firstMatch = (kinds: ReadonlyArray<[RegExp, FailureKind]>, message: string) =>
  kinds.find(([pattern]) => pattern.test(message))?.[1];

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The words of an error: Prometheus puts them under `error`, Grafana under `message`. */
function messageIn(json: unknown): string | undefined {
  const message = isObject(json) ? (json.error ?? json.message) : undefined;
  return typeof message === 'string' ? excerpt(message) : undefined;
}

const HTML = /<!doctype html|<html[\s>]/i;
const TITLE = /<title[^>]*>([^<]*)<\/title>/i;

/** Says what came in place of an answer of the server. */
function looksLike({ body, contentType }: RawAnswer, server: string = PROMETHEUS.title): string {
  if (body.trim() === '') {
    return 'an empty answer';
  }
  if (HTML.test(body) || contentType.startsWith('text/html')) {
    const title = TITLE.exec(body)?.[1]?.trim();
    return title ? `an HTML page with the title ${quoted(title)}` : 'an HTML page';
  }
  if (parsed(body) !== undefined) {
    return `JSON that is not an answer of ${server}: ${excerpt(body)}`;
  }
  return contentType.includes('json') ? `broken JSON: ${excerpt(body)}` : excerpt(body);
}
