import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { filesFor, generatedFiles } from './files';
import { NOBODY, problemText, readTeam } from './team';

const root = resolve(__dirname, '..');
const EXAMPLE = join(root, 'alerting/team.example.yaml');

const mistakes = (text: string): string[] => {
  const read = readTeam(text);
  return 'problems' in read ? read.problems.map(problemText) : [];
};

describe("a team's file", () => {
  it('may say nothing', () => {
    expect(readTeam('')).toEqual({ team: NOBODY });
  });

  it('is read as the example has it', () => {
    expect(readTeam(readFileSync(EXAMPLE, 'utf8'))).toMatchObject({
      team: {
        grafana: 'https://grafana.example.com',
        alerts: { choreoai: { HighErrorRate: { limit: 0.1, for: '10m', severity: 'critical' } } },
      },
    });
  });

  it('may be JSON, with a slash at the end of the address', () => {
    expect(readTeam('{"grafana": "https://g.example/base/"}')).toEqual({
      team: { ...NOBODY, grafana: 'https://g.example/base' },
    });
  });

  const own = (text: string) => `customAlerts: { choreoai: [{ ${text} }] }`;
  const override = (text: string) => `alerts: { choreoai: { HighErrorRate: { ${text} } } }`;

  it.each([
    [override('limit: -1'), 'alerts.choreoai.HighErrorRate.limit is -1. Expected: a number, 0 or more'],
    [override('limit: .nan'), 'alerts.choreoai.HighErrorRate.limit is NaN. Expected: a number'],
    [override('limit: .inf'), 'alerts.choreoai.HighErrorRate.limit is Infinity. Expected: a number'],
    [override('limit: 5%'), 'alerts.choreoai.HighErrorRate.limit is "5%". Expected: a number'],
    [override('limit: 5'), 'alerts.choreoai.HighErrorRate.limit is 5. Expected: a share from 0 and below 1'],
    [override('for: 1y'), 'alerts.choreoai.HighErrorRate.for is "1y". Expected: a duration from 0s to 7d'],
    [override('severity: page'), 'alerts.choreoai.HighErrorRate.severity is "page". Expected: one of critical'],
    [override('limits: 0.1'), 'alerts.choreoai.HighErrorRate.limits is not known. Expected: a name'],
    ['alerts: { choreoai: { HighErorRate: { limit: 1 } } }', 'alerts.choreoai.HighErorRate is no alert of this system'],
    ['alerts: { chorus: {} }', 'alerts.chorus is "chorus". Expected: one of choreoai,'],
    ['alert: {}', 'alert is not known. Expected: a name'],
    ['budgets: { daily: -5 }', 'budgets.daily is -5. Expected: a number of USD above 0'],
    ['budgets: { bySystem: { choreoai: { weekly: 5 } } }', 'budgets.bySystem.choreoai.weekly is not known'],
    ['jobs: { a: choreoai }', 'jobs is not known. Expected: a name'],
    [own('name: A, severity: info, summary: a'), 'customAlerts.choreoai[0].expr is missing. Expected: a value'],
    [
      own('name: A, severity: info, summary: a, expr: sum(x'),
      'customAlerts.choreoai has A with "sum(x". Expected: PromQL',
    ],
    [
      own('name: a b, severity: info, summary: a, expr: x'),
      'customAlerts.choreoai[0].name is "a b". Expected: an alert',
    ],
    [own('name: A, severity: info, summary: a, expr: x, for: 1y'), 'customAlerts.choreoai[0].for is "1y". Expected'],
    [own('name: A, severity: info, summary: a, expr: x, fore: 1m'), 'customAlerts.choreoai[0].fore is not known'],
    [
      own('name: A, severity: info, summary: a, expr: x, runbookUrl: wiki'),
      'customAlerts.choreoai[0].runbookUrl is "wiki". Expected: an address',
    ],
    [
      own('name: HighErrorRate, severity: info, summary: a, expr: x'),
      'customAlerts.choreoai has HighErrorRate, which comes with the plugin. Expected: another name',
    ],
    ['grafana: grafana.example.com', 'grafana is "grafana.example.com". Expected: the address of a Grafana'],
    ['dataSource: "my prometheus"', 'dataSource is "my prometheus". Expected: a data source'],
    ['- a', 'The file is ["a"]. Expected: names with values'],
    ['a: {', 'The file is no YAML: '],
    ['a: 1\na: 2', 'The file is no YAML: '],
  ])('%j: %s', (text, said) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(said)]);
  });

  it('has all of its mistakes told at once', () => {
    expect(mistakes('alerts: { choreoai: { A: { limit: 1 }, ServiceDown: { limit: 1, for: -5m } } }')).toHaveLength(3);
  });
});

describe('npm run generate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'choreoai-generate-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const generate = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(root, 'generate/main.ts'), ...args],
      { cwd: root, encoding: 'utf8' }
    );
    return { status, output: stdout + stderr };
  };
  const generated = (path: string) => readFileSync(join(folder, 'out', path), 'utf8');

  it('writes what a team wants into its folder, and nothing of it into the repository', () => {
    expect(generate('--team', EXAMPLE, '--to', join(folder, 'out'))).toMatchObject({ status: 0 });
    const rules: Array<{
      alert: string;
      expr: string;
      for: string;
      labels: object;
      annotations: Record<string, string>;
    }> = parse(generated('rules/choreoai.alerts.yaml')).groups[0].rules;
    const errors = rules.find(({ alert }) => alert === 'HighErrorRate');
    expect(errors).toMatchObject({
      expr: expect.stringMatching(/ > 0\.1\)/),
      for: '10m',
      labels: { severity: 'critical' },
    });
    expect(errors?.annotations.dashboard_url).toMatch(/^https:\/\/grafana\.example\.com\/d\/cao-/);
    expect(rules.map(({ alert }) => alert)).not.toContain('QueueGrows');
    expect(rules.map(({ alert }) => alert)).toEqual(expect.arrayContaining(['MonthlyBudgetSpent', 'CustomAlert']));
    expect(generated('alerting/grafana/choreoai.yaml')).toContain('title: CustomAlert');
    expect(generated('alerting/kubernetes/choreoai-alerts.yaml')).toContain('alert: CustomAlert');
    expect(generated('rules/convergeai.alerts.yaml')).not.toContain('MonthlyBudget');
    expect(generated('alerting/grafana/choreoai.yaml')).toContain('https://grafana.example.com/public/plugins/');
    expect(generated('alerting/kubernetes/choreoai-alerts.yaml')).toContain('for: 10m');
    // 5 million tokens an hour, by minute.
    expect(generated('dashboards/choreoai-overview.json')).toContain('"value": 83333.3');
    expect(existsSync(join(folder, 'out/src'))).toBe(false);
    const ours = generatedFiles().get('rules/choreoai.alerts.yaml');
    expect(readFileSync(join(root, 'rules/choreoai.alerts.yaml'), 'utf8')).toBe(ours);
  });

  it('records what things cost at the prices of the team', () => {
    const price = { model: 'house-model', input: 7, output: 9 };
    const read = readTeam(`prices: { overrides: [${JSON.stringify(price)}] }`);
    const files = 'team' in read ? filesFor(read.team) : new Map<string, string>();
    ['rules/recordings.yaml', 'alerting/kubernetes/recordings.yaml'].forEach((path) => {
      expect(files.get(path)).toContain('house-model');
      expect(generatedFiles().get(path)).not.toContain('house-model');
    });
  });

  it('writes nothing where the file is wrong, and names what is', () => {
    const file = join(folder, 'team.yaml');
    writeFileSync(file, 'alerts: { choreoai: { HighErrorRate: { limit: -1 } } }');
    expect(generate('--team', file, '--to', join(folder, 'wrong'))).toEqual({
      status: 1,
      output: expect.stringContaining('alerts.choreoai.HighErrorRate.limit is -1. Expected: a number, 0 or more'),
    });
    expect(existsSync(join(folder, 'wrong'))).toBe(false);
  });

  it.each([
    [['--team', EXAMPLE], '--team and --to belong together'],
    [['--team', EXAMPLE, '--to', root], 'is the repository itself'],
    [['--team', join(folder, 'none.yaml'), '--to', folder], 'ENOENT'],
    [['--teem', 'x'], "Unknown option '--teem'"],
  ])('%j: %s', (args, said) => {
    expect(generate(...args)).toEqual({ status: 1, output: expect.stringContaining(said) });
  });
});
