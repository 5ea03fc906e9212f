/** Where Grafana serves the runbooks that the plugin brings along. */
export const RUNBOOKS = '/public/plugins/choreoai-observability-app/runbooks';
