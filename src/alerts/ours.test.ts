import { NO_SETTINGS } from '../settings/schema';
import { choreoai } from '../vocabularies/choreoai';
import { ourRules, type AlertSettings } from './ours';
import { marked, stateOf } from './rules';

const SYSTEM = { vocabulary: choreoai, jobs: ['gateway'] };

const rules = (settings: Partial<AlertSettings>, recorded: boolean) =>
  ourRules(SYSTEM, 'main', 'https://grafana.example', { ...NO_SETTINGS, ...settings }, recorded);

const named = (name: string, ...about: Parameters<typeof rules>) => rules(...about).find((one) => one.name === name);

const BUDGET = { budgets: { daily: 50, bySystem: {} } };

describe('alerts for Grafana', () => {
  it('about money are there where spend is recorded', () => {
    const money = ['DailyBudgetSpent', 'UnpricedTokens', 'SpendAnomaly'];
    expect(money.filter((name) => named(name, BUDGET, true))).toEqual(money);
    expect(money.filter((name) => named(name, BUDGET, false))).toEqual([]);
  });

  it('of a budget that is taken back are off, and unwanted where they are installed', () => {
    const installed = named('DailyBudgetSpent', BUDGET, true);
    const rule = installed && { ...marked(installed.json), uid: installed.uid };
    const states = (settings: Partial<AlertSettings>) => {
      const ours = named('DailyBudgetSpent', settings, true);
      return ours && [ours.unset, stateOf(ours, undefined).kind, stateOf(ours, rule).kind];
    };
    expect(states(BUDGET)).toEqual([undefined, 'absent', 'current']);
    expect(states({ budgets: { daily: 60, bySystem: {} } })).toEqual([undefined, 'absent', 'outdated']);
    expect(states({})).toEqual([true, 'off', 'unwanted']);
  });

  it('that a team has turned off are off', () => {
    const alerts = { choreoai: { HighErrorRate: { off: true } } };
    expect(rules({ alerts }, false).filter(({ off }) => off)).toEqual([
      expect.objectContaining({ name: 'HighErrorRate' }),
    ]);
  });
});
