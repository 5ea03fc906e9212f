import { at, isJsonObject, objectsIn, textAt, type JsonObject } from '../json/json';
import type { Installed, Reading } from '../dashboards/state';
import { ask, type Refused } from './ask';

/** What became of a change to one dashboard. */
export type Written =
  | { kind: 'done'; uid: string; url: string }
  /** Somebody has changed, installed or removed it since it was read. */
  | { kind: 'changed' }
  | { kind: 'provisioned' }
  | { kind: 'forbidden'; said: string }
  | { kind: 'failed'; said: string };

const dashboardUrl = (uid: string) => `/api/dashboards/uid/${encodeURIComponent(uid)}`;

const searchUrl = (uids: readonly string[]) =>
  `/api/search?${new URLSearchParams(uids.map((uid): [string, string] => ['dashboardUIDs', uid]))}`;

/**
 * How these dashboards stand. Only those that Grafana's search finds are asked for one by one.
 * @param uids at most a thousand
 */
export async function readDashboards(
  uids: readonly string[],
  closed?: AbortSignal
): Promise<Map<string, Reading> | Refused> {
  const answer = await ask({ url: searchUrl(uids) }, closed);
  if ('said' in answer) {
    return answer;
  }
  const found = objectsIn(answer.body).map((hit) => textAt(hit, 'uid'));
  const readings = await Promise.all(
    uids.map(async (uid): Promise<[string, Reading]> => [
      uid,
      found.includes(uid) ? await readDashboard(uid, closed) : { kind: 'absent' },
    ])
  );
  return new Map(readings);
}

/** How many of these dashboards Grafana has; undefined where it does not say. @param uids at most a thousand */
export async function countDashboards(uids: readonly string[], closed?: AbortSignal): Promise<number | undefined> {
  const answer = await ask({ url: searchUrl(uids) }, closed);
  return 'said' in answer ? undefined : objectsIn(answer.body).length;
}

/** How one dashboard stands now. */
export async function readDashboard(uid: string, closed?: AbortSignal): Promise<Reading> {
  const answer = await ask({ url: dashboardUrl(uid) }, closed);
  if ('said' in answer) {
    return answer.status === 404 ? { kind: 'absent' } : { kind: 'unread', said: answer.said };
  }
  const installed = installedIn(uid, answer.body);
  return installed ? { kind: 'found', installed } : { kind: 'unread', said: 'Grafana hands out no dashboard.' };
}

function installedIn(uid: string, body: unknown): Installed | undefined {
  const json = at(body, 'dashboard');
  const meta = at(body, 'meta');
  if (!isJsonObject(json)) {
    return undefined;
  }
  return {
    uid,
    id: Number(json.id ?? 0),
    version: Number(json.version ?? at(meta, 'version')),
    json,
    url: textAt(meta, 'url'),
    folder: { uid: textAt(meta, 'folderUid'), title: textAt(meta, 'folderUid') ? textAt(meta, 'folderTitle') : '' },
    ...(at(meta, 'provisioned') === true && { file: textAt(meta, 'provisionedExternalId') }),
    updatedBy: textAt(meta, 'updatedBy'),
    may: { save: at(meta, 'canSave') === true, remove: at(meta, 'canDelete') === true },
  };
}

/** Saves a dashboard that is not there yet: one that is there under its uid stays as it is. */
export const createDashboard = (json: JsonObject, folderUid: string, message: string): Promise<Written> =>
  save({ ...json, id: null, version: 0 }, folderUid, message);

/** Saves a dashboard over another, where it is, unless that one has changed since it was read. */
export const replaceDashboard = (json: JsonObject, over: Installed, message: string): Promise<Written> =>
  save({ ...json, id: over.id, uid: over.uid, version: over.version }, over.folder.uid, message);

async function save(dashboard: JsonObject, folderUid: string, message: string): Promise<Written> {
  const answer = await ask({
    url: '/api/dashboards/db',
    method: 'POST',
    data: { dashboard, folderUid, message, overwrite: false },
  });
  return 'said' in answer
    ? notWritten(answer)
    : { kind: 'done', uid: textAt(answer.body, 'uid'), url: textAt(answer.body, 'url') };
}

/** Removes a dashboard, unless it has changed since it was read: Grafana itself would not look. One that is gone is removed. */
export async function removeDashboard({ uid, version }: Installed): Promise<Written> {
  const now = await readDashboard(uid);
  if (now.kind === 'absent') {
    return { kind: 'done', uid, url: '' };
  }
  if (now.kind === 'unread') {
    return { kind: 'failed', said: now.said };
  }
  if (now.installed.version !== version) {
    return { kind: 'changed' };
  }
  const answer = await ask({ url: dashboardUrl(uid), method: 'DELETE' });
  return 'said' in answer && answer.status !== 404 ? notWritten(answer) : { kind: 'done', uid, url: '' };
}

function notWritten({ status, said, reason }: Refused): Written {
  if (status === 403) {
    return { kind: 'forbidden', said };
  }
  const gone = status === 404 && !/folder/i.test(said);
  if (gone || status === 409 || (status === 412 && reason !== 'plugin-dashboard')) {
    return { kind: 'changed' };
  }
  return /provisioned/i.test(said) ? { kind: 'provisioned' } : { kind: 'failed', said };
}
