import { parse } from 'yaml';
import { ALERTS } from '../src/definitions/alerts/alerts';
import { VOCABULARIES } from '../src/vocabularies/vocabularies';
import type { VocabularyId } from '../src/vocabularies/vocabulary';
import { compileAlerts } from '../src/compile/alert';
import { toPrometheusRules } from '../src/compile/alertRules';
import { alertsFile, alertsFileName, watchedAlerts } from '../src/compile/rulesFile';
import { NO_SETTINGS } from '../src/settings/schema';
import { choreoai } from '../src/vocabularies/choreoai';

const SYSTEMS = Object.keys(ALERTS) as VocabularyId[];

it.each(SYSTEMS)('the file of %s says, as YAML, what its alerts are', (id) => {
  const groups = toPrometheusRules(compileAlerts({ vocabulary: VOCABULARIES[id], jobs: 'recorded' }));
  expect(parse(alertsFile(VOCABULARIES[id], watchedAlerts(VOCABULARIES[id], NO_SETTINGS)))).toEqual({ groups });
});

it('leads to the Grafana that it is for', () => {
  const file = alertsFile(choreoai, watchedAlerts(choreoai, NO_SETTINGS, 'https://grafana.example/base'));
  expect(file).not.toContain('localhost');
  expect(file).toContain('runbook_url: https://grafana.example/base/public/plugins/');
});

it('has what a team wants of alerts, and its own', () => {
  const own = {
    name: 'OurQueue',
    expr: 'sum(our_queue) > 5',
    for: '5m',
    severity: 'warning',
  } as const;
  const team = {
    ...NO_SETTINGS,
    alerts: { choreoai: { HighErrorRate: { limit: 0.2 } } },
    customAlerts: { choreoai: [{ ...own, summary: 'Our queue grows', description: 'Two\nlines: #1' }] },
  };
  const [group] = parse(alertsFile(choreoai, watchedAlerts(choreoai, team))).groups;
  const rule = (name: string) => group.rules.find(({ alert }: { alert: string }) => alert === name);
  expect(rule('HighErrorRate').expr).toContain('> 0.2');
  expect(rule('OurQueue')).toMatchObject({ expr: own.expr, annotations: { description: 'Two\nlines: #1' } });
});

it('is called by its system', () => {
  expect(alertsFileName('choreoai')).toBe('choreoai.alerts.yaml');
});
