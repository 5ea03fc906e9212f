import { lookBackOf, type Question } from '../signals/signal';
import { SIGNALS, type SignalId } from '../signals/signals';
import type { Dimension, ExporterId, SystemId, Vocabulary } from '../vocabularies/vocabulary';
import { isExporter } from '../vocabularies/vocabularies';

/** One thing that a panel shows: a signal, split by dimensions. */
export interface Ask<Asked = SignalId> {
  signal: Asked;
  by: readonly Dimension[];
  /** Names the line or column where the panel shows several signals. */
  name: string;
  /** Not missed where a system does not emit it: a column that only some have. */
  optional?: true;
  /** In a table: it says how the row fares, so its colour fills the cell. */
  state?: true;
  /** A limit, or what is left of one, as the system tells it: the panel's own does not count for that system. */
  limit?: true;
}

/** What panels can be compiled of: signals, and questions of a team's own metrics. */
export type Asked = SignalId | Question;

export const questionOf = ({ signal }: Pick<Ask<Asked>, 'signal'>): Question =>
  typeof signal === 'string' ? SIGNALS[signal] : signal;

export type Visualization = 'stat' | 'lines' | 'stackedLines' | 'table' | 'heatmap';

/** A panel, told in signals. It holds no query and no metric's name. */
export interface PanelDefinition<A = SignalId> {
  /** Fixed once shipped: links and translations name it. */
  id: string;
  title: string;
  description: string;
  visualization: Visualization;
  asks: readonly [Ask<A>, ...Array<Ask<A>>];
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
  /** What the figures may not exceed. */
  limit?: Limit;
}

/** A limit of systems that tell none themselves. */
export interface Limit {
  /** In the unit of the first figure: a warning from 80% of it on. Absent where none is known. */
  value?: number;
  /** Where it comes from, or what to do where there is none; a sentence. */
  about: string;
}

/** The dimensions that a page can have selectors for, in their order. */
export const SELECTABLE = ['provider', 'model'] as const;
export type Selectable = (typeof SELECTABLE)[number];

export interface RowDefinition<A = SignalId> {
  id: string;
  title: string;
  /** Whose figures it shows; those of the systems in view where nothing is said. */
  exporter?: ExporterId;
  /** The one system that it is about. */
  system?: SystemId;
  panels: ReadonlyArray<PanelDefinition<A>>;
}

export type DashboardId = 'overview' | 'providers' | 'cost' | 'system';

/** What a page shows: rows of panels, and selectors above them. */
export interface DashboardContent {
  /** What a person can restrict its figures to. */
  selects: readonly Selectable[];
  rows: readonly RowDefinition[];
  /** It ends with the metrics that a team has added to its systems itself. */
  ownMetrics?: true;
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
export const concerns = ({ exporter, system }: RowDefinition<Asked>, { id }: Vocabulary): boolean =>
  exporter === undefined && system === undefined ? !isExporter(id) : (exporter ?? system) === id;

/** Whether it shows figures that look back a day or a month, whatever its range. */
export const looksBack = ({ rows }: DashboardContent): boolean =>
  rows.some(({ panels }) => panels.some(({ asks }) => asks.some((ask) => lookBackOf(questionOf(ask)) !== undefined)));

/** The exporters that a dashboard shows figures of. */
export const exportersOf = ({ rows }: DashboardContent): ExporterId[] => [
  ...new Set(rows.flatMap(({ exporter }) => exporter ?? [])),
];

/** What a dashboard of a system is called; an exporter has none of its own. */
export const titleOf = ({ title, titles }: DashboardDefinition, { id }: Vocabulary): string =>
  isExporter(id) ? title : titles[id];
