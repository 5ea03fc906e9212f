/** Spans as OTLP over HTTP takes them, in JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp-request */

import type { Origin } from './origin';
import type { Span } from './spans';
import { nanoseconds } from './time';

export interface SpanOf {
  from: Origin;
  span: Span;
}

type Value = string | number;

/** The path of the API, below the receiver's address. */
export const OTLP_TRACES = '/v1/traces';

/** `INTERNAL`, as what Python's tracer starts where nothing is said. */
const SPAN_KIND = 1;
const STATUS_ERROR = 2;

export function otlpTraces(spans: readonly SpanOf[]) {
  return {
    resourceSpans: spans.map(({ from, span }) => ({
      resource: { attributes: attributes({ 'service.name': from.service, 'service.instance.id': from.instance }) },
      scopeSpans: [{ scope: { name: from.service }, spans: [otlpSpan(span)] }],
    })),
  };
}

function otlpSpan({ traceId, spanId, parentSpanId, name, start, end, error, exception, ...span }: Span) {
  const event = exception && {
    name: 'exception',
    timeUnixNano: nanoseconds(end),
    attributes: attributes({ 'exception.type': exception.type, 'exception.message': exception.message }),
  };
  return {
    traceId,
    spanId,
    parentSpanId,
    name,
    kind: SPAN_KIND,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(end),
    attributes: attributes(span.attributes),
    status: error === undefined ? {} : { code: STATUS_ERROR, message: error },
    events: event ? [event] : [],
  };
}

function attributes(values: Readonly<Record<string, Value>>) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: value },
  }));
}
