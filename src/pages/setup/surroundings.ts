import { isOurUid } from '../../compile/identity';
import { oursBySystem } from '../../dashboards/ours';
import { BACKEND_IDS, BACKENDS } from '../../doctor/backends';
import type { Connection } from '../../doctor/connection';
import type { Surroundings } from '../../doctor/steps';
import { countRules } from '../../grafana/alerting';
import { connectionsOf, metricsConnections } from '../../grafana/connections';
import { countDashboards } from '../../grafana/dashboards';
import { defaultDataSource } from '../../grafana/dataSources';
import { knownSettings } from '../../grafana/settings';
import type { Purpose } from '../../settings/schema';
import { INCLUDED_DASHBOARDS } from '../dashboards/included';

const OUR_DASHBOARDS = oursBySystem(INCLUDED_DASHBOARDS).flatMap(({ dashboards }) => dashboards.map(({ uid }) => uid));

/** Data sources that can be chosen for each purpose. */
export const candidates = (): Record<Purpose, Connection[]> => {
  const others = connectionsOf(BACKEND_IDS.filter((id) => BACKENDS[id].purpose !== 'metrics'));
  const serving = (purpose: Purpose) => others.filter(({ backend }) => BACKENDS[backend].purpose === purpose);
  return { metrics: metricsConnections(), logs: serving('logs'), traces: serving('traces') };
};

/** What Grafana has now, and what the settings say of it. */
export function surroundings(): Surroundings {
  const settings = knownSettings();
  const metrics = metricsConnections();
  const { logs, traces } = candidates();
  const used = <T extends Connection>(all: readonly T[], uid: string | undefined) =>
    all.find((one) => one.uid === uid) ?? all[0];
  return {
    all: [...metrics, ...logs, ...traces],
    metrics: used(metrics, defaultDataSource()),
    logs: used(logs, settings.dataSources.logs),
    traces: used(traces, settings.dataSources.traces),
    dashboards: (closed) => countDashboards(OUR_DASHBOARDS, closed),
    alerts: (closed) => countRules(isOurUid, closed),
    settings,
  };
}
