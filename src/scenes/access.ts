import type { PrometheusProbe } from '../doctor/prometheus';

/** What scenes ask of Grafana. Pages hand it in, so that scenes run in tests without one. */
export interface Access {
  /** The data source to look at first; undefined where any will do. */
  defaultDataSource(): string | undefined;
  /** Asks the Prometheus behind a data source. */
  probe(dataSourceUid: string): PrometheusProbe;
  /** Whether the person may open Explore (`datasources:explore`). */
  mayExplore(): boolean;
}
