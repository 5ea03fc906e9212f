import { HOSTILE_VALUES } from '../../tests/promql/hostile';
import { strings, syntaxErrors } from '../../tests/promql/lezer';
import * as promql from './expression';
import { equals } from './matcher';

const a = promql.select('a', []);
const b = promql.select('b', []);

describe('binary operators', () => {
  it('keep the grouping that they were built with', () => {
    expect(promql.divide(promql.subtract(a, b), a)).toBe('((a) - (b)) / (a)');
    expect(promql.subtract(a, promql.subtract(a, b))).toBe('(a) - ((a) - (b))');
  });

  it('leave a number bare, but not what begins with one', () => {
    const rest = promql.subtract(promql.number(1), a);
    expect(rest).toBe('1 - (a)');
    expect(promql.multiply(rest, promql.number(60))).toBe('(1 - (a)) * 60');
    expect(promql.multiply(a, promql.number(1e-7))).toBe('(a) * 1e-7');
  });

  it.each([
    [promql.divide, '/'],
    [promql.multiply, '*'],
    [promql.subtract, '-'],
    [promql.or, 'or'],
    [promql.equal, '=='],
    [promql.greater, '>'],
    [promql.atOrAbove, '>='],
  ])('%p is written %s', (operator, sign) => {
    expect(operator(a, b)).toBe(`(a) ${sign} (b)`);
  });

  it('match on or without labels', () => {
    expect(promql.andOn(['le'], a, b)).toBe('(a) and on (le) (b)');
    expect(promql.andIgnoring(['le', 'a.b'], a, b)).toBe('(a) and ignoring (le, "a.b") (b)');
  });

  it('compare each series with the one of its group', () => {
    expect(promql.equalInGroup(['model', 'a.b'], a, b)).toBe('(a) == on (model, "a.b") group_left () (b)');
    expect(promql.equalInGroup([], a, b)).toBe('(a) == on () group_left () (b)');
    expect(syntaxErrors(promql.equalInGroup([], a, b))).toEqual([]);
  });

  it('a denominator counts above zero only', () => {
    expect(promql.positive(a)).toBe('(a) > 0');
  });

  it('the first operand wins', () => {
    expect(promql.firstOf([a])).toBe('a');
    expect(promql.firstOf([a, b, a])).toBe('((a) or (b)) or (a)');
  });
});

describe('functions', () => {
  it('rate takes the range of a rule or of a dashboard', () => {
    expect(promql.rate('a_total', [equals('job', 'x')], '5m')).toBe('rate(a_total{job="x"}[5m])');
    expect(promql.rate('a_total', [], '$__rate_interval')).toBe('rate(a_total[$__rate_interval])');
  });

  it('aggregations name their labels, or none', () => {
    expect(promql.sum(['le', 'gen_ai.system'], a)).toBe('sum by (le, "gen_ai.system") (a)');
    expect([promql.sum([], a), promql.count([], a), promql.max([], a), promql.group([], a)]).toEqual([
      'sum(a)',
      'count(a)',
      'max(a)',
      'group(a)',
    ]);
  });

  it('several names are one selector, in which a dot is a dot', () => {
    expect(promql.selectNames(['a_total', 'b.c'], [equals('job', 'x')])).toBe('{__name__=~"a_total|b\\\\.c",job="x"}');
  });

  it('quantiles and minima', () => {
    expect(promql.histogramQuantile(0.95, a)).toBe('histogram_quantile(0.95, a)');
    expect(promql.atLeast(0, a)).toBe('clamp_min(a, 0)');
  });

  it('a scalar becomes a vector, below zero too', () => {
    expect(promql.vector(promql.number(-1e-7))).toBe('vector(-1e-7)');
    expect(promql.vector(promql.time())).toBe('vector(time())');
    expect(syntaxErrors(promql.multiply(a, promql.number(-1)))).toEqual([]);
  });

  it('a label is copied', () => {
    expect(promql.copyLabel(a, 'provider', 'gen_ai_provider_name')).toBe(
      'label_replace(a, "provider", "$1", "gen_ai_provider_name", "(?s)(.*)")'
    );
  });

  it.each(HOSTILE_VALUES)('%j is written into a label as it is', (value) => {
    const text = promql.labelReplace(a, 'system', value, '', '');
    expect(syntaxErrors(text)).toEqual([]);
    // Prometheus expands `$1` in a replacement; `$$` stands for one dollar sign.
    expect(strings(text)).toEqual(['system', value.replace(/\$/g, '$$$$'), '', '']);
  });
});
