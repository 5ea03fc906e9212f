import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';

/* eslint-disable @typescript-eslint/no-deprecated -- the replacement comes with Grafana 13.1; the plugin runs on 12.2 too */

/** The uid of Grafana's default data source where that is a Prometheus. */
export const defaultDataSource = (): string | undefined =>
  getDataSourceSrv()
    .getList({ type: 'prometheus' })
    .find(({ isDefault }) => isDefault)?.uid;

/** What messages call a data source: by its name, or by its uid where it is gone. */
export function dataSourceName(uid: string): string {
  const name = getDataSourceSrv().getInstanceSettings(uid)?.name ?? uid;
  return t('data-source.name', 'Data source {{name}}', { name, interpolation: { escapeValue: false } });
}

/** A data source that a person can choose. */
export interface DataSourceChoice {
  uid: string;
  name: string;
}

/** Every Prometheus that Grafana has, by name. */
export const prometheusDataSources = (): DataSourceChoice[] =>
  getDataSourceSrv()
    .getList({ type: 'prometheus' })
    .map(({ uid, name }) => ({ uid, name }));
