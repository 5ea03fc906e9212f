import { stringify } from 'yaml';
import type { DemoTarget } from '../demo/targets';

/** How often the dev Prometheus scrapes: often, so that the first panel has data soon. */
export const SCRAPE_INTERVAL = '5s';

/**
 * What panels take for the scrape interval: the documents' own, a multiple of the real one. `$__rate_interval` is four of
 * these, so that rates are read over a minute and are as calm as in production.
 */
export const TIME_INTERVAL = '15s';

/**
 * The configuration of the dev Prometheus: one job for each demo system, and Prometheus itself.
 * @param targets the demo systems, their `host` as Prometheus reaches it
 * @param self where Prometheus finds itself, `host:port`
 */
export function prometheusConfig(targets: readonly DemoTarget[], self: string): string {
  return stringify({
    global: { scrape_interval: SCRAPE_INTERVAL, scrape_timeout: SCRAPE_INTERVAL, evaluation_interval: SCRAPE_INTERVAL },
    scrape_configs: [
      ...targets.map(({ job, metricsPath, host, ports }) => ({
        job_name: job,
        metrics_path: metricsPath,
        // The demo's history names its instances like this; in a container they are reached under another name.
        static_configs: ports.map((port) => ({
          targets: [`${host}:${port}`],
          labels: { instance: `127.0.0.1:${port}` },
        })),
      })),
      { job_name: 'prometheus', static_configs: [{ targets: [self] }] },
    ],
  });
}
