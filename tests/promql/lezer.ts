import { parser } from '@prometheus-io/lezer-promql';

interface Node {
  name: string;
  parent: string;
  text: string;
  isError: boolean;
}

/** Every node of the syntax tree of a PromQL expression, from left to right, as Prometheus's own editor reads it. */
function nodes(expression: string): Node[] {
  const found: Node[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, type, from, to, node }) => {
      found.push({
        name,
        parent: node.parent?.name ?? '',
        text: expression.slice(from, to),
        isError: type.isError,
      });
    },
  });
  return found;
}

/** The pieces of an expression that do not fit the grammar; empty for one that parses. */
export const syntaxErrors = (expression: string): string[] =>
  nodes(expression)
    .filter(({ isError }) => isError)
    .map(({ text }) => text);

/** What stands in each string of an expression, escapes resolved. */
export const strings = (expression: string): string[] =>
  nodes(expression)
    .filter(({ name }) => name === 'StringLiteral')
    .map(({ text }) => unescaped(text.slice(1, -1)));

/** The labels that `label_replace` writes. */
export function writtenLabels(expression: string): string[] {
  const written: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, node }) => {
      const isReplace = name === 'FunctionCall' && node.getChild('FunctionIdentifier')?.getChild('LabelReplace');
      const label = isReplace && node.getChild('FunctionCallBody')?.getChild('StringLiteral');
      if (label) {
        written.push(unescaped(expression.slice(label.from + 1, label.to - 1)));
      }
    },
  });
  return written;
}

/** The labels named by `by`, `on` and `ignoring`. */
export const groupingLabels = (expression: string): string[] =>
  nodes(expression)
    .filter(({ parent }) => parent === 'GroupingLabels')
    .map(({ text }) => text);

/** The metrics that an expression selects by name. */
export const metricNames = (expression: string): string[] =>
  nodes(expression)
    .filter(({ name, parent }) => name === 'Identifier' && parent === 'VectorSelector')
    .map(({ text }) => text);

const SIMPLE: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Go's escapes, which are PromQL's. */
function unescaped(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/gs, (_, escape: string) => {
    const [kind = ''] = escape;
    if (escape.length === 1) {
      return SIMPLE[kind] ?? escape;
    }
    return String.fromCodePoint(/[0-7]/.test(kind) ? parseInt(escape, 8) : parseInt(escape.slice(1), 16));
  });
}
