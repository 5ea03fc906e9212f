import { compileAlerts } from '../../src/compile/alert';
import { dryRunQueries, dryRunVisual, HOLDS } from '../../src/compile/dryRunPanel';
import { VOCABULARIES } from '../../src/vocabularies/vocabularies';
import { needs } from '../real';
import { syntaxErrors } from './lezer';
import { checkExpressions } from './promtool';

const ALERTS = Object.values(VOCABULARIES).flatMap((vocabulary) =>
  compileAlerts({ vocabulary, jobs: [vocabulary.id] })
);

const queries = ALERTS.flatMap((alert) => dryRunQueries(alert).map((query) => ({ alert, ...query })));

describe('the dry run of every alert', () => {
  it('asks what the rule asks, and the worst value wherever there is a single one', () => {
    expect(ALERTS.length).toBeGreaterThan(100);
    expect(queries.filter(({ refId }) => refId === HOLDS).map(({ expr }) => expr)).toEqual(
      ALERTS.map(({ expr }) => expr)
    );
    const without = ALERTS.filter(({ value }) => !value).map(({ name }) => name);
    expect([...new Set(without)].sort()).toEqual([
      'ErrorBudgetBurnsFast',
      'ErrorBudgetBurnsSlowly',
      'ExporterBlind',
      'SeriesGrowth',
      'TargetDown',
    ]);
  });

  it('asks in PromQL', () => {
    expect(queries.filter(({ expr }) => syntaxErrors(expr).length > 0)).toEqual([]);
  });

  needs('promtool')('as Prometheus reads it', () => {
    it('has operands of the right types', () => {
      expect(checkExpressions([...new Set(queries.map(({ expr }) => expr))])).toBeUndefined();
    });
  });

  it('draws what it asked last, with the limit', () => {
    const [alert] = ALERTS.filter(({ name, system }) => name === 'HighErrorRate' && system === 'choreoai');
    expect(alert && dryRunVisual(alert, 'Worst')).toMatchObject({
      fieldConfig: {
        defaults: { unit: 'percentunit', displayName: 'Worst', thresholds: { steps: [{}, { value: 0.05 }] } },
      },
      transformations: [{ options: { include: 'value' } }],
    });
  });
});
