import { compileAlerts, type CompiledAlert } from '../../../src/compile/alert';
import { toPrometheusRules } from '../../../src/compile/alertRules';
import { toRecordingRules } from '../../../src/compile/recordingRules';
import type { Comparison } from '../../../src/definitions/alert';
import { priceBook } from '../../../src/pricing/lookUp';
import { PRICE_LIST } from '../../../src/pricing/priceList';
import { VOCABULARIES } from '../../../src/vocabularies/vocabularies';
import type { VocabularyId } from '../../../src/vocabularies/vocabulary';
import { testRules } from '../promtool';
import { rulesFor } from '../rulesFor';
import type { Case } from './case';

/** The recording rules with one price: promtool works out those of all models every minute. */
export const RECORDINGS = toRecordingRules(
  priceBook(
    { overrides: [], aliases: {} },
    PRICE_LIST.prices.filter(({ model }) => model === 'gpt-4o')
  )
);

/** Every alert, as the files of rules have it. */
export const SHIPPED: ReadonlyMap<VocabularyId, readonly CompiledAlert[]> = new Map(
  Object.values(VOCABULARIES).map((vocabulary) => [vocabulary.id, compileAlerts({ vocabulary, jobs: 'recorded' })])
);

/** The recording rules that an alert stands on, of its system. */
const recordingsFor = ({ expr, system }: Pick<CompiledAlert, 'expr' | 'system'>) =>
  rulesFor(
    RECORDINGS,
    [expr],
    ({ labels }, { name }) => labels?.system === undefined || name === 'llm-jobs' || labels.system === system
  );

/** The comment is there to be read where a case fails. */
const countOf = ({ name, system, severity }: CompiledAlert, title: string) =>
  `# ${title}\ncount(ALERTS{alertname="${name}",alertstate="firing",system="${system}",severity="${severity}"}) or vector(0)`;

const minutesOf = (interval: string): number => Number.parseInt(interval, 10);

/**
 * Cases by their titles, which share one interval; where it is not a minute, series are recorded ones.
 * @returns undefined where an alert fires as it should in each, else what promtool says
 */
export function testAlert(alert: CompiledAlert, cases: Readonly<Record<string, Case>>): string | undefined {
  const interval = Object.values(cases)[0]?.interval ?? '1m';
  return testRules({
    groups: [...(interval === '1m' ? recordingsFor(alert) : []), ...toPrometheusRules([alert])],
    interval,
    tests: Object.entries(cases).map(([title, { series, firing }]) => ({
      series,
      expected: Object.fromEntries(
        Object.entries(firing).map(([step, count]) => [
          Number(step) * minutesOf(interval),
          { [countOf(alert, title)]: { '{}': count } },
        ])
      ),
    })),
  });
}

const OPERATORS: Record<Comparison, readonly [now: string, turned: string]> = {
  above: ['>', '<'],
  'at or above': ['>=', '<'],
  below: ['<', '>='],
  equal: ['==', '!='],
};

/** The same alert with the comparison to its limit the other way round. */
export function turnedRound(alert: CompiledAlert): CompiledAlert {
  const [now, turned] = OPERATORS[alert.is];
  const expr = alert.expr.replaceAll(`${now} ${alert.limit}`, `${turned} ${alert.limit}`);
  if (expr === alert.expr) {
    throw new Error(`${alert.name} of ${alert.system} does not compare with ${alert.limit}.`);
  }
  return { ...alert, expr: expr as CompiledAlert['expr'] };
}
