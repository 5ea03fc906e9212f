import type { Instance } from '../alerts/live';
import type { PrometheusProbe } from '../doctor/prometheus';
import type { Settings } from '../settings/schema';

/** What scenes ask of Grafana. Pages hand it in, so that scenes run in tests without one. */
export interface Access {
  /** The data source to look at first; undefined where any will do. */
  defaultDataSource(): string | undefined;
  /** Asks the Prometheus behind a data source. */
  probe(dataSourceUid: string): PrometheusProbe;
  /** What a person set against the shipped prices and against detection, what may be spent, a team's own metrics and limits. */
  settings(): Pick<Settings, 'prices' | 'budgets' | 'jobs' | 'customMetrics' | 'alerts'>;
  /** What fires by Grafana's rules and by those of the Prometheus behind a data source; empty where neither says. */
  firing(dataSourceUid: string, closed: AbortSignal): Promise<readonly Instance[]>;
  /** What links within Grafana begin with. */
  grafana(): string;
  /** Whether the person may open Explore (`datasources:explore`). */
  mayExplore(): boolean;
}
