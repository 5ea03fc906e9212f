import { equals } from '../../src/promql/matcher';
import { SIGNALS } from '../../src/signals/signals';
import { needs } from '../real';
import { PITFALLS } from './pitfalls';
import { rounded, testExpression } from './promtool';
import type { Situation } from './situation';
import { COSTS } from './situations/costs';
import { DERIVED_PROVIDERS } from './situations/derivedProviders';
import { DOCUMENTED_LABELS } from './situations/documentedLabels';
import { LATENCIES } from './situations/latencies';
import { LIMITED } from './situations/limits';
import { RATIOS } from './situations/ratios';
import { SPELLINGS } from './situations/spellings';

const expressionOf = ({ vocabulary, job, signal, by = [], select = {}, prices, budgets, range }: Situation['ours']) =>
  SIGNALS[signal].expression(vocabulary, {
    jobs: equals('job', job),
    by,
    select,
    window: '5m',
    prices,
    budgets,
    range,
  });

needs('promtool')('on the same series', () => {
  describe.each(PITFALLS)("the documents' form: $title", ({ series, documented, ours }) => {
    it("the document's expression gives the wrong answer", () => {
      const { expression, answers } = documented;
      const test =
        answers === 'NaN'
          ? { expression: `(${expression}) != bool (${expression})`, answers: { '{}': 1 } }
          : { expression: rounded(expression), answers };
      expect(testExpression({ series, ...test })).toBeUndefined();
    });

    it('the signal gives the right one', () => {
      expect(
        testExpression({ series, expression: rounded(expressionOf(ours)), answers: ours.answers })
      ).toBeUndefined();
    });
  });

  it.each([...RATIOS, ...DOCUMENTED_LABELS, ...LATENCIES, ...SPELLINGS, ...DERIVED_PROVIDERS, ...COSTS, ...LIMITED])(
    '$title',
    ({ series, ours }) => {
      expect(
        testExpression({ series, expression: rounded(expressionOf(ours)), answers: ours.answers })
      ).toBeUndefined();
    }
  );

  it('a wrong expectation is found out', () => {
    const test = { series: { up: '1x20' }, expression: 'up', answers: { up: 2 } };
    expect(testExpression(test)).toContain('FAILED');
  });
});
