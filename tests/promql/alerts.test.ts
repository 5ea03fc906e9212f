import { VOCABULARIES } from '../../src/vocabularies/vocabularies';
import type { VocabularyId } from '../../src/vocabularies/vocabulary';
import { needs } from '../real';
import { isCase, type Cases } from './alerts/case';
import { CASES } from './alerts/cases';
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

needs('promtool')('alerts, as Prometheus evaluates them', () => {
  const all = [...SHIPPED].flatMap(([system, alerts]) =>
    alerts.map((alert) => ({ system, name: alert.name, alert, cases: CASES[system][alert.name] as Cases }))
  );

  it.each(all)('$system $name fires on its scenario and at no other time', ({ alert, cases }) => {
    const possible = Object.entries(cases).flatMap(([which, one]) =>
      isCase(one) ? [[TITLES[which as keyof Cases], one] as const] : []
    );
    expect(testAlert(alert, Object.fromEntries(possible))).toBeUndefined();
  });

  it.each(all)('$system $name, turned round, is found out', ({ alert, cases: { firesAndResolves } }) => {
    expect(testAlert(turnedRound(alert), { [TITLES.firesAndResolves]: firesAndResolves })).toContain('FAILED');
  });
});
