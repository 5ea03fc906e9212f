import { malformed, readAnswer, readJson, type RawAnswer } from './answer';
import { ask, type Probe } from './ask';
import { BACKENDS } from './backends';
import type { Connection } from './connection';
import { fromFailure, well, type Advice, type Finding, type Reason } from './finding';
import { excerpt } from './foreignText';
import { record, records, text } from './json';
import { explain, type Failure, type Outcome } from './outcome';
import { JSON_LOGGING, REQUEST_ID, TRACE_ID } from './snippets';

const SUBJECT = 'Log lines';

const ALWAYS = ['timestamp', 'level', 'logger', 'message'];
const REQUEST = ['request_id'];
/** The lines of requests that were completed have these. */
const COMPLETED = ['method', 'path', 'status_code', 'duration', 'provider', 'model'];
const TRACE = ['trace_id'];

/** Other names under which collectors keep a field. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  timestamp: ['@timestamp', 'time'],
  trace_id: ['traceId', 'traceID', 'trace.id'],
  level: ['severity', 'log.level'],
  logger: ['logger_name', 'log.logger'],
};

/** What the fields of the lines are, and whether they are fields at all. */
interface Lines {
  /** How many there are; undefined where a count is not told. */
  count?: number;
  /** One that is no JSON. */
  plain?: string;
  fields: ReadonlySet<string>;
}

/** Whether log lines are JSON as documented, and lead to the request and to its trace. */
export async function checkLogs(connection: Connection, closed?: AbortSignal): Promise<Finding[]> {
  const lines =
    connection.backend === 'loki' ? await linesOfLoki(connection.probe, closed) : await fieldsOf(connection, closed);
  if (lines.kind === 'empty') {
    return [missing('no-lines', 'no log line of the last hour', NO_LINES)];
  }
  return lines.kind === 'ok' ? judged(lines.value) : [failed(connection, lines)];
}

const failed = ({ backend }: Connection, failure: Failure): Finding =>
  fromFailure('unknown', SUBJECT, failure.kind, explain(failure, BACKENDS[backend]));

const missing = (reason: Reason, seen: string, advice: Advice): Finding => ({
  state: 'warning',
  reason,
  subject: SUBJECT,
  seen,
  ...advice,
});

const NO_LINES: Advice = {
  cause: 'Nobody ships log lines there, or nobody has written any.',
  fix: 'Have a collector read the standard output of the application, such as Grafana Alloy or Filebeat.',
  document: 'https://grafana.com/docs/alloy/latest/collect/logs-in-kubernetes/',
};

const NOT_JSON: Advice = {
  cause:
    'No formatter writes JSON. The guide\'s own example has no handler to set one on: logging.getLogger("choreoai").handlers is empty.',
  fix: 'Set a formatter on a handler of your own.',
  snippet: JSON_LOGGING,
};

const DROPPED: Advice = {
  cause: "The formatter drops what a call gives in extra: the guide's own keeps three names only.",
  fix: 'Use a formatter that keeps extra fields, and give them with each call.',
  snippet: `${JSON_LOGGING}\n\n${REQUEST_ID}`,
};

const NO_REQUEST_ID: Advice = {
  cause: 'Lines of one request cannot be told from those of another.',
  fix: 'Give a request id with each call, and use a formatter that keeps it.',
  snippet: `${JSON_LOGGING}\n\n${REQUEST_ID}`,
};

const NO_TRACE_ID: Advice = {
  cause: 'The documented lines have none: one cannot get from a line to its trace.',
  fix: 'Add the id of the current span to each line.',
  snippet: TRACE_ID,
};

function judged({ count, plain, fields }: Lines): Finding[] {
  if (fields.size === 0) {
    return [missing('not-json', `lines are not JSON: ${plain ?? ''}`, NOT_JSON)];
  }
  const lacks = (names: readonly string[]) =>
    names.filter((name) => ![name, ...(ALSO[name] ?? [])].some((one) => fields.has(one)));
  const absent = [...lacks(ALWAYS), ...lacks(COMPLETED)];
  const faults = [
    ...(plain === undefined ? [] : [missing('not-json', `some lines are not JSON: ${plain}`, NOT_JSON)]),
    ...(absent.length === 0 ? [] : [missing('fields-absent', `no line has ${absent.join(', ')}`, DROPPED)]),
    ...(lacks(REQUEST).length === 0 ? [] : [missing('no-request-id', 'no line has a request_id', NO_REQUEST_ID)]),
    ...(lacks(TRACE).length === 0 ? [] : [missing('no-trace-id', 'no line has a trace_id', NO_TRACE_ID)]),
  ];
  const looked = count === undefined ? 'fields' : `${count} lines`;
  return faults.length > 0
    ? faults
    : [well('logs-as-documented', SUBJECT, `${looked} of JSON with request and trace ids, as documented`)];
}

/** Labels that most collectors set, the likeliest first: a query must name one. */
const STREAM_LABELS = ['service_name', 'job', 'app', 'container', 'namespace'];

const AN_HOUR_S = 3600;
const LOOKED_AT = '50';

async function linesOfLoki(probe: Probe, closed?: AbortSignal): Promise<Outcome<Lines>> {
  const to = Math.ceil(Date.now() / 1000);
  const range = { start: String(to - AN_HOUR_S), end: String(to) };
  const askLoki = <T>(path: string, params: Record<string, string>, read: (data: unknown) => T) =>
    ask<T>(
      probe.name,
      (signal) => probe.get(`/loki/api/v1/${path}`, new URLSearchParams({ ...range, ...params }), signal),
      readingLoki(read),
      closed
    );
  const labels = await askLoki('labels', {}, (data) => (Array.isArray(data) ? data.map(text) : []));
  if (labels.kind !== 'ok') {
    return labels;
  }
  const label = STREAM_LABELS.find((one) => labels.value.includes(one)) ?? labels.value[0];
  if (label === undefined) {
    return { kind: 'empty', asked: probe.name, said: '' };
  }
  const all = `{${label}=~".+"}`;
  const [ours, any] = await Promise.all(
    [`${all} |= "request_id"`, all].map((query) => askLoki('query_range', { query, limit: LOOKED_AT }, textOfLines))
  );
  const answer = ours?.kind === 'ok' && ours.value.length > 0 ? ours : any;
  if (answer === undefined || answer.kind !== 'ok') {
    return answer ?? { kind: 'empty', asked: probe.name, said: '' };
  }
  return answer.value.length === 0
    ? { kind: 'empty', asked: probe.name, said: '' }
    : { ...answer, value: linesIn(answer.value) };
}

/** Loki answers as Prometheus does, except that it leaves `data` out where it has none. */
const readingLoki =
  <T>(read: (data: unknown) => T) =>
  (asked: string, answer: RawAnswer): Outcome<T> => {
    const outcome = readAnswer(asked, answer);
    return outcome.kind === 'ok'
      ? { ...outcome, value: read(outcome.value) }
      : outcome.kind === 'malformed'
        ? malformed(asked, answer, BACKENDS.loki.title)
        : outcome;
  };

const textOfLines = (data: unknown): string[] =>
  records(record(data).result).flatMap(({ values }) =>
    Array.isArray(values) ? values.map((value: unknown) => (Array.isArray(value) ? text(value[1]) : '')) : []
  );

function linesIn(lines: readonly string[]): Lines {
  const read = lines.map((line) => ({ line, fields: Object.keys(record(parsed(line))) }));
  const plain = read.find(({ fields }) => fields.length === 0)?.line;
  return {
    count: lines.length,
    fields: new Set(read.flatMap(({ fields }) => fields)),
    ...(plain !== undefined && { plain: excerpt(plain) }),
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** `[choreoai-logs-]YYYY.MM.DD` stands for an index a day. */
const allDays = (index: string) => index.replace(/^\[(.*)\].*$/, '$1*');

/** Elasticsearch tells the fields of an index, and not of its lines. */
function fieldsOf({ probe, set }: Connection, closed?: AbortSignal): Promise<Outcome<Lines>> {
  const index = allDays(set?.index ?? '') || '*';
  const read = (asked: string, answer: RawAnswer): Outcome<Lines> => {
    const outcome = readJson(asked, answer, BACKENDS.elasticsearch.title);
    if (outcome.kind !== 'ok') {
      return outcome;
    }
    const fields = Object.keys(record(record(outcome.value).fields)).filter((name) => !name.startsWith('_'));
    return fields.length === 0
      ? { kind: 'empty', asked, said: '' }
      : { ...outcome, value: { fields: new Set(fields.map((name) => name.replace(/\.keyword$/, ''))) } };
  };
  return ask(
    probe.name,
    (signal) => probe.get(`/${encodeURIComponent(index)}/_field_caps`, new URLSearchParams({ fields: '*' }), signal),
    read,
    closed
  );
}
