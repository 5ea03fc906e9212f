import type { SignalId } from '../signals/signals';
import type { Dimension, ExporterId, SystemId, Vocabulary } from '../vocabularies/vocabulary';
import { isExporter } from '../vocabularies/vocabularies';

/** One thing that a panel shows: a signal, split by dimensions. */
export interface Ask {
  signal: SignalId;
  by: readonly Dimension[];
  /** Names the line or column where the panel shows several signals. */
  name: string;
}

export type Visualization = 'stat' | 'lines' | 'stackedLines' | 'table';

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

export type DashboardId = 'overview' | 'cost' | 'system';

export interface DashboardDefinition {
  id: DashboardId;
  title: string;
  /** The title of each system's bundled dashboard. Fixed once shipped, like its uid. */
  titles: Record<SystemId, string>;
  /** Grafana's refresh interval, such as `10s`. */
  refresh: string;
  /** The range shown first, as Grafana writes it: `now-1h` to `now`. */
  from: string;
  /** What a person can restrict its figures to. */
  selects: readonly Selectable[];
  rows: readonly RowDefinition[];
}

/** Whether a row shows figures of this system or exporter. */
export const concerns = ({ exporter }: RowDefinition, { id }: Vocabulary): boolean =>
  exporter === undefined ? !isExporter(id) : exporter === id;

/** The exporters that a dashboard shows figures of. */
export const exportersOf = ({ rows }: DashboardDefinition): ExporterId[] => [
  ...new Set(rows.flatMap(({ exporter }) => exporter ?? [])),
];

/** What a dashboard of a system is called; an exporter has none of its own. */
export const titleOf = ({ title, titles }: DashboardDefinition, { id }: Vocabulary): string =>
  isExporter(id) ? title : titles[id];
