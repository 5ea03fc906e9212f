import { fingerprintOf, markOf } from './content';
import type { Json, JsonObject } from '../json/json';
import { dataSourceOf, marked, oursBySystem, ownCopy, showing, type Ours } from './ours';
import { stateOf, type Installed, type Reading } from './state';
import { cost } from '../definitions/dashboards/cost';
import { SYSTEMS } from '../vocabularies/vocabularies';

const ours: Ours | undefined = oursBySystem([])
  .flatMap(({ dashboards }) => dashboards)
  .find(({ uid }) => uid === 'cao-vllm-overview');
if (!ours) {
  throw new Error('vLLM has no Overview.');
}

const LAB = { uid: 'lab', name: 'Laboratory' };
const asInstalled = marked(showing(ours.json, LAB));

const found = (json: JsonObject, more: Partial<Installed> = {}): Reading => ({
  kind: 'found',
  installed: {
    uid: ours.uid,
    id: 7,
    version: 3,
    json,
    url: '/d/x',
    folder: { uid: '', title: '' },
    updatedBy: 'ada',
    may: { save: true, remove: true },
    ...more,
  },
});

/** Another value at a path of a dashboard. */
const changed = (
  json: JsonObject,
  path: readonly [string | number, ...Array<string | number>],
  value: Json
): JsonObject => {
  const copy: JsonObject = JSON.parse(JSON.stringify(json));
  const last = path[path.length - 1] ?? '';
  // The copy is nobody else's.
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (inner, key) => inner[key] as Record<string, unknown>,
      copy as Record<string, unknown>
    );
  parent[last] = value;
  return copy;
};

/** What an earlier version of the plugin has installed, when the dashboard was another one. */
const earlier = marked(changed(ours.json, ['panels', 2, 'title'], 'As it was called'));

describe('a dashboard that', () => {
  it.each<[string, Reading, string]>([
    ['is not there', { kind: 'absent' }, 'absent'],
    ['cannot be read', { kind: 'unread', said: 'no' }, 'unread'],
    ['was installed by this version', found(asInstalled), 'current'],
    ['was imported from our file', found(ours.json), 'current'],
    ['was installed by an earlier version', found(earlier), 'outdated'],
    ['was installed by an earlier version, and changed', found(changed(earlier, ['refresh'], '1h')), 'edited'],
    ['has ours, and another panel title', found(changed(asInstalled, ['panels', 2, 'title'], 'Mine')), 'edited'],
    ['has ours, and another query', found(changed(asInstalled, ['panels', 2, 'targets', 0, 'expr'], 'up')), 'edited'],
    ['has ours, one panel less', found({ ...asInstalled, panels: [] }), 'edited'],
    ['has our uid, and comes from elsewhere', found({ title: 'Another', panels: [] }), 'edited'],
    ['is provisioned from a file', found(asInstalled, { file: 'vllm.json' }), 'provisioned'],
  ])('%s is %s', (_, reading, kind) => {
    expect(stateOf(ours, reading).kind).toBe(kind);
  });

  it.each<[string, (json: JsonObject) => JsonObject]>([
    ['numbered and versioned it', (json) => ({ ...json, id: 12, version: 4, schemaVersion: 41 })],
    ['kept what was chosen last', (json) => changed(json, ['templating', 'list', 1, 'current'], { value: ['a'] })],
    ['put keys in another order', (json) => Object.fromEntries(Object.entries(json).reverse())],
    ['left out what is empty', ({ timepicker: _timepicker, ...json }) => json],
    [
      'added its own annotation',
      (json) => ({ ...json, annotations: { list: [{ builtIn: 1, name: 'Annotations & Alerts' }] } }),
    ],
    ['noted a panel’s version', (json) => changed(json, ['panels', 1, 'pluginVersion'], '12.2.0')],
    [
      'wrote 0 below the first threshold',
      (json) => JSON.parse(JSON.stringify(json).replace(/"value":null/g, '"value":0')),
    ],
  ])('nobody has changed is current, where Grafana %s', (_, byGrafana) => {
    expect(stateOf(ours, found(byGrafana(asInstalled))).kind).toBe('current');
  });

  it('comes with the plugin is the plugin’s, whatever is in it', () => {
    const bundled = { ...ours, bundled: true };
    expect(stateOf(bundled, found({ title: 'x' }))).toEqual({ kind: 'bundled', url: '/d/x' });
    expect(stateOf(bundled, { kind: 'absent' })).toEqual({ kind: 'bundled' });
  });
});

it('what is installed shows the chosen data source, and carries its fingerprint', () => {
  expect(dataSourceOf(asInstalled)).toBe('lab');
  expect(markOf(asInstalled)).toBe(fingerprintOf(ours.json));
  expect(markOf(asInstalled)).toMatch(/^[0-9a-f]{14}$/);
  expect(dataSourceOf(showing(ours.json, undefined))).toBe('');
});

it('fingerprints tell small changes apart that simple sums do not', () => {
  const [one, other] = ['Aa', 'BB'].map((title) => fingerprintOf({ title }));
  expect(one).not.toBe(other);
});

it('the files that plugin.json includes are the plugin’s; every other one is to be installed', () => {
  const systems = oursBySystem(['dashboards/choreoai-overview.json']);
  const bundled = systems.flatMap(({ dashboards }) => dashboards).filter((one) => one.bundled);
  expect(bundled.map(({ uid }) => uid)).toEqual(['cao-choreoai-overview']);
  expect(systems.map(({ id }) => id)).toEqual(Object.keys(SYSTEMS));
});

describe('a person’s own copy', () => {
  const known = SYSTEMS.vllm;
  const named = { uid: 'own-1', title: 'Mine' };

  it('has a uid and a title of its own, and leads nowhere back to ours by itself', () => {
    const copy = ownCopy(cost, known, known, named);
    expect(copy).toMatchObject({ uid: 'own-1', title: 'Mine' });
    expect(JSON.stringify(copy)).not.toContain('/d/cao-vllm-cost');
    expect(markOf(copy)).toBe('');
  });

  it('of a system whose requests were not detected is read as the system is known', () => {
    const { requests: _requests, ...measures } = known.measures;
    const blind = { ...known, measures } as typeof known;
    expect(ownCopy(cost, blind, known, named)).toEqual(ownCopy(cost, known, known, named));
  });
});
