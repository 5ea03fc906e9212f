import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { BackendId } from '../doctor/backends';
import type { Connection, MetricsConnection, SetUp } from '../doctor/connection';
import { at, textAt } from '../json/json';
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
const LEAD_TO = ['derivedFields', 'exemplarTraceIdDestinations', 'tracesToLogsV2', 'tracesToLogs'];

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
