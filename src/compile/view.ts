import type { Matcher } from '../promql/matcher';
import type { Scope } from '../signals/scope';
import type { Vocabulary } from '../vocabularies/vocabulary';

/** One system as a page looks at it. */
export interface SystemView {
  vocabulary: Vocabulary;
  jobs: Matcher;
  /** Recorded series, read wherever they can answer as the raw ones would; none where figures are to be raw. */
  recorded?: RecordedView;
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
  /** The page's own path in Grafana: links lead back to it with another selection. */
  path: string;
}
