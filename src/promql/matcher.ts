/** One condition on a label, as PromQL writes it between braces. */
export interface Matcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  /** The value as PromQL text between the quotes: already escaped. Build it with the functions below. */
  text: string;
}

const legacyName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const legacyLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Escapes a value from outside for a double-quoted PromQL string.
 * `$` and `[[` become hexadecimal escapes, so that Grafana cannot read a label value as one of its variables.
 */
export function escapeString(value: string): string {
  if (!/[\\"\n\r$[]/.test(value)) {
    return value;
  }
  return value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\$/g, '\\x24')
    .replace(/\[(?=\[)/g, '\\x5b');
}

/** Escapes a value from outside for an RE2 pattern, so that it matches itself only. */
export function escapeRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** `label="value"` */
export function equals(label: string, value: string): Matcher {
  return { label, op: '=', text: escapeString(value) };
}

/** `label!="value"` */
export function differs(label: string, value: string): Matcher {
  return { label, op: '!=', text: escapeString(value) };
}

/** `label=~"pattern"`; the pattern is our own RE2, anchored by Prometheus at both ends. */
export function matches(label: string, pattern: string): Matcher {
  return { label, op: '=~', text: escapeString(pattern) };
}

/** `label!~"pattern"` */
export function excludes(label: string, pattern: string): Matcher {
  return { label, op: '!~', text: escapeString(pattern) };
}

/** `label=~"a|b"` for values from outside: each matches itself only. One value becomes `label="a"`. */
export function anyOf(label: string, values: readonly string[]): Matcher {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0
    ? equals(label, only)
    : matches(label, values.map(escapeRegex).join('|'));
}

/** `label=~"$variable"`: Grafana puts the value in, and escapes it. `variable` is our own text, such as `$provider`. */
export function fromVariable(label: string, variable: string): Matcher {
  return { label, op: '=~', text: variable };
}

/** Two conditions that no series meets. */
export function nothing(label: string): Matcher[] {
  return [equals(label, ''), differs(label, '')];
}

/** A metric's or label's name where PromQL expects one; names outside the classic alphabet are quoted (Prometheus 3). */
export function labelName(name: string): string {
  return legacyLabel.test(name) ? name : `"${escapeString(name)}"`;
}

/** `{a="b",c=~"d"}` */
export function conditions(matchers: readonly Matcher[]): string {
  return `{${matchers.map(condition).join(',')}}`;
}

const condition = ({ label, op, text }: Matcher) => `${labelName(label)}${op}"${text}"`;

/** `metric{a="b"}`, or `{"metric.name",a="b"}` where the name is outside the classic alphabet. */
export function selector(metric: string, matchers: readonly Matcher[]): string {
  if (!legacyName.test(metric)) {
    return `{${[`"${escapeString(metric)}"`, ...matchers.map(condition)].join(',')}}`;
  }
  return matchers.length === 0 ? metric : `${metric}${conditions(matchers)}`;
}
