import type { CompiledAlert } from '../../src/compile/alert';
import { VOCABULARIES } from '../../src/vocabularies/vocabularies';
import type { VocabularyId } from '../../src/vocabularies/vocabulary';
import { needs } from '../real';
import { isCase, type Case, type Cases } from './alerts/case';
import { CASES } from './alerts/cases';
import { GUIDE_CASES } from './alerts/guideLabels';
import { SHIPPED, testAlert, turnedRound } from './alerts/firing';

const SYSTEMS = Object.keys(VOCABULARIES) as VocabularyId[];

const names = (system: VocabularyId): string[] => (SHIPPED.get(system) ?? []).map(({ name }) => name);

describe('cases', () => {
  it.each(SYSTEMS)('of %s are there for each of its alerts, and for no other', (system) => {
    expect(Object.keys(CASES[system]).sort()).toEqual(names(system).sort());
  });
});

const TITLES: Record<keyof Cases, string> = {
  firesAndResolves: 'fires on its scenario, once, and resolves after it',
  underThreshold: 'is silent just within its limit',
  idle: 'with no traffic does what it should',
  totalOutage: 'in a total outage does what it should',
};

/** Those that can be, by what they say. */
const possible = (cases: Cases): Record<string, Case> =>
  Object.fromEntries(
    Object.entries(cases).flatMap(([which, one]) => (isCase(one) ? [[TITLES[which as keyof Cases], one]] : []))
  );

needs('promtool')('alerts, as Prometheus evaluates them', () => {
  const all = [...SHIPPED].flatMap(([system, alerts]) =>
    alerts.map((alert) => ({ system, name: alert.name, alert, cases: CASES[system][alert.name] as Cases }))
  );

  it.each(all)('$system $name fires on its scenario and at no other time', ({ alert, cases }) => {
    expect(testAlert(alert, possible(cases))).toBeUndefined();
  });

  it.each(Object.entries(GUIDE_CASES))('choreoai %s does so with the labels of the guide, too', (name, cases) => {
    const alert = SHIPPED.get('choreoai')?.find((one) => one.name === name) as CompiledAlert;
    expect(testAlert(alert, possible(cases))).toBeUndefined();
  });

  it.each(all)('$system $name, turned round, is found out', ({ alert, cases: { firesAndResolves } }) => {
    expect(testAlert(turnedRound(alert), { [TITLES.firesAndResolves]: firesAndResolves })).toContain('FAILED');
  });
});
