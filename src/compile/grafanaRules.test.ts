import { choreoai } from '../vocabularies/choreoai';
import { compileAlerts } from './alert';
import { grafanaRule } from './grafanaRules';

const [alert] = compileAlerts({ vocabulary: choreoai, jobs: ['gateway'] }).filter(
  ({ name }) => name === 'HighErrorRate'
);
const rule = alert && grafanaRule(alert, 'prom');

it('a rule in Grafana asks what the alert asks of its jobs, and fires on any answer', () => {
  expect(rule?.data[0]).toMatchObject({
    refId: 'A',
    datasourceUid: 'prom',
    model: { expr: alert?.expr, instant: true },
  });
  expect(alert?.expr).toContain('job="gateway"');
  expect(rule).toMatchObject({ condition: 'B', noDataState: 'OK', execErrState: 'Error', for: '5m' });
});

it('it says what was measured in Grafana’s own words, and leads to the panel and the runbook', () => {
  expect(rule?.annotations.description).toContain('$values.A.Value');
  expect(rule?.annotations).toMatchObject({
    __dashboardUid__: 'cao-choreoai-overview',
    __panelId__: expect.stringMatching(/^\d+$/),
    runbook_url: expect.stringContaining('choreoai/HighErrorRate.md'),
  });
  expect(rule?.labels).toMatchObject({ system: 'choreoai', severity: 'warning' });
});
