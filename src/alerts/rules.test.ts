import type { JsonObject } from '../json/json';
import { differences, marked, stateOf, withoutRules, withPause, withRules, type OurRule } from './rules';

const rule = (more: JsonObject = {}, model: JsonObject = {}): JsonObject => ({
  title: 'HighErrorRate',
  condition: 'B',
  data: [
    {
      refId: 'A',
      datasourceUid: 'prom',
      relativeTimeRange: { from: 600, to: 0 },
      model: { refId: 'A', expr: 'errors > 0.05', instant: true, ...model },
    },
  ],
  noDataState: 'OK',
  execErrState: 'Error',
  for: '5m',
  labels: { severity: 'critical' },
  annotations: { summary: 'Calls fail' },
  ...more,
});

const ours = (json: JsonObject = rule()): OurRule => ({ uid: 'cao-choreoai-errors', name: 'HighErrorRate', json });

/** As Grafana hands out what was put in: with what it adds by itself. */
const asStored = (json: JsonObject, more: JsonObject = {}): JsonObject => ({
  ...json,
  id: 7,
  orgID: 1,
  uid: 'cao-choreoai-errors',
  folderUID: 'choreoai-observability',
  ruleGroup: 'choreoai',
  updated: '2026-08-20T12:00:00Z',
  keep_firing_for: '0s',
  isPaused: false,
  notification_settings: null,
  record: null,
  data: (json.data as JsonObject[]).map((query) => ({
    ...query,
    queryType: '',
    model: { ...(query.model as JsonObject), intervalMs: 1000, maxDataPoints: 43_200 },
  })),
  ...more,
});

describe('an alert in Grafana', () => {
  const installed = asStored(marked(rule()));

  it('is absent where there is no rule of its uid', () => {
    expect(stateOf(ours(), undefined).kind).toBe('absent');
  });

  it('is up to date as it was installed, whatever Grafana adds by itself, paused or not', () => {
    expect(stateOf(ours(), installed).kind).toBe('current');
    expect(stateOf(ours(), { ...installed, isPaused: true }).kind).toBe('current');
  });

  it('is out of date where ours has changed and nobody has changed the rule', () => {
    expect(stateOf(ours(rule({ for: '10m' })), installed).kind).toBe('outdated');
    expect(stateOf(ours(rule({}, { expr: 'errors > 0.1' })), installed).kind).toBe('outdated');
  });

  it('that the team has turned off is off, and unwanted where Grafana still has it', () => {
    const off = { ...ours(), off: true } as const;
    expect(stateOf(off, undefined).kind).toBe('off');
    expect(stateOf(off, installed).kind).toBe('unwanted');
    expect(stateOf({ ...ours(rule({ for: '10m' })), off: true }, installed).kind).toBe('unwanted');
    expect(stateOf(off, { ...installed, for: '1m' }).kind).toBe('edited');
  });

  it.each<[string, JsonObject]>([
    ['another duration', { for: '1m' }],
    ['another label', { labels: { severity: 'warning' } }],
    ['another contact point', { notification_settings: { receiver: 'pager' } }],
    ['another query', { data: rule({}, { expr: 'errors > 0.5' }).data ?? [] }],
  ])('is changed by hand with %s', (_, change) => {
    expect(stateOf(ours(), { ...installed, ...change }).kind).toBe('edited');
  });

  it('is a file’s where a file says what it is', () => {
    expect(stateOf(ours(), { ...installed, provenance: 'file' }).kind).toBe('provisioned');
  });
});

describe('a group of rules', () => {
  const mine: JsonObject = { uid: 'mine', title: 'Of a person' };
  const present = { interval: 60, rules: [mine, asStored(marked(rule()), { isPaused: true })] };

  it('keeps what is not ours, its interval, and a pause, when ours are put in', () => {
    const after = withRules(present, [ours(rule({ for: '10m' })), { ...ours(), uid: 'cao-choreoai-down' }]);
    expect(after.interval).toBe(60);
    expect(after.rules.map(({ uid, for: duration, isPaused }) => [uid, duration, isPaused])).toEqual([
      ['mine', undefined, undefined],
      ['cao-choreoai-errors', '10m', true],
      ['cao-choreoai-down', '5m', false],
    ]);
    expect(stateOf(ours(rule({ for: '10m' })), after.rules[1]).kind).toBe('current');
  });

  it('is evaluated every 30 s where it is new', () => {
    expect(withRules({ interval: 0, rules: [] }, [ours()]).interval).toBe(30);
  });

  it('loses those that are removed, and no other', () => {
    expect(withoutRules(present, ['cao-choreoai-errors']).rules).toEqual([mine]);
  });

  it('rests and works again', () => {
    const working = withPause(present, ['cao-choreoai-errors'], false);
    expect(working.rules.map(({ isPaused }) => isPaused)).toEqual([undefined, false]);
  });
});

it('what a person has changed is told setting by setting', () => {
  const before = asStored(
    marked(rule({ for: '1m', labels: { severity: 'critical', team: 'ml' } }, { expr: 'errors > 0.5' }))
  );
  expect(differences(before, rule())).toEqual([
    { where: 'data.0.model.expr', before: 'errors > 0.5', after: 'errors > 0.05' },
    { where: 'for', before: '1m', after: '5m' },
    { where: 'labels.team', before: 'ml', after: undefined },
  ]);
});
