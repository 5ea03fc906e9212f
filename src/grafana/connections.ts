import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { BackendId } from '../doctor/backends';
import type { Connection, MetricsConnection, SetUp } from '../doctor/connection';
import { at, isObject, objectsIn, textAt } from '../json/json';
import type { LinkSettings } from '../doctor/finding';
import { ask, type Refused } from './ask';
import { dataSourcesOf } from './dataSources';
import { dataSourceProbe, proxyProbe } from './dataSourceProbe';

/* eslint-disable @typescript-eslint/no-deprecated -- the replacement comes with Grafana 13.1; the plugin runs on 12.2 too */

/** The data sources of these kinds, as the doctor asks them. */
export const connectionsOf = (backends: readonly BackendId[]): Connection[] =>
  backends.flatMap((backend) =>
    dataSourcesOf(backend).map((one) => ({ ...about(one), backend, probe: proxyProbe(one.uid) }))
  );

/** Every Prometheus, as the doctor asks it. */
export const metricsConnections = (): MetricsConnection[] =>
  dataSourcesOf('prometheus').map((one) => ({ ...about(one), backend: 'prometheus', probe: dataSourceProbe(one.uid) }));

const about = ({ uid, name, jsonData }: DataSourceInstanceSettings) => ({ uid, name, set: setUp(jsonData) });

/** Where the settings of data sources name others. */
const LEAD_TO = ['derivedFields', 'dataLinks', 'exemplarTraceIdDestinations', 'tracesToLogsV2', 'tracesToLogs'];

const setUp = (jsonData: unknown): SetUp => ({
  leadsTo: LEAD_TO.flatMap((field) => [at(jsonData, field)].flat())
    .flatMap((to) => [textAt(to, 'datasourceUid'), textAt(to, 'url')])
    .filter((place) => place !== ''),
  scrapeInterval: textAt(jsonData, 'timeInterval'),
  index: textAt(jsonData, 'index'),
});

/** A data source that is to be added. */
export interface NewDataSource {
  type: BackendId;
  name: string;
  url: string;
}

/** Adds a data source. @returns its uid */
export async function addDataSource(wanted: NewDataSource): Promise<{ uid: string } | Refused> {
  const answer = await ask({
    url: '/api/datasources',
    method: 'POST',
    data: { ...wanted, access: 'proxy', jsonData: {} },
  });
  if ('said' in answer) {
    return answer;
  }
  await getDataSourceSrv().reload();
  return { uid: textAt(at(answer.body, 'datasource'), 'uid') };
}

/** Takes a data source away again. */
export async function removeDataSource(uid: string): Promise<Refused | undefined> {
  const answer = await ask({ url: `/api/datasources/uid/${encodeURIComponent(uid)}`, method: 'DELETE' });
  await getDataSourceSrv().reload();
  return 'said' in answer && answer.status !== 404 ? answer : undefined;
}

const sourceUrl = (uid: string) => `/api/datasources/uid/${encodeURIComponent(uid)}`;

/** Fields of a data source's settings, before and after they were changed. */
export interface Relinked {
  before: Fields;
  after: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** Adds links to a data source's settings; lists are added to. @returns what to undo */
export const addLinks = (uid: string, links: LinkSettings): Promise<Relinked | Refused> =>
  relink(uid, (present) =>
    Object.fromEntries(
      Object.entries(links).map(([field, value]) => [
        field,
        Array.isArray(value) ? [...objectsIn(present[field]), ...objectsIn(value)] : value,
      ])
    )
  );

/** Puts back what was there before, unless somebody has changed it since. */
export const removeLinks = (uid: string, { before, after }: Relinked): Promise<Relinked | Refused> =>
  relink(uid, (present) => (fieldsOf(present, after) === JSON.stringify(after) ? before : undefined));

const fieldsOf = (present: Fields, like: Fields) =>
  JSON.stringify(Object.fromEntries(Object.keys(like).map((field) => [field, present[field]])));

/** Grafana refuses a version that is not the latest: nobody's change is lost unnoticed. */
async function relink(uid: string, change: (present: Fields) => Fields | undefined): Promise<Relinked | Refused> {
  const found = await ask({ url: sourceUrl(uid) });
  if ('said' in found) {
    return found;
  }
  const source = isObject(found.body) ? found.body : {};
  const present = isObject(source.jsonData) ? source.jsonData : {};
  const after = change(present);
  if (after === undefined) {
    return { status: 409, said: 'Somebody has changed these settings since.' };
  }
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, present[field]]));
  const data = { ...source, jsonData: { ...present, ...after } };
  const answer = await ask({ url: sourceUrl(uid), method: 'PUT', data });
  if ('said' in answer) {
    return answer;
  }
  await getDataSourceSrv().reload();
  return { before, after };
}
