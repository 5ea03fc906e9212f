/** What Grafana is provisioned with: the folder `provisioning`, with a data source for what runs and for nothing else. */
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { ServiceId } from './services';
import { ROOT } from './state';

const SOURCE = path.join(ROOT, 'provisioning');

/** Each file of data sources is called after its service. */
const DATA_SOURCES = path.join(SOURCE, 'datasources');

/** Grafana reads files by name, and makes the first data source the default whatever the files say. */
const FIRST = 'prometheus.yaml';

/** Fills the folder that Grafana reads when it starts. What does not run is deleted: Grafana would remember it. */
export function assembleProvisioning(folder: string, services: readonly ServiceId[]): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOURCE, folder, { recursive: true });
  const assembled = path.join(folder, 'datasources');
  for (const file of readdirSync(DATA_SOURCES)) {
    if (!services.some((id) => file === `${id}.yaml`)) {
      const { datasources } = parse(readFileSync(path.join(DATA_SOURCES, file), 'utf8'));
      const deleted = datasources.map(({ name }: { name: string }) => ({ name, orgId: 1 }));
      writeFileSync(path.join(assembled, file), stringify({ apiVersion: 1, deleteDatasources: deleted }));
    }
  }
  renameSync(path.join(assembled, FIRST), path.join(assembled, `0-${FIRST}`));
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
