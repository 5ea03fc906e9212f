import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { of, throwError, type Observable } from 'rxjs';
import type { Installed } from '../dashboards/state';
import {
  countDashboards,
  createDashboard,
  readDashboard,
  readDashboards,
  removeDashboard,
  replaceDashboard,
  type Written,
} from './dashboards';
import { createOwnFolder, editableFolders, isOwnFolderEmpty, removeOwnFolder } from './folders';

type Answer = Observable<{ data: unknown }>;

/** Grafana's own client: one answer for each method and the beginning of an address. */
function backend(answers: Readonly<Record<string, Answer>>): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    const asked = `${request.method ?? 'GET'} ${request.url}`;
    const known = Object.entries(answers).find(([address]) => asked.startsWith(address));
    return known?.[1] ?? throwError(() => new TypeError(`nobody answers ${asked}`));
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}

const ok = (data: unknown): Answer => of({ data });
const refused = (status: number, data: unknown): Answer => throwError(() => ({ status, data, config: { url: '' } }));
const unreachable: Answer = throwError(() => new TypeError('Failed to fetch'));

const DASHBOARD = {
  dashboard: { id: 7, uid: 'cao-a', version: 3, title: 'A' },
  meta: {
    url: '/d/cao-a/a',
    folderUid: 'f',
    folderTitle: 'Folder',
    canSave: true,
    canDelete: false,
    updatedBy: 'ada',
    version: 3,
  },
};

const INSTALLED: Installed = {
  uid: 'cao-a',
  id: 7,
  version: 3,
  json: DASHBOARD.dashboard,
  url: '/d/cao-a/a',
  folder: { uid: 'f', title: 'Folder' },
  updatedBy: 'ada',
  may: { save: true, remove: false },
};

it('counts those that are there, where Grafana says so', async () => {
  backend({ 'GET /api/search?dashboardUIDs=cao-a&dashboardUIDs=cao-b': ok([{ uid: 'cao-a' }]) });
  expect(await countDashboards(['cao-a', 'cao-b'])).toBe(1);
  backend({ 'GET /api/search': refused(500, {}) });
  expect(await countDashboards(['cao-a'])).toBeUndefined();
});

it('asks one by one only for those that are there', async () => {
  const requests = backend({
    'GET /api/search': ok([{ uid: 'cao-a' }]),
    'GET /api/dashboards/uid/cao-a': ok(DASHBOARD),
  });
  expect(await readDashboards(['cao-a', 'cao-b'])).toEqual(
    new Map([
      ['cao-a', { kind: 'found', installed: INSTALLED }],
      ['cao-b', { kind: 'absent' }],
    ])
  );
  expect(requests.map(({ url }) => url)).toEqual([
    '/api/search?dashboardUIDs=cao-a&dashboardUIDs=cao-b',
    '/api/dashboards/uid/cao-a',
  ]);
});

it('knows a provisioned dashboard by its file', async () => {
  const meta = { ...DASHBOARD.meta, provisioned: true, provisionedExternalId: 'a.json' };
  backend({ 'GET /api/dashboards': ok({ ...DASHBOARD, meta }) });
  expect(await readDashboard('cao-a')).toEqual({ kind: 'found', installed: { ...INSTALLED, file: 'a.json' } });
});

it.each([
  ['is gone', refused(404, { message: 'Dashboard not found' }), { kind: 'absent' }],
  ['is not for this person', refused(403, { message: 'no' }), { kind: 'unread', said: 'no' }],
  ['is of a newer kind', refused(406, { message: 'use v2' }), { kind: 'unread', said: 'use v2' }],
  ['does not come', unreachable, { kind: 'unread', said: 'Failed to fetch' }],
  ['is garbage', ok('<html>'), { kind: 'unread', said: 'Grafana hands out no dashboard.' }],
])('a dashboard that %s', async (_, answer, reading) => {
  backend({ 'GET /api/dashboards': answer });
  expect(await readDashboard('cao-a')).toEqual(reading);
});

it('a search that fails is told', async () => {
  backend({ 'GET /api/search': refused(502, '<html>') });
  expect(await readDashboards(['cao-a'])).toMatchObject({ status: 502, said: '502' });
});

const SAVED = ok({ uid: 'cao-a', url: '/d/cao-a/a' });

it('saves a new dashboard only where none has its uid', async () => {
  const requests = backend({ 'POST /api/dashboards/db': SAVED });
  expect(await createDashboard({ uid: 'cao-a', version: 1 }, 'f', 'why')).toEqual({
    kind: 'done',
    uid: 'cao-a',
    url: '/d/cao-a/a',
  });
  expect(requests[0]?.data).toEqual({
    dashboard: { uid: 'cao-a', id: null, version: 0 },
    folderUid: 'f',
    message: 'why',
    overwrite: false,
  });
});

it('saves over a dashboard where it is, as the version that was read', async () => {
  const requests = backend({ 'POST /api/dashboards/db': SAVED });
  await replaceDashboard({ uid: 'cao-a', title: 'New' }, INSTALLED, 'why');
  expect(requests[0]?.data).toEqual({
    dashboard: { uid: 'cao-a', title: 'New', id: 7, version: 3 },
    folderUid: 'f',
    message: 'why',
    overwrite: false,
  });
});

const REFUSALS: Array<[string, Answer, Written]> = [
  ['403', refused(403, { message: 'no' }), { kind: 'forbidden', said: 'no' }],
  ['404', refused(404, { message: 'Dashboard not found' }), { kind: 'changed' }],
  ['404 of the folder', refused(404, { message: 'folder not found' }), { kind: 'failed', said: 'folder not found' }],
  ['412', refused(412, { status: 'version-mismatch', message: 'changed' }), { kind: 'changed' }],
  ['412 of a plugin', refused(412, { status: 'plugin-dashboard', message: 'of x' }), { kind: 'failed', said: 'of x' }],
  ['a file', refused(400, { message: 'Cannot save provisioned dashboard' }), { kind: 'provisioned' }],
  ['a fault', refused(500, { message: 'database is locked' }), { kind: 'failed', said: 'database is locked' }],
  ['nobody', unreachable, { kind: 'failed', said: 'Failed to fetch' }],
];

it.each(REFUSALS)('a save that ends with %s', async (_, answer, written) => {
  backend({ 'POST /api/dashboards/db': answer });
  expect(await replaceDashboard({}, INSTALLED, '')).toEqual(written);
});

describe('removes a dashboard', () => {
  const present = { 'GET /api/dashboards': ok(DASHBOARD) };

  it('that is as it was read', async () => {
    const requests = backend({ ...present, 'DELETE /api/dashboards/uid/cao-a': ok({}) });
    expect(await removeDashboard(INSTALLED)).toMatchObject({ kind: 'done' });
    expect(requests.map(({ method }) => method)).toEqual([undefined, 'DELETE']);
  });

  it.each<[string, Record<string, Answer>, Installed, Written]>([
    ['changed meanwhile: not', present, { ...INSTALLED, version: 2 }, { kind: 'changed' }],
    ['gone already', { 'GET /api/dashboards': refused(404, {}) }, INSTALLED, { kind: 'done', uid: 'cao-a', url: '' }],
    ['unreadable: not', { 'GET /api/dashboards': unreachable }, INSTALLED, { kind: 'failed', said: 'Failed to fetch' }],
    [
      'without the right: not',
      { ...present, DELETE: refused(403, { message: 'no' }) },
      INSTALLED,
      { kind: 'forbidden', said: 'no' },
    ],
    [
      'of a file: not',
      { ...present, DELETE: refused(400, { message: 'provisioned dashboard cannot be deleted' }) },
      INSTALLED,
      { kind: 'provisioned' },
    ],
  ])('%s', async (_, answers, installed, written) => {
    backend(answers);
    expect(await removeDashboard(installed)).toEqual(written);
  });
});

describe('folders', () => {
  it('are those in which the person may save, with what is around them', async () => {
    const requests = backend({
      'GET /api/search': ok([
        { uid: 'f', title: 'F', folderTitle: 'Around' },
        { uid: 'g', title: 'G' },
      ]),
    });
    expect(await editableFolders()).toEqual([
      { uid: 'f', title: 'F', within: 'Around' },
      { uid: 'g', title: 'G', within: undefined },
    ]);
    expect(requests[0]?.url).toContain('permission=Edit');
  });

  it.each([
    ['is new', ok({}), undefined],
    ['is there', refused(409, {}), undefined],
    ['is there, in another Grafana’s words', refused(412, {}), undefined],
    ['may not be made', refused(403, { message: 'no' }), { status: 403, said: 'no', reason: undefined }],
  ])('ours %s', async (_, answer, said) => {
    backend({ 'POST /api/folders': answer });
    expect(await createOwnFolder()).toEqual(said);
  });

  it.each([
    ['empty', ok({ dashboard: 0, alertrule: 0 }), true],
    ['with an alert rule', ok({ dashboard: 0, alertrule: 1 }), false],
    ['of which Grafana says nothing', unreachable, false],
  ])('ours, %s, is removed: %p', async (_, counts, removed) => {
    const requests = backend({ 'GET /api/folders/choreoai-observability/counts': counts, DELETE: ok({}) });
    expect(await isOwnFolderEmpty()).toBe(removed);
    expect((await removeOwnFolder()) === undefined).toBe(removed);
    expect(requests.some(({ method }) => method === 'DELETE')).toBe(removed);
  });
});
