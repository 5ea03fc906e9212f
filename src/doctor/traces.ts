import { readJson, type RawAnswer } from './answer';
import { ask, type Probe } from './ask';
import { BACKENDS } from './backends';
import type { Connection } from './connection';
import { fromFailure, well, type Finding } from './finding';
import { quoted } from './foreignText';
import { record, records, text } from './json';
import { explain, type Outcome } from './outcome';
import { SPANS } from './snippets';

const SUBJECT = 'Spans';

/** The documented spans, the outer one first; it carries the attributes. */
const DOCUMENTED = ['chat_completion', 'provider_request'];
const ATTRIBUTES = ['provider', 'model', 'tokens_used'];

/** Spans by OpenTelemetry's conventions for generative AI say the same under other names. */
const BY_CONVENTION = 'gen_ai.';

/** One kind of span that was found, with the attributes that it carries. */
interface Span {
  name: string;
  attributes: readonly string[];
}

/** Which services send traces, and whether their spans and attributes are as documented. */
export async function checkTraces({ backend, probe }: Connection, closed?: AbortSignal): Promise<Finding[]> {
  const { services, spans } = backend === 'tempo' ? READERS.tempo : READERS.jaeger;
  const found = await services(probe, closed);
  if (found.kind !== 'ok') {
    return [fromFailure('unknown', SUBJECT, found.kind, explain(found, BACKENDS[backend]))];
  }
  const names = found.value.filter((name) => !ITS_OWN.test(name));
  if (names.length === 0) {
    return [
      {
        state: 'warning',
        reason: 'no-services',
        subject: SUBJECT,
        seen: 'no service has sent a trace',
        cause: 'Nobody exports spans there, or to another address: OTLP is port 4317 (gRPC) or 4318 (HTTP).',
        fix: 'Export spans from the application.',
        snippet: SPANS,
        document: 'https://opentelemetry.io/docs/languages/python/exporters/',
      },
    ];
  }
  const outcomes = await Promise.all(names.slice(0, LOOKED_AT).map((name) => spans(probe, name, closed)));
  const failure = outcomes.find(({ kind }) => kind !== 'ok');
  const all = outcomes.flatMap((outcome) => (outcome.kind === 'ok' ? outcome.value : []));
  return failure !== undefined && failure.kind !== 'ok' && all.length === 0
    ? [fromFailure('unknown', SUBJECT, failure.kind, explain(failure, BACKENDS[backend]))]
    : [judged(names, all)];
}

/** Jaeger traces itself. */
const ITS_OWN = /^jaeger(-|$)/;

const LOOKED_AT = 5;
const TRACES = '20';
const NAMED = 5;

const listed = (names: readonly string[]) => [...new Set(names)].slice(0, NAMED).map(quoted).join(', ');

function judged(services: readonly string[], spans: readonly Span[]): Finding {
  const carried = new Set(spans.flatMap(({ attributes }) => attributes));
  const byConvention = [...carried].some((name) => name.startsWith(BY_CONVENTION));
  const of = `services ${listed(services)}`;
  const absent = DOCUMENTED.filter((name) => !spans.some((span) => span.name === name));
  if (absent.length > 0 && !byConvention) {
    return {
      state: 'warning',
      reason: 'no-spans',
      subject: SUBJECT,
      seen: `${of} have no span ${absent.join(', ')}${spans.length === 0 ? '' : `, and have ${listed(spans.map(({ name }) => name))}`}`,
      cause: 'The calls of models are not traced, or under other names; or there was none in the last hour.',
      fix: 'Put a span around the call, and one around what the provider does of it.',
      snippet: SPANS,
    };
  }
  const lacking = ATTRIBUTES.filter((name) => !carried.has(name));
  if (lacking.length > 0 && !byConvention) {
    return {
      state: 'warning',
      reason: 'attributes-absent',
      subject: SUBJECT,
      seen: `the spans of ${of} have no attribute ${lacking.join(', ')}`,
      cause: 'Traces cannot be searched by what they are about.',
      fix: 'Set the attributes on the outer span.',
      snippet: SPANS,
    };
  }
  const names = byConvention ? 'spans by the conventions for generative AI' : DOCUMENTED.join(' and ');
  return well('traces-as-documented', SUBJECT, `${of} send ${names}, with their attributes`);
}

interface Reader {
  services(probe: Probe, closed?: AbortSignal): Promise<Outcome<string[]>>;
  /** The spans of a service in the last hour. */
  spans(probe: Probe, service: string, closed?: AbortSignal): Promise<Outcome<Span[]>>;
}

const reading =
  <T>(title: string, read: (body: Readonly<Record<string, unknown>>) => T) =>
  (asked: string, answer: RawAnswer): Outcome<T> => {
    const outcome = readJson(asked, answer, title);
    return outcome.kind === 'ok' ? { ...outcome, value: read(record(outcome.value)) } : outcome;
  };

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);

const AN_HOUR_S = 3600;

/** From and to, in Unix seconds. */
function lastHour(): number[] {
  const now = Math.ceil(Date.now() / 1000);
  return [now - AN_HOUR_S, now];
}

const READERS: Record<'jaeger' | 'tempo', Reader> = {
  jaeger: {
    services: (probe, closed) =>
      ask(
        probe.name,
        (signal) => probe.get('/api/services', new URLSearchParams(), signal),
        reading(BACKENDS.jaeger.title, ({ data }) => texts(data)),
        closed
      ),
    spans: (probe, service, closed) => {
      const [start, end] = lastHour().map((seconds) => `${seconds}000000`);
      const params = new URLSearchParams({ service, limit: TRACES, start: start ?? '', end: end ?? '' });
      return ask(
        probe.name,
        (signal) => probe.get('/api/traces', params, signal),
        reading(BACKENDS.jaeger.title, ({ data }) =>
          records(data)
            .flatMap(({ spans }) => records(spans))
            .map(({ operationName, tags }) => ({
              name: text(operationName),
              attributes: records(tags).map(({ key }) => text(key)),
            }))
        ),
        closed
      );
    },
  },
  tempo: {
    services: (probe, closed) =>
      ask(
        probe.name,
        (signal) => probe.get('/api/search/tag/service.name/values', new URLSearchParams(), signal),
        reading(BACKENDS.tempo.title, ({ tagValues }) => texts(tagValues)),
        closed
      ),
    spans: (probe, service, closed) => {
      const [start, end] = lastHour().map(String);
      const wanted = ATTRIBUTES.map((name) => `span.${name}`).join(', ');
      const params = new URLSearchParams({
        q: `{ resource.service.name = ${JSON.stringify(service)} } | select(name, ${wanted}, span.gen_ai.operation.name)`,
        limit: TRACES,
        spss: TRACES,
        start: start ?? '',
        end: end ?? '',
      });
      return ask(
        probe.name,
        (signal) => probe.get('/api/search', params, signal),
        reading(BACKENDS.tempo.title, ({ traces }) =>
          records(traces)
            .flatMap(({ spanSets, spanSet }) => [...records(spanSets), record(spanSet)])
            .flatMap(({ spans }) => records(spans))
            .map(({ name, attributes }) => ({
              name: text(name),
              attributes: records(attributes).map(({ key }) => text(key)),
            }))
        ),
        closed
      );
    },
  },
};
