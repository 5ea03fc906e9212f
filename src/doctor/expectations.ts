import type { SignalId } from '../signals/signals';
import { CORE_MEASURES, type CoreMeasureId, type MeasureId } from '../vocabularies/measures';

/** What a system's measure may be expected to hold. */
interface Expectation {
  /** The signal that says whether there is anything to measure. */
  traffic: SignalId;
  /** Why a system that is well may lack the metric; without it, a missing metric is a fault. */
  mayBeAbsent?: string;
  /** What no series means while there is traffic, where that is good news. */
  nothingCounted?: string;
  /** Only some systems, versions and uses have it: where a panel without it is left out, that is no fault. */
  optional?: true;
}

const notYetCounted =
  'Client libraries write a counter with labels from its first increment on: none may have happened since the start, or this version has no such counter.';

/** Which measures may be missing: counters that wait for their first event, and what the documents call optional. */
const EXPECTATIONS: Record<CoreMeasureId, Expectation> = {
  requests: { traffic: 'requestRate' },
  attempts: { traffic: 'requestRate' },
  failures: { traffic: 'requestRate', mayBeAbsent: notYetCounted },
  successes: { traffic: 'requestRate' },
  errors: { traffic: 'requestRate', mayBeAbsent: notYetCounted, nothingCounted: 'no error was counted' },
  latency: { traffic: 'requestRate' },
  tokens: { traffic: 'requestRate' },
  streaming: { traffic: 'requestRate', mayBeAbsent: notYetCounted },
  activeRequests: { traffic: 'requestRate' },
  queueDepth: {
    traffic: 'requestRate',
    mayBeAbsent: 'The queue is optional, and not every version exports its length.',
  },
  httpRequests: { traffic: 'httpRequestRate' },
  httpFailures: { traffic: 'httpRequestRate' },
  httpLatency: { traffic: 'httpRequestRate' },
};

const FURTHER: Expectation = {
  traffic: 'requestRate',
  mayBeAbsent: 'Not every version writes it, or it waits for its first event.',
  optional: true,
};

const isCore = (measure: MeasureId): measure is CoreMeasureId => measure in CORE_MEASURES;

/** What may be expected of a measure. */
export const expectationOf = (measure: MeasureId): Expectation => (isCore(measure) ? EXPECTATIONS[measure] : FURTHER);
