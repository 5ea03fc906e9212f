import { emittedLabel, DIMENSIONS, type Vocabulary } from '../../src/vocabularies/vocabulary';
import { namesIn } from '../../src/vocabularies/presence';
import { needs } from '../real';
import { GENERATED } from './generated';
import { groupingLabels, metricNames, syntaxErrors, writtenLabels } from './lezer';
import { checkExpressions } from './promtool';

/** The name of a histogram stands for its three series. */
const metricsOf = (vocabulary: Vocabulary): string[] =>
  Object.values(vocabulary.measures).flatMap((source) => {
    if (source.kind === 'absent') {
      return [];
    }
    return source.kind === 'histogram'
      ? source.series[0].metric.flatMap((name) => ['_bucket', '_sum', '_count'].map((suffix) => name + suffix))
      : namesIn(source);
  });

/** Labels of Prometheus's own: the bound of a bucket, the scrape job, the metric's name. */
const OWN_LABELS = ['le', 'job', '__name__'];

const labelsOf = (vocabulary: Vocabulary): string[] =>
  DIMENSIONS.flatMap((dimension) => emittedLabel(vocabulary, dimension) ?? []);

/** What each expression has that it may not have, with the place that it is from; `toEqual([])` names them all. */
const offences = (of: (expression: (typeof GENERATED)[number]) => string[]) =>
  GENERATED.flatMap((generated) => of(generated).map((offence) => `${generated.where}: ${offence}`));

describe('every generated expression', () => {
  beforeAll(() => {
    const distinct = new Set(GENERATED.map(({ expression }) => expression)).size;
    process.stdout.write(`${GENERATED.length} expressions generated, ${distinct} of them distinct\n`);
  });

  it('there are some of every dashboard, view and signal', () => {
    expect(GENERATED.length).toBeGreaterThan(500);
  });

  it('fits the grammar', () => {
    expect(offences(({ expression }) => syntaxErrors(expression))).toEqual([]);
  });

  it('has no variable of Grafana left', () => {
    expect(offences(({ expression }) => (/\$(?!1")/.test(expression) ? [expression] : []))).toEqual([]);
  });

  it('splits by labels that the system has', () => {
    expect(
      offences(({ expression, vocabularies }) => {
        const known = [...OWN_LABELS, ...vocabularies.flatMap(labelsOf), ...writtenLabels(expression)];
        return groupingLabels(expression).filter((label) => !known.includes(label));
      })
    ).toEqual([]);
  });

  it('asks for metrics of its own systems only', () => {
    expect(
      offences(({ expression, vocabularies }) => {
        const known = vocabularies.flatMap(metricsOf);
        return metricNames(expression).filter((name) => !known.includes(name));
      })
    ).toEqual([]);
  });

  needs('promtool')('as Prometheus reads it', () => {
    it('has operands of the right types', () => {
      const distinct = [...new Set(GENERATED.map(({ expression }) => expression))];
      expect(checkExpressions(distinct)).toBeUndefined();
    });
  });
});
