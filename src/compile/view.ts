import type { DashboardId } from '../definitions/dashboard';
import type { Thresholds } from '../definitions/thresholds';
import type { Matcher } from '../promql/matcher';
import type { CustomMetric } from '../settings/schema';
import type { Budgets, Prices, Range, Scope } from '../signals/scope';
import type { LookBack } from '../signals/recorded';
import type { Vocabulary } from '../vocabularies/vocabulary';
import type { Facts } from './facts';

/** One system as a page looks at it. */
export interface SystemView {
  vocabulary: Vocabulary;
  jobs: Matcher;
  /** What may be spent on it; nothing is set where it is absent. */
  budgets?: Budgets;
  /** What a team has added to it: its vocabulary must know them, see `withOwnMetrics`. */
  own?: readonly CustomMetric[];
  /** Its limits, where a team has moved some; else those that are shipped. */
  thresholds?: Thresholds;
  /** What was found out about its series, where somebody looked. */
  facts?: Facts;
  /** Recorded series, read wherever they can answer as the raw ones would; none where figures are to be raw. */
  recorded?: RecordedView;
  /** Of figures that look back a day or a month, whatever the page's range: the vocabulary of recorded series that do. */
  lookingBack?: Partial<Record<LookBack, Vocabulary>>;
}

/** How a system's recorded series are read. */
export interface RecordedView {
  /** See `recordedVocabulary`. */
  vocabulary: Vocabulary;
  /** What the recorded means are averaged over: at least the time from one to the next. */
  window: string;
  /** The shortest step of a query: between two recorded samples there is nothing to show. */
  minStep: string;
}

/** What a page looks at. */
export interface View {
  systems: readonly [SystemView, ...SystemView[]];
  select: Scope['select'];
  window: string;
  /** What models cost; the prices that come with the plugin where it is absent. */
  prices?: Prices;
  /** How Grafana writes a panel's whole range, in a query. */
  range?: Range;
  /** The page's own path in Grafana: links lead back to it with another selection. */
  path: string;
  /** Other places that links lead to; none where nothing is said. */
  addresses?: Addresses;
}

/** The paths of what is beside a page. */
export interface Addresses {
  dashboard(id: DashboardId): string;
  /** A provider's own page, which the app has alone. */
  provider?(encodedName: string): string;
}

/** A panel's own range, as Grafana puts it into a query. */
export const PANEL_RANGE = { window: '$__range', seconds: '$__range_s' } satisfies Range;
