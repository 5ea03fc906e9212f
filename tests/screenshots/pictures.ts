/** The pictures in docs/screenshots: one for each state that the product can be in, with what one sees there. */
export const PICTURES = {
  'overview-dark-1500': 'The Overview of ChoreoAI over a day, on a wide screen.',
  'overview-light-1500': 'The same in the light theme.',
  'overview-dark-400': 'The same on a phone.',
  'overview-all-systems': 'ChoreoAI, ConvergeAI and OpenTelemetry GenAI side by side.',
  'overview-provider-outage': 'A provider goes down: all its calls fail.',
  'provider-health-outage': 'The same outage in Provider health: the failing provider is the first row.',
  'provider-page-outage': "The failing provider's own page.",
  'cost-tracking-outage': 'The same outage in Cost tracking: what is spent on the failing provider falls to nothing.',
  'overview-hostile': 'Names with quotes, backslashes, line feeds and `<script>` are text like any other.',
  'overview-viewer': 'A viewer reads everything; the menu of a panel names the right that Explore needs.',
  'overview-empty': 'A Prometheus without a metric that the app knows: what is there, and how to add what is missing.',
  'provider-health-empty': 'Provider health without a metric that the app knows.',
  'cost-tracking-empty': 'Cost tracking without a metric that the app knows.',
  'system-metrics-empty': 'System metrics without a metric that the app knows.',
  'overview-unreachable': 'A Prometheus that cannot be reached: why, and what to do.',
  'provider-health': 'Provider health of all systems over a day: one row a provider, the one with most errors first.',
  'provider-health-light-400': 'Provider health on a phone, in the light theme.',
  'provider-page': "A provider's own page, its latency as a heatmap.",
  'cost-tracking': "Cost tracking of ChoreoAI over a day, at today's prices.",
  'cost-tracking-light': 'Cost tracking in the light theme.',
  'system-metrics': 'System metrics: scrapes, processes, machine, containers, and what is not there.',
  prices: 'Prices: your own, budgets, aliases, and the list that is shipped.',
  alerts: 'Alerts of each system: when each fires, whether it does, and whether Grafana watches over it.',
  'alerts-light-400': 'Alerts on a phone, in the light theme.',
  'alerts-outage': 'Alerts while a provider is down: what fires comes first.',
  setup: 'Setup: what the systems write, what is missing or wrong, why, and what to do.',
  'setup-light': 'Setup: data sources, whether they answer, and those to use, in the light theme.',
  systems: 'Systems: which system each job is, and why.',
  dashboards: 'Dashboards of each system, and how each stands in Grafana.',
  'dashboard-choreoai': 'The dashboard "ChoreoAI Overview", which the plugin brings along.',
  'dashboard-convergeai': 'The dashboard "ConvergeAI - System Overview", provisioned from a file.',
} as const;

export type PictureName = keyof typeof PICTURES;

/** The page that shows all of them. */
export const contactSheet = (): string =>
  [
    '# Screenshots',
    '',
    'Every state of the product, on data of the demo. `npm run screenshots` takes them anew.',
    '',
    '| | |',
    '|---|---|',
    ...Object.entries(PICTURES).map(([name, caption]) => `| **${name}**<br>${caption} | ![${name}](${name}.png) |`),
    '',
  ].join('\n');
