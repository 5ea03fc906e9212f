import pluginJson from '../../plugin.json';

/** The dashboard files that the plugin brings itself: Grafana imports them, and they are the plugin's. */
export const INCLUDED_DASHBOARDS: readonly string[] = pluginJson.includes.flatMap((include) =>
  include.type === 'dashboard' && include.path !== undefined ? [include.path] : []
);
