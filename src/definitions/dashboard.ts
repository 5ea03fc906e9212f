import type { SignalId } from '../signals/signals';
import type { Dimension, VocabularyId } from '../vocabularies/vocabulary';

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

export interface RowDefinition {
  id: string;
  title: string;
  panels: readonly PanelDefinition[];
}

export type DashboardId = 'overview';

export interface DashboardDefinition {
  id: DashboardId;
  title: string;
  /** The title of each system's bundled dashboard. Fixed once shipped, like its uid. */
  titles: Record<VocabularyId, string>;
  /** Grafana's refresh interval, such as `10s`. */
  refresh: string;
  /** The range shown first, as Grafana writes it: `now-1h` to `now`. */
  from: string;
  rows: readonly RowDefinition[];
}
