import type { MeasureId } from '../vocabularies/measures';
import type { CompiledQuery } from './query';

export type WarningKind = 'per-request-label' | 'counters-bounce' | 'no-limit' | 'top-bucket' | 'long-context';

/** Why figures are not what they seem. Each text is one line, `seen` without a full stop. */
export interface Warning {
  kind: WarningKind;
  seen: string;
  cause: string;
  fix: string;
}

/** A warning, and the measures whose figures it is about. */
export interface SystemWarning extends Warning {
  about: readonly MeasureId[];
}

/** The highest finite bounds of a measure's histograms, in its unit: more than one where replicas differ. */
export type TopBounds = Partial<Record<MeasureId, readonly number[]>>;

/** What was found out about one system's series, once for all of its panels. */
export interface Facts {
  warnings: readonly SystemWarning[];
  topBounds: TopBounds;
}

export const NO_FACTS: Facts = { warnings: [], topBounds: {} };

/** A query whose answers stand for anything above them where they are at the bound, and what to say then. */
export interface PinnedQuery {
  refId: CompiledQuery['refId'];
  bound: number;
  warning: Warning;
}
