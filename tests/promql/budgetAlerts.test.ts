import { compileAlerts, type CompiledAlert } from '../../src/compile/alert';
import type { AlertOverrides } from '../../src/definitions/alertOverrides';
import type { Budget } from '../../src/settings/schema';
import { SYSTEMS, VOCABULARIES } from '../../src/vocabularies/vocabularies';
import type { SystemId } from '../../src/vocabularies/vocabulary';
import { needs } from '../real';
import type { Case } from './alerts/case';
import { testAlert } from './alerts/firing';
import { gauge, type Phase } from './alerts/timeline';
import { TRAFFIC } from './alerts/traffic';
import { syntaxErrors } from './lezer';

const alerts = (system: SystemId, budgets: Budget, overrides: AlertOverrides = {}): CompiledAlert[] =>
  compileAlerts({ vocabulary: SYSTEMS[system], jobs: 'recorded', budgets }, undefined, overrides).filter(({ name }) =>
    /^(Daily|Monthly)Budget/.test(name)
  );

const alert = (name: string, ...about: Parameters<typeof alerts>): CompiledAlert => {
  const found = alerts(...about).find((one) => one.name === name);
  if (!found) {
    throw new Error(`There is no alert ${name}.`);
  }
  return found;
};

describe('alerts of budgets', () => {
  it('are there where a budget is set, and only there', () => {
    const names = (budgets: Budget) => alerts('choreoai', budgets).map(({ name }) => name);
    expect(names({})).toEqual([]);
    expect(names({ daily: 50 })).toEqual(['DailyBudgetSpent']);
    expect(names({ monthly: 1000 })).toEqual(['MonthlyBudgetSpent', 'MonthlyBudgetWillBeExceeded']);
  });

  it('are of every system whose spend is recorded, and of no exporter', () => {
    const without = Object.values(VOCABULARIES)
      .filter((vocabulary) =>
        compileAlerts({ vocabulary, jobs: 'recorded', budgets: { daily: 1 } }).every(
          ({ name }) => name !== 'DailyBudgetSpent'
        )
      )
      .map(({ id }) => id);
    expect(without).toEqual(['node', 'cadvisor', 'redis', 'postgres']);
  });

  it('read one way to know what was spent: what the system emits, else what its tokens cost', () => {
    expect(alert('DailyBudgetSpent', 'litellm', { daily: 1 }).expr).toMatch(/llm:spend:(?!.*llm:cost_usd)/);
    expect(alert('DailyBudgetSpent', 'choreoai', { daily: 1 }).expr).toMatch(/llm:cost_usd:(?!.*llm:spend)/);
  });

  it('fit the grammar', () => {
    expect(alerts('choreoai', { daily: 1, monthly: 2 }).flatMap(({ expr }) => syntaxErrors(expr))).toEqual([]);
  });

  it('need recorded spend where jobs are named, too', () => {
    const named = { vocabulary: SYSTEMS.choreoai, jobs: ['gateway'], budgets: { daily: 1 } };
    const of = (recorded: boolean) =>
      compileAlerts({ ...named, recorded }).find(({ name }) => name === 'DailyBudgetSpent');
    expect(of(false)).toBeUndefined();
    expect(of(true)?.expr).toContain('llm:cost_usd:rate5m{system="choreoai",job="gateway"}');
  });
});

/** What is recorded of a system's spend in USD per second; Prometheus's time begins at a midnight in January. */
const spend = (
  tier: string,
  phases: readonly Phase[],
  { name = 'cost_usd', system = 'choreoai' as SystemId, model = 'gpt-4o' } = {}
) => ({
  [`llm:${name}:rate${tier}{system="${system}",job="${TRAFFIC[system].job}",model="${model}"}`]: gauge(...phases),
});

/** A dollar an hour. */
const DOLLAR = 1 / 3600;

/** In steps of five minutes. */
const HOUR = 12;
const DAY = 24 * HOUR;

const daily = (phases: readonly Phase[], firing: Case['firing'], also: Case['series'] = {}): Case => ({
  interval: '5m',
  series: { ...spend('5m', phases), ...also },
  firing,
});

needs('promtool')('alerts of budgets, as Prometheus evaluates them', () => {
  const ofDay = alert('DailyBudgetSpent', 'choreoai', { daily: 24 });

  it('fire when what was spent since midnight is the budget, and resolve at midnight', () => {
    expect(
      testAlert(ofDay, {
        'two dollars an hour': daily([[2 * DOLLAR, 2 * DAY]], {
          [11 * HOUR]: 0,
          [12 * HOUR + 1]: 1,
          [DAY - 1]: 1,
          // The last 24 hours would still be beyond it.
          [DAY + 1]: 0,
          [DAY + 11 * HOUR]: 0,
          [DAY + 12 * HOUR + 1]: 1,
        }),
        'just under': daily([[0.99 * DOLLAR, 2 * DAY]], { [DAY - 1]: 0, [DAY + HOUR]: 0, [2 * DAY - 1]: 0 }),
        'no traffic after that': daily(
          [
            [12 * DOLLAR, 3 * HOUR],
            [0, 2 * DAY],
          ],
          { [3 * HOUR + 1]: 1, [DAY - 1]: 1, [DAY + 1]: 0, [DAY + HOUR]: 0 }
        ),
        'nothing at all': { interval: '5m', series: {}, firing: { [DAY - 1]: 0 } },
        'models and jobs add up': daily(
          [[0.6 * DOLLAR, DAY]],
          { [19 * HOUR]: 0, [20 * HOUR + 1]: 1 },
          {
            ...spend('5m', [[0.6 * DOLLAR, DAY]], { model: 'gpt-4o-mini' }),
          }
        ),
        'of another system, nothing counts': daily(
          [[0.6 * DOLLAR, DAY]],
          { [DAY - 1]: 0 },
          {
            ...spend('5m', [[9 * DOLLAR, DAY]], { system: 'convergeai' }),
          }
        ),
      })
    ).toBeUndefined();
  });

  it('never count twice what a system emits and what its tokens cost', () => {
    const both = (each: number): Case['series'] => ({
      ...spend('5m', [[each * DOLLAR, DAY]], { name: 'spend', system: 'litellm' }),
      ...spend('5m', [[each * DOLLAR, DAY]], { system: 'litellm' }),
    });
    const ofGateway = alert('DailyBudgetSpent', 'litellm', { daily: 12 });
    expect(
      testAlert(ofGateway, {
        'half of it, by either': { interval: '5m', series: both(0.49), firing: { [DAY - 1]: 0 } },
        'all of it': { interval: '5m', series: both(0.51), firing: { [DAY - 1]: 1 } },
      })
    ).toBeUndefined();
  });

  it('fire earlier where a team wants so', () => {
    const earlier = alert(
      'DailyBudgetSpent',
      'choreoai',
      { daily: 24 },
      { choreoai: { DailyBudgetSpent: { limit: 0.5 } } }
    );
    const firing = { [5 * HOUR]: 0, [6 * HOUR + 1]: 1 };
    expect(testAlert(earlier, { 'half of it': daily([[2 * DOLLAR, DAY]], firing) })).toBeUndefined();
  });

  /** In steps of an hour, from January on. */
  const monthly = (perHour: number, firing: Case['firing'], months = 2): Case => ({
    interval: '60m',
    series: {
      ...spend('1h', [[perHour * DOLLAR, months * 31 * 24]]),
      ...spend('1d', [[perHour * DOLLAR, months * 31 * 24]]),
    },
    firing,
  });
  const JANUARY = 31 * 24;
  const FEBRUARY = 28 * 24;

  it('fire when what was spent since the month began is the budget, and resolve when it ends', () => {
    const ofMonth = alert('MonthlyBudgetSpent', 'choreoai', { monthly: 1000 });
    expect(
      testAlert(ofMonth, {
        'two dollars an hour': monthly(
          2,
          {
            499: 0,
            501: 1,
            [JANUARY - 1]: 1,
            [JANUARY + 1]: 0,
            [JANUARY + 499]: 0,
            [JANUARY + 501]: 1,
            [JANUARY + FEBRUARY + 1]: 0,
          },
          3
        ),
        'just under': monthly(1.3, { [JANUARY - 1]: 0, [JANUARY + FEBRUARY - 1]: 0 }),
      })
    ).toBeUndefined();
  });

  it('tell that a month will not do, as soon as the pace says so', () => {
    const forecast = alert('MonthlyBudgetWillBeExceeded', 'choreoai', { monthly: 1000 });
    expect(
      testAlert(forecast, {
        'two dollars an hour': monthly(2, { 10: 1, 300: 1 }, 1),
        'just under in January, and in the shorter February': monthly(1.3, { 10: 0, 600: 0, [JANUARY + 300]: 0 }),
        'too much for January, and not for February': monthly(1.35, { 10: 1, [JANUARY - 2]: 1, [JANUARY + 48]: 0 }),
      })
    ).toBeUndefined();
  });
});
