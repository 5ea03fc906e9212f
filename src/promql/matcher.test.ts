import { HOSTILE_VALUES } from '../../tests/promql/hostile';
import { strings, syntaxErrors } from '../../tests/promql/lezer';
import {
  anyOf,
  conditions,
  differs,
  equals,
  escapeRegex,
  excludes,
  fromVariable,
  labelName,
  matches,
  nothing,
  selector,
} from './matcher';

/** Grafana's own pattern for variables in a query. */
const GRAFANA_VARIABLE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\${(\w+)(?:\.([^:^}]+))?(?::([^}]+))?}/;

const PIECES = [
  '"',
  "'",
  '\\',
  '\n',
  '\r',
  '\t',
  '$',
  '[',
  ']',
  '[[a]]',
  '{',
  '}',
  '${a}',
  '`',
  '#',
  ',',
  '=',
  'a',
  '0',
  'x',
  '|',
  '*',
  '<',
  'é',
  '🚀',
];

/** Strings of nasty pieces, the same ones in every run. */
function nastyStrings(amount: number): string[] {
  let state = 1;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return Array.from({ length: amount }, () =>
    Array.from({ length: 1 + next(8) }, () => PIECES[next(PIECES.length)]).join('')
  );
}

const VALUES = [...HOSTILE_VALUES, ...nastyStrings(500)];

/** What RE2 and JavaScript agree on: the whole value must match. */
const fullMatch = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`, 'su').test(value);

describe('a value from outside', () => {
  it.each([
    ['equals', equals],
    ['differs', differs],
    ['anyOf', (label: string, value: string) => anyOf(label, [value])],
  ] as const)('stays inside its quotes: %s', (_, condition) => {
    const wrong = VALUES.filter((value) => {
      const text = selector('up', [condition('a', value)]);
      return syntaxErrors(text).length > 0 || JSON.stringify(strings(text)) !== JSON.stringify([value]);
    });
    expect(wrong).toEqual([]);
  });

  it('stays inside its quotes where it is a metric or label name', () => {
    const wrong = VALUES.filter((value) => {
      const text = selector(value, [equals(value, 'b')]);
      const name = /^[a-zA-Z_]\w*$/.test(value) ? [] : [value, value];
      return syntaxErrors(text).length > 0 || JSON.stringify(strings(text)) !== JSON.stringify([...name, 'b']);
    });
    expect(wrong).toEqual([]);
  });

  it('matches itself and nothing else among several', () => {
    const wrong = VALUES.filter((value) => {
      const text = selector('up', [anyOf('a', [value, 'other'])]);
      const [pattern = '', ...more] = strings(text);
      return (
        syntaxErrors(text).length > 0 ||
        more.length > 0 ||
        !fullMatch(pattern, value) ||
        fullMatch(pattern, `${value}x`)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('is never one of Grafana’s variables', () => {
    const wrong = VALUES.filter((value) =>
      [equals('a', value), anyOf('a', [value, 'b'])].some(({ text }) => GRAFANA_VARIABLE.test(text))
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['quote "', 'a="quote \\""'],
    ['back\\slash', 'a="back\\\\slash"'],
    ['line\nfeed', 'a="line\\nfeed"'],
    ['$provider', 'a="\\x24provider"'],
    ['[[provider]]', 'a="\\x5b[provider]]"'],
    ['[[[provider]]', 'a="\\x5b\\x5b[provider]]"'],
    ['<script>', 'a="<script>"'],
  ])('%j is written %s', (value, text) => {
    expect(conditions([equals('a', value)])).toBe(`{${text}}`);
  });
});

describe('conditions', () => {
  it('are written as PromQL writes them', () => {
    expect(conditions([equals('a', '1'), differs('b', '2'), matches('c', '5..'), excludes('d', '/health.*')])).toBe(
      '{a="1",b!="2",c=~"5..",d!~"/health.*"}'
    );
  });

  it('of one value need no pattern', () => {
    expect(anyOf('a', ['b.c'])).toEqual(equals('a', 'b.c'));
  });

  it('of several values escape each of them', () => {
    expect(conditions([anyOf('a', ['b.c', 'd|e'])])).toBe('{a=~"b\\\\.c|d\\\\|e"}');
  });

  it('of a variable leave it to Grafana', () => {
    expect(conditions([fromVariable('provider', '${provider:pipe}')])).toBe('{provider=~"${provider:pipe}"}');
  });

  it('of nothing contradict each other', () => {
    expect(conditions(nothing('a'))).toBe('{a="",a!=""}');
  });

  it('of a pattern escape what has a meaning in RE2', () => {
    expect(escapeRegex('a.b*c+d?(e)[f]{2}^g$|h\\')).toBe('a\\.b\\*c\\+d\\?\\(e\\)\\[f\\]\\{2\\}\\^g\\$\\|h\\\\');
  });
});

describe('names', () => {
  it.each([
    ['up', [], 'up'],
    ['vllm:requests', [equals('model', 'a')], 'vllm:requests{model="a"}'],
    ['gen_ai.client.duration', [], '{"gen_ai.client.duration"}'],
    ['gen_ai.client.duration', [equals('gen_ai.system', 'a')], '{"gen_ai.client.duration","gen_ai.system"="a"}'],
    ['métrique', [], '{"métrique"}'],
    ['2xx', [], '{"2xx"}'],
  ])('%s with %j is %s', (metric, matchers, text) => {
    expect(selector(metric, matchers)).toBe(text);
    expect(syntaxErrors(text)).toEqual([]);
  });

  it('of labels are quoted outside the classic alphabet, colons included', () => {
    expect(['le', '_a1', 'a.b', 'a:b'].map(labelName)).toEqual(['le', '_a1', '"a.b"', '"a:b"']);
  });
});
