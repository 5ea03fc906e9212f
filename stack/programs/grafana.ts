import path from 'node:path';
import plugin from '../../src/plugin.json';
import { StackFailure } from '../failure';
import { findGrafana, type GrafanaInstall } from '../find';
import type { Program } from '../processes';
import { TIME_INTERVAL } from '../prometheus-config';
import { traceUrl } from '../provisioning';
import { HOST, servicePort, serviceUrl } from '../services';
import type { Run } from '../way';

/** What a person does who has no Grafana. */
export const NO_GRAFANA =
  'There is no Grafana here: get 12.2 or newer from https://grafana.com/grafana/download and set GRAFANA_HOME to its folder, or start Docker.';

/** Grafana from GRAFANA_HOME or the PATH, with the plugin, its data sources and the dashboards provisioned. */
export function grafanaProgram(run: Run): Program {
  const { server, homepath } = requireGrafana();
  return {
    id: 'grafana',
    title: 'Grafana',
    command: [...server, '--homepath', homepath],
    env: grafanaEnvironment(run),
  };
}

/** Sets the admin's password; Grafana itself reads the one of the environment on its first start only. */
export function resetPasswordProgram(run: Run): Program {
  const { cli, homepath } = requireGrafana();
  return {
    id: 'grafana-password',
    title: "The reset of Grafana's password",
    command: [...cli, '--homepath', homepath, 'admin', 'reset-admin-password', '--password-from-stdin'],
    env: grafanaEnvironment(run),
    input: `${run.password}\n`,
  };
}

function requireGrafana(): GrafanaInstall {
  const install = findGrafana();
  if (!install) {
    throw new StackFailure(NO_GRAFANA);
  }
  return install;
}

/** Development mode, so that an unsigned plugin loads and a wrong extension is rejected; nothing that calls home. */
function grafanaEnvironment({ options, state, password }: Run): Record<string, string> {
  return {
    GF_DEFAULT_APP_MODE: 'development',
    GF_PATHS_DATA: state.grafanaData,
    GF_PATHS_LOGS: path.join(state.grafanaData, 'log'),
    GF_PATHS_PLUGINS: state.grafanaPlugins,
    GF_PATHS_PROVISIONING: state.provisioning,
    GF_SERVER_HTTP_ADDR: HOST,
    GF_SERVER_HTTP_PORT: String(servicePort('grafana', options.portOffset)),
    GF_SERVER_DOMAIN: HOST,
    GF_SECURITY_ADMIN_PASSWORD: password,
    GF_SECURITY_DISABLE_GRAVATAR: 'true',
    GF_DASHBOARDS_MIN_REFRESH_INTERVAL: '5s',
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: plugin.id,
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    PROMETHEUS_URL: serviceUrl('prometheus', options.portOffset),
    ALERTMANAGER_URL: serviceUrl('alertmanager', options.portOffset),
    LOKI_URL: serviceUrl('loki', options.portOffset),
    JAEGER_URL: serviceUrl('jaeger', options.portOffset),
    TRACE_URL: traceUrl(options.services),
    TIME_INTERVAL,
    DASHBOARDS_PATH: state.dashboards,
  };
}
