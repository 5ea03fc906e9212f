import type { Severity } from '../settings/alerts';
import type { SignalId } from '../signals/signals';
import type { KnownDimension } from '../vocabularies/vocabulary';
import type { DashboardId } from './dashboard';

/** AI Companion's four groups of alerts. */
export type AlertCategory = 'application' | 'resources' | 'database' | 'containers';

/** What an alert is about: a critical one silences the warnings of its topic. */
export type Topic = 'targets' | 'errors' | 'latency' | 'traffic' | 'capacity' | 'quality' | 'cost';

/** Windows that figures are taken over, in seconds. */
export const WINDOWS = {
  '2m': 120,
  '5m': 300,
  '30m': 1800,
  '1h': 3600,
  '2h': 7200,
  '6h': 21_600,
  '1d': 86_400,
  '3d': 259_200,
};
export type Window = keyof typeof WINDOWS;

export type Comparison = 'above' | 'at or above' | 'below' | 'equal';

/** A signal on one side of a limit. */
export interface SignalCondition {
  kind: 'signal';
  signal: SignalId;
  /** One alert for each value. */
  by: readonly KnownDimension[];
  window: Window;
  is: Comparison;
  /** The system's own limit of the signal, the one that colours its panels; a number where no panel has it. */
  limit: 'warning' | 'critical' | number;
  /** How many must have happened in the window: fewer prove nothing. Of what the signal is a share of, or of `of`. */
  minimum?: { count: number; of?: SignalId };
  /** A job of the system that has no answer counts as one whose answer is 0. */
  absent?: 'is 0';
}

export type Condition =
  | SignalCondition
  /** No target of the job answers, or there is none any more. */
  | { kind: 'service-down' }
  /** A target does not answer while another of its job does. */
  | { kind: 'target-down' }
  /** Targets answer, and tell nothing of the system any more. */
  | { kind: 'blind' }
  /** An error budget is spent too fast, by any of these pairs of windows. */
  | { kind: 'burn'; rates: readonly [BurnRate, ...BurnRate[]] }
  /** Tokens of models that nobody has a price for. */
  | { kind: 'unpriced' }
  /** Spend since midnight or since the month began, or what it comes to by its end, as a share of a budget. */
  | {
      kind: 'budget';
      signal: 'dailyBudgetUsed' | 'monthlyBudgetUsed' | 'monthlyBudgetForecast';
      is: Comparison;
      limit: SignalCondition['limit'];
    }
  /** Spend of an hour against the same hour of last week. @param atLeast USD an hour: below it nobody minds */
  | { kind: 'spend-anomaly'; times: number; atLeast: number }
  /** Series of a job against those of yesterday. @param atLeast samples of a scrape: below it they are few all the same */
  | { kind: 'series-growth'; times: number; atLeast: number };

/** So many times as fast as a budget allows, in both windows: the long one proves it, the short one ends it soon. */
export interface BurnRate {
  times: number;
  long: Window;
  short: Window;
}

export interface AlertDefinition {
  /** Fixed once shipped: uids are made of it. */
  id: string;
  /** As in the system's document. */
  name: string;
  category: AlertCategory;
  topic: Topic;
  severity: Severity;
  condition: Condition;
  /** How long it must hold, as Prometheus writes it; `0s` is at once. */
  for: string;
  /** How long it goes on once it holds no more, where figures waver around a limit. */
  keepFiringFor?: string;
  /** One line. `{provider}` stands for the label, in each of the texts. */
  summary: string;
  /** What was measured: `{value}` and `{limit}` with their unit. */
  description: string;
  /** Where a person looks first. */
  panel: { dashboard: DashboardId; id: string };
  /** The document that has it, and what it says; for others, why it is there. */
  source: string;
}
