import path from 'node:path';
import { stringify } from 'yaml';
import type { DemoTarget } from '../demo/targets';
import { SERVICES, type ServiceId } from './services';
import { ROOT } from './state';

/** How often the dev Prometheus scrapes: often, so that the first panel has data soon. */
export const SCRAPE_INTERVAL = '5s';

/**
 * What panels take for the scrape interval: the documents' own, a multiple of the real one. `$__rate_interval` is four of
 * these, so that rates are read over a minute and are as calm as in production.
 */
export const TIME_INTERVAL = '15s';

/** The generated rules, recording and alerting, as a Prometheus of this machine finds them, and one in a container. */
export const RULES = path.join(ROOT, 'rules/*.yaml');
export const RULES_IN_CONTAINER = '/etc/prometheus/rules/*.yaml';

/** What else runs and matters to Prometheus. */
export interface Neighbours {
  /** Each with its job; addresses are `host:port`. */
  exporters: ReadonlyArray<{ job: string; address: string }>;
  alertmanagers: readonly string[];
}

/** The neighbours among these services; `address` says where Prometheus finds one. */
export function neighboursOf(ids: readonly ServiceId[], address: (id: ServiceId) => string): Neighbours {
  return {
    exporters: ids.flatMap((id) => {
      const { job } = SERVICES[id];
      return job === undefined ? [] : [{ job, address: address(id) }];
    }),
    alertmanagers: ids.filter((id) => id === 'alertmanager').map(address),
  };
}

/**
 * The configuration of the dev Prometheus: one job for each demo system, Prometheus itself,
 * and each exporter that runs: one that is not here is not down.
 * @param targets the demo systems, their `host` as Prometheus reaches it
 * @param self where Prometheus finds itself, `host:port`
 * @param neighbours those that run, where Prometheus finds them
 * @param rules the rules, where Prometheus finds them
 */
export function prometheusConfig(
  targets: readonly DemoTarget[],
  self: string,
  { exporters, alertmanagers }: Neighbours = { exporters: [], alertmanagers: [] },
  rules: string = RULES
): string {
  return stringify({
    global: { scrape_interval: SCRAPE_INTERVAL, scrape_timeout: SCRAPE_INTERVAL, evaluation_interval: SCRAPE_INTERVAL },
    rule_files: [rules],
    alerting: { alertmanagers: alertmanagers.map((address) => ({ static_configs: [{ targets: [address] }] })) },
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
      ...[{ job: 'prometheus', address: self }, ...exporters].map(({ job, address }) => ({
        job_name: job,
        static_configs: [{ targets: [address] }],
      })),
    ],
  });
}
