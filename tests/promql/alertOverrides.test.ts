import { compileAlerts, type CompiledAlert } from '../../src/compile/alert';
import type { AlertOverrides } from '../../src/definitions/alertOverrides';
import { choreoai } from '../../src/vocabularies/choreoai';
import { needs } from '../real';
import { failing } from './alerts/callCases';
import { possible } from './alerts/tried';
import { testAlert } from './alerts/firing';

const compiled = (overrides: AlertOverrides) =>
  compileAlerts({ vocabulary: choreoai, jobs: 'recorded' }, undefined, overrides);

const named = (name: string, overrides: AlertOverrides) =>
  compiled(overrides).find((one) => one.name === name) as CompiledAlert;

const MOVED: AlertOverrides = { choreoai: { HighErrorRate: { limit: 0.2, for: '7m', severity: 'critical' } } };

it('an override is in the rule: its expression, its texts, for and severity', () => {
  expect(named('HighErrorRate', MOVED)).toMatchObject({
    limit: 0.2,
    for: '7m',
    severity: 'critical',
    description: expect.stringContaining('the limit is 20%'),
  });
});

it('an alert that is off is not there, and all others are', () => {
  const names = (overrides: AlertOverrides) => compiled(overrides).map(({ name }) => name);
  expect(names({ choreoai: { HighErrorRate: { off: true } } })).toEqual(
    names({}).filter((name) => name !== 'HighErrorRate')
  );
});

needs('promtool')('an override, as Prometheus evaluates it', () => {
  const cases = possible(failing('choreoai', 22, 18));

  it('fires above the new limit, and at no other time', () => {
    expect(testAlert(named('HighErrorRate', MOVED), cases)).toBeUndefined();
  });

  it('which is another than the shipped one', () => {
    expect(testAlert(named('HighErrorRate', {}), cases)).toContain('is silent just within its limit');
  });
});
