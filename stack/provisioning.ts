/** What Grafana is provisioned with: the folder `provisioning`, with a data source for what runs and for nothing else. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ServiceId } from './services';
import { ROOT } from './state';

const SOURCE = path.join(ROOT, 'provisioning');

/** Each file of data sources is called after its service. */
const DATA_SOURCES = path.join(SOURCE, 'datasources');

/** Fills the folder that Grafana reads when it starts. */
export function assembleProvisioning(folder: string, services: readonly ServiceId[]): void {
  const belongs = (file: string) =>
    path.dirname(file) !== DATA_SOURCES || services.some((id) => path.basename(file) === `${id}.yaml`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOURCE, folder, { recursive: true, filter: belongs });
}

const TRACE_IN_EXPLORE = {
  datasource: 'jaeger',
  queries: [{ refId: 'A', query: '${__value.raw}' }],
  range: { from: 'now-1h', to: 'now' },
};

/**
 * Where an exemplar leads to: its trace in Explore; empty where no Jaeger runs. Grafana 12.2 can link to a data source by
 * itself, but then asks in a query language of Tempo's, which Jaeger's data source answers with nothing.
 */
export function traceUrl(services: readonly ServiceId[]): string {
  const panes = JSON.stringify({ trace: TRACE_IN_EXPLORE });
  return services.includes('jaeger') ? `/explore?schemaVersion=1&panes=${panes}` : '';
}
