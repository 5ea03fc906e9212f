import type { MetricsConnection } from './connection';
import { well, type Finding } from './finding';
import { record, records, text } from './json';
import { tellOf } from './prometheus';
import { notOffered } from './ruleGroups';

/** Above this, a Prometheus of two to four gigabytes, which the documents take for typical, has not room enough. */
const SERIES_OF_4_GB = 1_000_000;

const PROMETHEUS_DOCS = 'https://prometheus.io/docs/prometheus/latest';

const ALERTING = [
  'alerting:',
  '  alertmanagers:',
  '    - static_configs:',
  "        - targets: ['localhost:9093']",
].join('\n');

/** One thing that Prometheus tells of itself. */
interface Told {
  path: string;
  subject: string;
  /** As a sentence names it where it is not told. */
  what: string;
  read(data: Readonly<Record<string, unknown>>): Finding[];
}

const TOLD: readonly Told[] = [
  {
    path: '/api/v1/alertmanagers',
    subject: 'Alertmanager',
    what: 'where it sends alerts',
    read: ({ activeAlertmanagers }) => {
      const urls = records(activeAlertmanagers).map(({ url }) => text(url));
      return urls.length > 0
        ? [well('alerts-delivered', 'Alertmanager', `Prometheus sends alerts to ${hosts(urls)}`)]
        : [
            {
              state: 'warning',
              reason: 'no-alertmanager',
              subject: 'Alertmanager',
              seen: 'Prometheus knows none',
              cause:
                'Its configuration names none, or none of those that it names can be found: its alerts fire, and nobody hears of them.',
              fix: 'Name it in prometheus.yml, and reload. Alerts of Grafana need none.',
              snippet: ALERTING,
              document: `${PROMETHEUS_DOCS}/configuration/configuration/#alertmanager_config`,
            },
          ];
    },
  },
  {
    path: '/api/v1/status/runtimeinfo',
    subject: 'Prometheus',
    what: 'how long it keeps data',
    read: ({ reloadConfigSuccess, storageRetention }) => [
      ...(reloadConfigSuccess === false
        ? [
            {
              state: 'problem',
              reason: 'config-rejected',
              subject: 'Prometheus',
              seen: 'it did not take its configuration at the last reload',
              cause: 'A file has a fault: it goes on with the configuration that it had before.',
              fix: 'Check the files; the command names the line.',
              snippet: 'promtool check config prometheus.yml',
              document: `${PROMETHEUS_DOCS}/configuration/configuration/`,
            } satisfies Finding,
          ]
        : []),
      ...(text(storageRetention) === ''
        ? []
        : [well('retention', 'Prometheus', `keeps data for ${text(storageRetention)}`)]),
    ],
  },
  {
    path: '/api/v1/status/tsdb',
    subject: 'Prometheus',
    what: 'how many series it holds',
    read: ({ headStats, seriesCountByMetricName }) => {
      const series = Number(record(headStats).numSeries);
      if (!Number.isFinite(series)) {
        return [notOffered('how many series it holds', 'Prometheus')];
      }
      if (series <= SERIES_OF_4_GB) {
        return [well('series-held', 'Prometheus', `holds ${series.toLocaleString('en')} series in memory`)];
      }
      const [largest] = records(seriesCountByMetricName);
      const most = largest ? `, most of them of ${text(largest.name)}` : '';
      return [
        {
          state: 'warning',
          reason: 'many-series',
          subject: 'Prometheus',
          seen: `holds ${series.toLocaleString('en')} series in memory${most}`,
          cause:
            'Memory goes with the number of series and of scrapes. A shorter retention frees the disk, and hardly any memory.',
          fix: 'Drop labels with many values at the scrape, scrape less often, or give it more than 4 GB.',
          snippet: 'global:\n  scrape_interval: 30s',
          document: `${PROMETHEUS_DOCS}/storage/`,
        },
      ];
    },
  },
];

/** Host and port of each address. */
const hosts = (urls: readonly string[]) =>
  urls.map((url) => url.replace(/^\w+:\/\/(?:[^/@]*@)?([^/]*).*$/, '$1')).join(', ');

/** What Prometheus tells of its own health: where alerts go, whether it took its configuration, what it holds and for how long. */
export async function checkStack({ probe }: MetricsConnection, closed?: AbortSignal): Promise<Finding[]> {
  const findings = await Promise.all(
    TOLD.map(async ({ path, subject, what, read }) => {
      const outcome = await tellOf(probe, path, {}, closed);
      return outcome.kind === 'ok' ? read(record(outcome.value)) : [notOffered(what, subject)];
    })
  );
  return findings.flat();
}

/** Whether Grafana has any of our dashboards. */
export const dashboardsThere = (count: number): Finding =>
  count > 0
    ? well('dashboards-there', 'Dashboards', `${count} of ours are in Grafana`)
    : {
        state: 'warning',
        reason: 'no-dashboards',
        subject: 'Dashboards',
        seen: 'none of ours is in Grafana',
        cause:
          'They come when the plugin is enabled, or are provisioned from files: a folder that cannot be read has none.',
        fix: 'Install them on the page Dashboards. The pages of this app need none.',
      };
