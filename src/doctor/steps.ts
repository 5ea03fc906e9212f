import type { OwnPrices } from '../pricing/lookUp';
import type { OwnMetric } from '../vocabularies/ownMetrics';
import type { Overrules } from '../vocabularies/detect';
import { knownWith } from '../vocabularies/vocabularies';
import type { VocabularyId } from '../vocabularies/vocabulary';
import { checkAlerts } from './alertsLoaded';
import { checkConnections, noneFor, type Connection, type MetricsConnection } from './connection';
import { checkEmitted } from './emitted';
import type { Finding } from './finding';
import { checkLinks } from './links';
import { checkLogs } from './logs';
import { lookAtMetrics } from './metrics';
import { checkRules } from './rules';
import { checkScraping } from './scraping';
import { checkStack, dashboardsThere } from './stackHealth';
import { checkTraces } from './traces';
import { checkPrices } from './unpriced';

/** What is looked at, in the order in which one sets it up. */
export const STEP_IDS = ['sources', 'metrics', 'logs', 'traces', 'rules', 'prices', 'stack'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** Everything that the steps look at. */
export interface Surroundings {
  /** All data sources that may be used. */
  all: readonly Connection[];
  /** Those that are used. */
  metrics?: MetricsConnection | undefined;
  logs?: Connection | undefined;
  traces?: Connection | undefined;
  /** How many of our dashboards Grafana has; undefined where it does not say. Absent outside of Grafana. */
  dashboards?(closed?: AbortSignal): Promise<number | undefined>;
  /** How many of our alerts Grafana has; as above. */
  alerts?(closed?: AbortSignal): Promise<number | undefined>;
  /** What a person knows better. */
  settings: {
    prices: OwnPrices;
    jobs: Overrules;
    customMetrics: Partial<Record<VocabularyId, readonly OwnMetric[]>>;
  };
}

/** @param closed ends the step when the page closes: its promise then rejects */
type Step = (surroundings: Surroundings, closed?: AbortSignal) => Promise<Finding[]>;

const withMetrics =
  (
    check: (metrics: MetricsConnection, settings: Surroundings['settings'], closed?: AbortSignal) => Promise<Finding[]>
  ): Step =>
  async ({ metrics, settings }, closed) =>
    metrics === undefined ? [noneFor('metrics')] : check(metrics, settings, closed);

/** What each step finds. They need nothing of each other, and may run at the same time or alone. */
export const STEPS: Record<StepId, Step> = {
  sources: ({ all }, closed) => checkConnections(all, closed),
  metrics: withMetrics(async (metrics, { jobs, customMetrics }, closed) => {
    const options = { overrules: jobs, vocabularies: knownWith(customMetrics), closed };
    const { findings, systems } = await lookAtMetrics(metrics.probe, options);
    return [...findings, ...systems.flatMap(checkEmitted), ...(await checkScraping(metrics, systems, closed))];
  }),
  logs: async ({ logs }, closed) => (logs === undefined ? [noneFor('logs')] : checkLogs(logs, closed)),
  traces: async ({ metrics, logs, traces }, closed) =>
    traces === undefined
      ? [noneFor('traces')]
      : [...(await checkTraces(traces, closed)), ...checkLinks({ metrics, logs, traces })],
  rules: async ({ metrics, alerts }, closed) =>
    metrics === undefined
      ? [noneFor('metrics')]
      : (await Promise.all([checkRules(metrics, closed), checkAlerts(metrics, await alerts?.(closed), closed)])).flat(),
  prices: withMetrics(checkPrices),
  stack: async (around, closed) => {
    const [health, count] = await Promise.all([itself(around, closed), around.dashboards?.(closed)]);
    return [...health, ...(count === undefined ? [] : [dashboardsThere(count)])];
  },
};

const itself = withMetrics((metrics, _, closed) => checkStack(metrics, closed));
