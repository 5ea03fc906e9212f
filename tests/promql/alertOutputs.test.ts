import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { recordingsMissing } from '../../src/compile/alertRules';
import { toGrafanaRules, toProvisionedGroup } from '../../src/compile/grafanaRules';
import { ALERTS } from '../../src/definitions/alerts/alerts';
import { needs } from '../real';
import { SHIPPED } from './alerts/firing';
import { testRules } from './promtool';

const root = resolve(__dirname, '../..');
const rules = readdirSync(resolve(root, 'rules')).map((name) => resolve(root, 'rules', name));
const config = resolve(root, 'alerting/alertmanager/alertmanager.yml');

const run = (program: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, stdout, output: `${stdout}${stderr}` };
};

needs('promtool')('the files of rules', () => {
  it('are accepted together', () => {
    const { status, output } = run('promtool', 'check', 'rules', ...rules);
    expect(output).not.toMatch(/FAILED/);
    expect(status).toBe(0);
  });
});

needs('promtool')('that the recording rules are missing', () => {
  const firing = 'count(ALERTS{alertname="RecordingRulesMissing",alertstate="firing"}) or vector(0)';
  const at = (series: Record<string, string>, count: number) =>
    testRules({ groups: [recordingsMissing], tests: [{ series, expected: { 12: { [firing]: { '{}': count } } } }] });

  it('is told, and that they are there is not', () => {
    expect(at({}, 1)).toBeUndefined();
    expect(at({ 'llm:evaluated:rate5m': '1x20' }, 0)).toBeUndefined();
  });
});

needs('alertmanager')("Alertmanager's configuration", () => {
  it('is accepted, with its templates', () => {
    const { status, output } = run('amtool', 'check-config', config);
    expect(output).toMatch(/6 receivers/);
    expect(status).toBe(0);
  });

  const receiverOf = (...labels: string[]) =>
    run('amtool', 'config', 'routes', 'test', `--config.file=${config}`, ...labels).stdout.trim();

  it.each([
    ['a critical alert', ['severity=critical', 'system=choreoai'], 'on-call'],
    ['a warning', ['severity=warning', 'system=choreoai', 'topic=errors'], 'warnings'],
    ['money', ['severity=warning', 'system=choreoai', 'topic=cost'], 'finance'],
    ['a database', ['severity=warning', 'system=redis', 'category=database'], 'platform'],
    ['a database that is down', ['severity=critical', 'system=redis', 'category=database'], 'on-call,platform'],
  ])('sends %s to whom it concerns', (_, labels, receivers) => {
    expect(receiverOf(...labels)).toBe(receivers);
  });
});

describe('what silences what', () => {
  const { inhibit_rules: inhibitions } = parse(readFileSync(config, 'utf8'));

  it('names every alert of a service that is down', () => {
    const down = Object.values(ALERTS)
      .flat()
      .filter(({ condition }) => condition.kind === 'service-down')
      .map(({ name }) => name);
    expect(inhibitions[0].source_matchers).toEqual([`alertname=~"${[...new Set(down)].join('|')}"`]);
    expect(inhibitions[0].target_matchers).toEqual([`alertname!~"${[...new Set(down)].join('|')}"`]);
  });
});

describe("Grafana's rules", () => {
  const choreoai = SHIPPED.get('choreoai') ?? [];

  it('have fixed uids that Grafana takes, and a condition that holds for what the query answers', () => {
    toGrafanaRules([...SHIPPED.values()].flat(), 'p').forEach(({ uid, condition, data }) => {
      expect(uid).toMatch(/^cao-[a-z0-9-]{1,36}$/);
      expect(data.map(({ refId }) => refId)).toContain(condition);
    });
  });

  it('name how long they go on as the API and as files do', () => {
    const latency = choreoai.filter(({ name }) => name === 'HighLatency');
    expect(toGrafanaRules(latency, 'p')[0]).toMatchObject({ for: '5m', keep_firing_for: '5m' });
    expect(toProvisionedGroup(latency, 'p', 'x').rules[0]).toMatchObject({ for: '5m', keepFiringFor: '5m' });
  });

  it('write the value as Grafana does, which evaluates texts without one, too', () => {
    const texts = toGrafanaRules(choreoai, 'p').flatMap(({ annotations }) => Object.values(annotations));
    expect(texts.join()).toContain('{{ if $values.A.Labels }}{{ $values.A.Value | humanizePercentage }}{{ end }}');
    expect(texts.join()).not.toContain('$value ');
  });
});
