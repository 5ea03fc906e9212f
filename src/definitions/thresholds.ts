import type { SignalId } from '../signals/signals';
import type { VocabularyId } from '../vocabularies/vocabulary';

/** From which value on a signal is a warning, and from which it is critical; in the signal's unit. */
export interface Threshold {
  warning?: number;
  critical?: number;
  /** Where small values are bad: the limits count downwards. */
  below?: true;
  /** The alert in the system's own document that the value stands in, or the reason where there is none. */
  source: string;
}

/** Limits by signal. */
export type Thresholds = Partial<Record<SignalId, Threshold>>;

/** What every system that calls models has in common. */
const MONEY = {
  dailyBudgetUsed: { warning: 0.8, critical: 1, source: 'A budget is spent at 100%' },
  monthlyBudgetUsed: { warning: 0.8, critical: 1, source: 'A budget is spent at 100%' },
  monthlyBudgetForecast: { warning: 0.9, critical: 1, source: 'A budget is spent at 100%' },
  spendGap: { warning: 0.05, source: 'Prices differ by more than counting does' },
  unpricedTokens: { warning: 1, source: 'Any of them is missing in the spend' },
} satisfies Thresholds;

const FIRST_TOKEN: Threshold = { warning: 0.05, source: 'Who waits 2.5 s for the first word takes it for a failure' };

/** The limits of a system whose document names none. */
function borrowed(from: string) {
  const source = `ChoreoAI's limits: ${from} gave none`;
  return {
    ...MONEY,
    errorRatio: { warning: 0.05, critical: 0.1, source },
    latencyP95: { warning: 5, source },
    slowerThan5s: { warning: 0.05, source },
    slowerThan10s: { warning: 0.01, source },
    firstTokenLate: FIRST_TOKEN,
  } satisfies Thresholds;
}

const BUDGET: Threshold = { warning: 0.8, critical: 1, source: 'A budget of which a fifth is left' };

/** One place for each limit: it colours the panels here, and whatever else asks for it. */
export const THRESHOLDS: Record<VocabularyId, Thresholds> = {
  choreoai: {
    ...MONEY,
    errorRatio: { warning: 0.05, critical: 0.1, source: 'HighErrorRate and ProviderHighErrorRate' },
    latencyP95: { warning: 5, source: 'HighLatency' },
    latencyP99: { warning: 10, source: 'VeryHighLatency' },
    slowerThan5s: { warning: 0.05, source: 'HighLatency, as a share: 5% are above the 95th percentile' },
    slowerThan10s: { warning: 0.01, source: 'VeryHighLatency, as a share: 1% are above the 99th percentile' },
    attemptRate: { warning: 80, source: 'RateLimitApproaching: 80 requests a second' },
    activeRequests: { warning: 100, source: 'HighActiveConnections' },
    queueDepth: { warning: 50, source: 'Half as many as may be connected' },
    tokensPerHour: { warning: 1_000_000, source: 'HighTokenUsage' },
  },
  convergeai: {
    ...MONEY,
    errorRatio: { critical: 0.05, source: 'HighLLMErrorRate' },
    latencyP95: { warning: 5, source: 'HighLatency, which is of the HTTP interface that waits for the model' },
    httpErrorRatio: { critical: 0.05, source: 'HighErrorRate' },
    httpLatencyP95: { warning: 5, source: 'HighLatency' },
    httpSlowerThan5s: { warning: 0.05, source: 'HighLatency, as a share: 5% are above the 95th percentile' },
    agentErrorRatio: { warning: 0.1, source: 'HighAgentErrorRate' },
    agentLatencyP95: { warning: 10, source: 'SlowAgentExecution' },
    agentSlowerThan10s: { warning: 0.05, source: 'SlowAgentExecution, as a share: 5% are above the 95th percentile' },
    databaseLatencyP95: { warning: 1, source: 'SlowDatabaseQueries' },
    databaseSlowerThan1s: {
      warning: 0.05,
      source: 'SlowDatabaseQueries, as a share: the top bucket is 1 s, so that the percentile never exceeds it',
    },
    groundingP50: { warning: 0.45, below: true, source: 'LowGroundingScore' },
  },
  'project-ai': borrowed('Project-AI'),
  'ai-companion': {
    ...borrowed('AI Companion'),
    httpErrorRatio: { warning: 0.05, critical: 0.1, source: "ChoreoAI's limits: AI Companion gave none" },
    httpSlowerThan5s: { warning: 0.05, source: "ChoreoAI's limits: AI Companion gave none" },
  },
  litellm: {
    ...borrowed('LiteLLM'),
    requestHeadroom: { warning: 0.2, critical: 0.05, below: true, source: 'RateLimitApproaching: 80% are used' },
    tokenHeadroom: { warning: 0.2, critical: 0.05, below: true, source: 'RateLimitApproaching: 80% are used' },
    fallbackRatio: { warning: 0.1, source: 'Of ten requests one did not go where it was sent' },
    deploymentState: { warning: 1, critical: 2, source: 'LiteLLM: 1 is a partial outage, 2 a complete one' },
    budgetUsed: BUDGET,
    teamBudgetUsed: BUDGET,
    keyBudgetUsed: BUDGET,
    userBudgetUsed: BUDGET,
    organisationBudgetUsed: BUDGET,
  },
  vllm: {
    ...borrowed('vLLM'),
    queueDepth: { warning: 20, source: 'As many as an engine takes up in some seconds' },
    kvCacheUsage: { warning: 0.9, critical: 0.98, source: 'A cache without room makes requests wait' },
  },
  'envoy-ai-gateway': borrowed('Envoy AI Gateway'),
  openlit: borrowed('OpenLIT'),
  'otel-genai-3': borrowed('the conventions'),
  'otel-genai': borrowed('the conventions'),
  'otel-genai-1': borrowed('the conventions'),
  node: {
    cpuUsed: { warning: 0.8, critical: 0.95, source: 'AI Companion, system resource alerts' },
    memoryUsed: { warning: 0.85, critical: 0.95, source: 'AI Companion, system resource alerts' },
    diskUsed: { warning: 0.8, critical: 0.9, source: 'AI Companion, system resource alerts' },
  },
  cadvisor: {
    containerMemoryUsed: { warning: 0.8, critical: 0.95, source: 'AI Companion, container alerts' },
    containerThrottled: { warning: 0.25, source: 'AI Companion, container alerts' },
    containerRestarts: { warning: 1, critical: 3, source: 'AI Companion, container alerts' },
    containerOomKills: { critical: 1, source: 'AI Companion, container alerts' },
  },
  redis: {
    redisUp: { critical: 1, below: true, source: 'AI Companion, database health alerts' },
    redisMemoryUsed: { warning: 0.8, critical: 0.9, source: 'AI Companion, database health alerts' },
    redisHitRatio: { warning: 0.8, below: true, source: 'AI Companion, database health alerts' },
  },
  postgres: {
    postgresUp: { critical: 1, below: true, source: 'AI Companion, database health alerts' },
    postgresConnectionsUsed: { warning: 0.8, critical: 0.9, source: 'AI Companion, database health alerts' },
    postgresHitRatio: { warning: 0.9, below: true, source: 'AI Companion, database health alerts' },
    postgresDeadlocks: { warning: 1, source: 'AI Companion, database health alerts' },
  },
};

/** Figures that are another one seen from elsewhere: so are their limits. */
const DERIVED: Partial<Record<SignalId, (thresholds: Thresholds) => Threshold | undefined>> = {
  successRatio: ({ errorRatio }) => errorRatio && fromAbove(errorRatio),
  availability: ({ errorRatio }) => errorRatio && fromAbove(errorRatio),
  tokensPerMinute: ({ tokensPerHour }) =>
    tokensPerHour && {
      ...converted(tokensPerHour, (limit) => limit / 60),
      source: `${tokensPerHour.source}, by minute`,
    },
};

/** The limit of a signal among those of a system. */
export const thresholdOf = (thresholds: Thresholds, signal: SignalId): Threshold | undefined =>
  thresholds[signal] ?? DERIVED[signal]?.(thresholds);

/** A signal, and what it is compared with: a level of the system's own limit, or a number. */
export interface LimitOfSignal {
  signal: SignalId;
  limit: 'warning' | 'critical' | number;
}

/** The number that a signal of a system is compared with; undefined where the system has no such limit. */
export const levelOf = (system: VocabularyId, { signal, limit }: LimitOfSignal): number | undefined =>
  typeof limit === 'number' ? limit : thresholdOf(THRESHOLDS[system], signal)?.[limit];

const converted = (
  { warning, critical }: Threshold,
  convert: (limit: number) => number
): Pick<Threshold, 'warning' | 'critical'> => ({
  ...(warning === undefined ? {} : { warning: convert(warning) }),
  ...(critical === undefined ? {} : { critical: convert(critical) }),
});

const fromAbove = (threshold: Threshold): Threshold => ({
  // 0.93, not 0.9299999999999999.
  ...converted(threshold, (limit) => Number((1 - limit).toPrecision(12))),
  below: true,
  source: `${threshold.source}, from above`,
});

/** A quota: it is critical to reach it, and a warning to come near, as in ChoreoAI's RateLimitApproaching. */
export const nearing = (limit: number): Threshold => ({
  warning: 0.8 * limit,
  critical: limit,
  source: 'A rate limit, and 80% of it',
});
