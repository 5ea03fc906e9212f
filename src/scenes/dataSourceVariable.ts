import { t } from '@grafana/i18n';
import { DataSourceVariable } from '@grafana/scenes';
import { DATA_SOURCE_VARIABLE } from './SystemVariable';

/**
 * The selector of the Prometheus that a page reads.
 * @param first the uid it starts with; Grafana's own choice where it is absent
 */
export const dataSourceVariable = (first: string | undefined): DataSourceVariable =>
  new DataSourceVariable({
    name: DATA_SOURCE_VARIABLE,
    label: t('selectors.data-source', 'Data source'),
    pluginId: 'prometheus',
    value: first ?? '',
  });
