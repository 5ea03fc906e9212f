import type { DashboardId } from '../definitions/dashboard';
import type { Matcher } from '../promql/matcher';
import type { Scope } from '../signals/scope';
import type { Vocabulary } from '../vocabularies/vocabulary';

/** One system as a page looks at it. */
export interface SystemView {
  vocabulary: Vocabulary;
  jobs: Matcher;
}

/** What a page looks at. */
export interface View {
  systems: readonly [SystemView, ...SystemView[]];
  select: Scope['select'];
  window: string;
  /** What the whole page looks at, in one figure: `$__range` in a dashboard. The window where nothing is said. */
  range?: string;
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
