import { parse } from 'yaml';
import { ALERTS } from '../src/definitions/alerts/alerts';
import { VOCABULARIES } from '../src/vocabularies/vocabularies';
import type { VocabularyId } from '../src/vocabularies/vocabulary';
import { compileAlerts } from '../src/compile/alert';
import { toPrometheusRules } from '../src/compile/alertRules';
import { alertsFile, alertsFileName } from '../src/compile/rulesFile';

const SYSTEMS = Object.keys(ALERTS) as VocabularyId[];

it.each(SYSTEMS)('the file of %s says, as YAML, what its alerts are', (id) => {
  const groups = toPrometheusRules(compileAlerts({ vocabulary: VOCABULARIES[id], jobs: 'recorded' }));
  expect(parse(alertsFile(id))).toEqual({ groups });
});

it('leads to the Grafana that it is for', () => {
  const file = alertsFile('choreoai', 'https://grafana.example/base');
  expect(file).not.toContain('localhost');
  expect(file).toContain('runbook_url: https://grafana.example/base/public/plugins/');
});

it('is called by its system', () => {
  expect(alertsFileName('choreoai')).toBe('choreoai.alerts.yaml');
});
