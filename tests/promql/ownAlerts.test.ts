import { toPrometheusRules } from '../../src/compile/alertRules';
import { toGrafanaRules, toProvisionedGroup } from '../../src/compile/grafanaRules';
import { toPrometheusRule } from '../../src/compile/kubernetesRules';
import { compileOwnAlert } from '../../src/compile/ownAlert';
import type { CustomAlert } from '../../src/settings/customAlerts';
import { SYSTEM_IDS } from '../truth/facts';
import { needs } from '../real';
import { testRules } from './promtool';

/** As the documents have it. */
const CUSTOM: CustomAlert = {
  name: 'CustomAlert',
  expr: 'sum by (job) (your_metric) > 3\n',
  for: '300s',
  severity: 'warning',
  summary: 'Too much at {{ $labels.job }}',
  description: '{{ $value }} are too many.',
};
const alert = compileOwnAlert('choreoai', CUSTOM);

it('is a rule of Prometheus’s, and of the operator’s', () => {
  const rule = {
    alert: 'CustomAlert',
    expr: 'sum by (job) (your_metric) > 3',
    for: '5m',
    labels: { system: 'choreoai', severity: 'warning', category: 'application', topic: 'CustomAlert' },
    annotations: { summary: 'Too much at {{ $labels.job }}', description: '{{ $value }} are too many.' },
  };
  const groups = toPrometheusRules([alert]);
  expect(groups[0]?.rules).toEqual([rule]);
  expect(toPrometheusRule('own', groups).spec.groups).toEqual(groups);
});

it('is a rule of Grafana’s, without a panel', () => {
  expect(toGrafanaRules([alert], 'prom')[0]).toMatchObject({
    title: 'CustomAlert',
    for: '5m',
    annotations: {
      summary: 'Too much at {{ $labels.job }}',
      description: '{{ if $values.A.Labels }}{{ $values.A.Value }}{{ end }} are too many.',
    },
  });
  expect(JSON.stringify(toProvisionedGroup([alert], 'prom', 'x'))).not.toContain('__dashboardUid__');
});

it('leads to the runbook that it names', () => {
  const runbookUrl = 'https://wiki.example.com/a?b#c';
  const [rule] = toPrometheusRules([compileOwnAlert('choreoai', { ...CUSTOM, runbookUrl })])[0]?.rules ?? [];
  expect(rule?.annotations.runbook_url).toBe(runbookUrl);
});

it('has a uid of its own that Grafana takes, whatever it is called', () => {
  const names = ['A', 'B', 'A_very_long_name_of_an_alert_that_somebody_thought_of'];
  const uids = SYSTEM_IDS.flatMap((system) => names.map((name) => compileOwnAlert(system, { ...CUSTOM, name }).uid));
  expect(new Set(uids).size).toBe(uids.length);
  uids.forEach((uid) => expect(uid).toMatch(/^cao-[a-z0-9-]{1,36}$/));
});

needs('promtool')('a team’s own alert, as Prometheus evaluates it', () => {
  it('fires after its time, and resolves', () => {
    const firing = 'count(ALERTS{alertname="CustomAlert",alertstate="firing"}) or vector(0)';
    const series = { 'your_metric{job="a"}': '1x9 5x9 1x9' };
    const at = (count: number) => ({ [firing]: { '{}': count } });
    expect(
      testRules({
        groups: toPrometheusRules([alert]),
        tests: [{ series, expected: { 9: at(0), 14: at(0), 16: at(1), 25: at(0) } }],
      })
    ).toBeUndefined();
  });
});
