import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';
import { knownSettings } from './settings';

/* eslint-disable @typescript-eslint/no-deprecated -- the replacement comes with Grafana 13.1; the plugin runs on 12.2 too */

/**
 * The data sources of a type, in Grafana's order; those without figures too, which it leaves out unless `all` are asked for.
 * Grafana adds its own to every list.
 */
export const dataSourcesOf = (type: string) =>
  getDataSourceSrv()
    .getList({ type, all: true })
    .filter((one) => one.type === type);

/** The uid of the Prometheus that the settings name, else of Grafana's default data source where that is one. */
export function defaultDataSource(): string | undefined {
  const all = dataSourcesOf('prometheus');
  const chosen = knownSettings().dataSources.metrics;
  return (all.find(({ uid }) => uid === chosen) ?? all.find(({ isDefault }) => isDefault))?.uid;
}

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
  dataSourcesOf('prometheus').map(({ uid, name }) => ({ uid, name }));
