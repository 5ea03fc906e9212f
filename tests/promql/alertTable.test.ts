import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileAlerts } from '../../src/compile/alert';
import { ALERTS } from '../../src/definitions/alerts/alerts';
import { VOCABULARIES } from '../../src/vocabularies/vocabularies';
import type { VocabularyId } from '../../src/vocabularies/vocabulary';
import { SHIPPED, turnedRound } from './alerts/firing';

/** As the documents have them: limit, `for`, severity. Where a document says no severity, ours stands in brackets. */
type Row = readonly [name: string, is: string, limit: number, forTime: string, severity: string];

const CHOREOAI: readonly Row[] = [
  ['HighErrorRate', 'above', 0.05, '5m', 'warning'],
  ['ServiceDown', 'below', 1, '2m', '[critical]'],
  // The guide's ProviderDown is the service's; this is of a provider. See docs/decisions/013-alerts.md.
  ['ProviderDown', 'above', 0.9, '2m', 'critical'],
  // The share that is above the 95th percentile.
  ['HighLatency', 'above', 0.05, '5m', 'warning'],
  ['VeryHighLatency', 'above', 0.01, '5m', '[critical]'],
  ['RateLimitApproaching', 'above', 80, '5m', 'warning'],
  ['HighActiveConnections', 'above', 100, '10m', '[warning]'],
  ['ProviderHighErrorRate', 'above', 0.1, '5m', '[warning]'],
  // Five minutes without, for five more: the last ten.
  ['NoRequestsReceived', 'equal', 0, '5m', '[warning]'],
  ['HighTokenUsage', 'above', 1_000_000, '0s', '[warning]'],
];

const CONVERGEAI: readonly Row[] = [
  ['HighErrorRate', 'above', 0.05, '5m', 'critical'],
  ['APIDown', 'below', 1, '1m', 'critical'],
  ['HighLLMErrorRate', 'above', 0.05, '5m', 'critical'],
  ['HighLatency', 'above', 0.05, '5m', 'warning'],
  ['HighAgentErrorRate', 'above', 0.1, '5m', 'warning'],
  ['SlowAgentExecution', 'above', 0.05, '5m', 'warning'],
  ['SlowDatabaseQueries', 'above', 0.05, '5m', 'warning'],
  ['LowGroundingScore', 'below', 0.45, '10m', 'warning'],
];

const shipped = (system: VocabularyId, name: string) => SHIPPED.get(system)?.find((alert) => alert.name === name);

const FILES = Object.keys(VOCABULARIES).map((id) => resolve(__dirname, `../../rules/${id}.alerts.yaml`));

describe.each<[VocabularyId, readonly Row[]]>([
  ['choreoai', CHOREOAI],
  ['convergeai', CONVERGEAI],
])('the document of %s', (system, rows) => {
  it.each(rows)('has %s as it is shipped', (name, is, limit, forTime, severity) => {
    expect(shipped(system, name)).toMatchObject({ is, limit, for: forTime, severity: severity.replace(/[[\]]/g, '') });
  });
});

describe('the alerts', () => {
  const all = [...SHIPPED.values()].flat();

  it('have all of AI Companion’s groups and all of Project-AI’s severities', () => {
    const groups = new Set(all.map(({ category }) => category));
    expect([...groups].sort()).toEqual(['application', 'containers', 'database', 'resources']);
    const severities = new Set((SHIPPED.get('project-ai') ?? []).map(({ severity }) => severity));
    expect([...severities].sort()).toEqual(['critical', 'info', 'warning']);
  });

  it('have names and uids of their own within a system', () => {
    [...SHIPPED].forEach(([, alerts]) => {
      expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
    });
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
  });

  it('say what was measured, with its unit, and where to go on', () => {
    const silent = all.filter(
      ({ name, description }) => !description.includes('$value') && !['TargetDown'].includes(name)
    );
    expect(silent.map(({ system, name }) => `${system} ${name}`)).toEqual([]);
    all.forEach(({ summary, description, dashboard, runbookUrl }) => {
      expect(`${summary} ${description}`).not.toMatch(/(?<!\{)\{\w+\}/);
      expect(dashboard.url).toMatch(/\/d\/cao-[\w-]+\?viewPanel=panel-\d+$/);
      expect(runbookUrl).toMatch(/\/runbooks\/[\w-]+\/\w+\.md$/);
    });
  });

  it('are those that are defined, but for those whose metrics a system does not have', () => {
    const left = Object.entries(ALERTS).flatMap(([system, definitions]) =>
      definitions.filter(({ name }) => !shipped(system as VocabularyId, name)).map(({ name }) => `${system} ${name}`)
    );
    expect(
      left.filter((one) => !/FirstToken|Unpriced|SpendAnomaly|(Daily|Monthly)Budget|project-ai Provider/.test(one))
    ).toEqual([]);
  });

  it('compare with their limit in a way that can be turned round', () => {
    all.forEach((alert) => expect(turnedRound(alert).expr).not.toBe(alert.expr));
  });

  it('can be asked of raw series of named jobs, where no recording rules are loaded', () => {
    const raw = Object.values(VOCABULARIES).flatMap((vocabulary) => compileAlerts({ vocabulary, jobs: ['a', 'b"'] }));
    expect(raw.filter(({ expr }) => /(^|[^v])llm:/.test(expr)).map(({ name }) => name)).toEqual([]);
    expect(raw.length).toBeGreaterThan(100);
  });
});

it.each(FILES)('%s has summary, description and links for each alert', (file) => {
  const { groups } = parse(readFileSync(file, 'utf8'));
  groups.forEach(({ rules }: { rules: Array<{ annotations: object; labels: object }> }) =>
    rules.forEach(({ annotations, labels }) => {
      expect(Object.keys(annotations)).toEqual(['summary', 'description', 'dashboard_url', 'runbook_url']);
      expect(Object.keys(labels)).toEqual(['system', 'severity', 'category', 'topic']);
    })
  );
});
