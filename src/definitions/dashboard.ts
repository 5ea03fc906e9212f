import type { SignalId } from '../signals/signals';
import type { Dimension, ExporterId, SystemId, Vocabulary } from '../vocabularies/vocabulary';
import { isExporter } from '../vocabularies/vocabularies';

/** One thing that a panel shows: a signal, split by dimensions. */
export interface Ask {
  signal: SignalId;
  by: readonly Dimension[];
  /** Names the line or column where the panel shows several signals. */
  name: string;
  /** Not missed where a system does not emit it: a column that only some have. */
  optional?: true;
  /** In a table: it says how the row fares, so its colour fills the cell. */
  state?: true;
}

export type Visualization = 'stat' | 'lines' | 'stackedLines' | 'table' | 'heatmap';

/** A panel, told in signals. It holds no query and no metric's name. */
export interface PanelDefinition {
  /** Fixed once shipped: links and translations name it. */
  id: string;
  title: string;
  description: string;
  visualization: Visualization;
  asks: readonly [Ask, ...Ask[]];
  /** In columns of 24, and rows of Grafana's grid. */
  size: { width: number; height: number };
  /** What a system without the signal gets: an explanation in the panel's place, or no panel. */
  whenMissing: 'explain' | 'omit';
  /** The ask that a table's rows are ordered by first, largest at the top. */
  sortedBy?: string;
  /** In a table by model: a column says where the price of each comes from. */
  priceOrigins?: true;
  /** Offers a provider's own page in its row: beside seeing it alone on this page, or in place of it where there are pages. */
  providerPage?: 'beside' | 'instead';
  /** Where a person reads on. */
  leadsTo?: DashboardId;
  /** What the figures may not exceed, in the unit of the first: a warning from 80% of it on. */
  limit?: number;
}

/** The dimensions that a page can have selectors for, in their order. */
export const SELECTABLE = ['provider', 'model'] as const;
export type Selectable = (typeof SELECTABLE)[number];

export interface RowDefinition {
  id: string;
  title: string;
  /** Whose figures it shows; those of the systems in view where nothing is said. */
  exporter?: ExporterId;
  panels: readonly PanelDefinition[];
}

export type DashboardId = 'overview' | 'providers' | 'cost' | 'system';

/** What a page shows: rows of panels, and selectors above them. */
export interface DashboardContent {
  /** What a person can restrict its figures to. */
  selects: readonly Selectable[];
  rows: readonly RowDefinition[];
}

export interface DashboardDefinition extends DashboardContent {
  id: DashboardId;
  title: string;
  /** The title of each system's bundled dashboard. Fixed once shipped, like its uid. */
  titles: Record<SystemId, string>;
  /** Grafana's refresh interval, such as `10s`. */
  refresh: string;
  /** The range shown first, as Grafana writes it: `now-1h` to `now`. */
  from: string;
}

/** Whether a row shows figures of this system or exporter. */
export const concerns = ({ exporter }: RowDefinition, { id }: Vocabulary): boolean =>
  exporter === undefined ? !isExporter(id) : exporter === id;

/** The exporters that a dashboard shows figures of. */
export const exportersOf = ({ rows }: DashboardContent): ExporterId[] => [
  ...new Set(rows.flatMap(({ exporter }) => exporter ?? [])),
];

/** What a dashboard of a system is called; an exporter has none of its own. */
export const titleOf = ({ title, titles }: DashboardDefinition, { id }: Vocabulary): string =>
  isExporter(id) ? title : titles[id];
