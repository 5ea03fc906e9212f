import type { CompiledAlert } from '../../../src/compile/alert';
import type { VocabularyId } from '../../../src/vocabularies/vocabulary';
import { isCase, type Case, type Cases } from './case';
import { CASES } from './cases';
import { SHIPPED } from './firing';

/** What a case shows. */
export const TITLES: Record<keyof Cases, string> = {
  firesAndResolves: 'fires on its scenario, once, and resolves after it',
  underThreshold: 'is silent just within its limit',
  idle: 'with no traffic does what it should',
  totalOutage: 'in a total outage does what it should',
};

/** Those that can be, by what they say. */
export const possible = (cases: Cases): Record<string, Case> =>
  Object.fromEntries(
    Object.entries(cases).flatMap(([which, one]) => (isCase(one) ? [[TITLES[which as keyof Cases], one]] : []))
  );

/** Every alert of every system, with its cases. */
export const TRIED: ReadonlyArray<{ system: VocabularyId; name: string; alert: CompiledAlert; cases: Cases }> = [
  ...SHIPPED,
].flatMap(([system, alerts]) =>
  alerts.map((alert) => ({ system, name: alert.name, alert, cases: CASES[system][alert.name] as Cases }))
);
