import type { CompiledAlert } from '../../src/compile/alert';
import { VOCABULARIES } from '../../src/vocabularies/vocabularies';
import type { VocabularyId } from '../../src/vocabularies/vocabulary';
import { needs } from '../real';
import { CASES } from './alerts/cases';
import { SHIPPED, testAlert } from './alerts/firing';
import { GUIDE_CASES } from './alerts/guideLabels';
import { possible, TRIED } from './alerts/tried';

const SYSTEMS = Object.keys(VOCABULARIES) as VocabularyId[];

const names = (system: VocabularyId): string[] => (SHIPPED.get(system) ?? []).map(({ name }) => name);

describe('cases', () => {
  it.each(SYSTEMS)('of %s are there for each of its alerts, and for no other', (system) => {
    expect(Object.keys(CASES[system]).sort()).toEqual(names(system).sort());
  });
});

needs('promtool')('alerts, as Prometheus evaluates them', () => {
  it.each(TRIED)('$system $name fires on its scenario and at no other time', ({ alert, cases }) => {
    expect(testAlert(alert, possible(cases))).toBeUndefined();
  });

  it.each(Object.entries(GUIDE_CASES))('choreoai %s does so with the labels of the guide, too', (name, cases) => {
    const alert = SHIPPED.get('choreoai')?.find((one) => one.name === name) as CompiledAlert;
    expect(testAlert(alert, possible(cases))).toBeUndefined();
  });
});
