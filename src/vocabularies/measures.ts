/**
 * What every system that calls models is asked for: each vocabulary says what feeds it, or why nothing does.
 * The text says what it is, within a sentence.
 */
export const CORE_MEASURES = {
  requests: 'answered requests',
  attempts: 'attempted requests',
  failures: 'failed requests',
  successes: 'successful requests',
  errors: 'errors by type',
  latency: 'the duration of requests',
  tokens: 'tokens',
  streaming: 'streamed requests',
  activeRequests: 'requests in progress',
  queueDepth: 'waiting requests',
  httpRequests: 'HTTP requests',
  httpFailures: 'failed HTTP requests',
  httpLatency: 'the duration of HTTP requests',
} as const;

/** What some systems emit besides: a vocabulary names only those that its system has. */
export const FURTHER_MEASURES = {
  // Generation
  timeToFirstToken: 'the time to the first token',
  timePerOutputToken: 'the time for each output token',
  timeToFirstChunk: 'the time to the first chunk',
  promptLength: 'the length of prompts',
  generationLength: 'the length of answers',
  finishedRequests: 'requests by the reason they finished',
  // Money
  spend: 'spend in US dollars',
  cachedTokens: 'input tokens read from a cache',
  cacheWriteTokens: 'input tokens written to a cache',
  reasoningTokens: 'reasoning tokens',
  zeroCostRequests: 'requests without a cost',
  budget: 'budgets',
  budgetRemaining: 'what is left of budgets',
  budgetHours: 'the time until budgets are renewed',
  keyBudget: 'budgets of keys',
  keyBudgetRemaining: "what is left of keys' budgets",
  keyBudgetHours: "the time until keys' budgets are renewed",
  userBudget: 'budgets of users',
  userBudgetRemaining: "what is left of users' budgets",
  userBudgetHours: "the time until users' budgets are renewed",
  organisationBudget: 'budgets of organisations',
  organisationBudgetRemaining: "what is left of organisations' budgets",
  organisationBudgetHours: "the time until organisations' budgets are renewed",
  // A gateway's view of its providers
  providerLatency: "the providers' own time",
  overheadLatency: "the gateway's own time",
  fallbacks: 'requests that another deployment took over',
  failedFallbacks: 'requests that no other deployment could take over',
  cooldowns: 'deployments taken out for a while',
  deploymentState: 'the state of deployments',
  remainingRequests: 'requests left until the rate limit',
  requestLimit: 'the rate limit of requests',
  remainingTokens: 'tokens left until the rate limit',
  tokenLimit: 'the rate limit of tokens',
  // An inference engine
  kvCacheUsage: 'the use of the KV cache',
  swappedRequests: 'requests swapped to the memory of the host',
  preemptions: 'requests that gave up their place',
  queueTime: 'the time in the queue',
  prefillTime: 'the time for reading prompts',
  decodeTime: 'the time for writing answers',
  // Agents and retrieval
  agentExecutions: 'executions of agents',
  agentErrors: 'failed executions of agents',
  agentLatency: 'the duration of agent executions',
  activeAgents: 'agents at work',
  toolLatency: 'the duration of tool calls',
  retrievals: 'retrievals',
  failedRetrievals: 'failed retrievals',
  retrievalLatency: 'the duration of retrievals',
  retrievedChunks: 'chunks for each retrieval',
  groundingScore: 'grounding scores',
  // The application
  cacheHits: 'cache hits',
  cacheMisses: 'cache misses',
  databaseQueries: 'database queries',
  databaseLatency: 'the duration of database queries',
  databaseConnections: 'database connections in use',
  databasePool: 'the size of the database pool',
  generateDuration: 'the duration of generation',
  inferenceLatency: 'the duration of inference',
  inferences: 'inferences',
  failedInferences: 'failed inferences',
  activeUsers: 'active users',
  registrations: 'user registrations',
  chatSessions: 'chat sessions',
  bookings: 'bookings',
  complaints: 'complaints',
  events: 'events of the application',
  operationLatency: 'the duration of operations',
  // The process
  processCpu: 'the CPU time of the process',
  processMemory: 'the resident memory of the process',
  processFiles: 'open files',
  processFileLimit: 'the limit of open files',
  processStart: 'the start of the process',
  garbageCollections: 'garbage collections',
  // The scrape
  targetUp: 'whether targets answer',
  scrapeDuration: 'the duration of scrapes',
  scrapeSamples: 'the samples of a scrape',
  // A machine
  cpu: 'CPU time by mode',
  cpuIdle: 'idle CPU time',
  load1: 'the load of one minute',
  load5: 'the load of five minutes',
  load15: 'the load of fifteen minutes',
  memoryTotal: 'memory',
  memoryAvailable: 'available memory',
  swapTotal: 'swap space',
  swapFree: 'free swap space',
  diskSize: 'the size of file systems',
  diskAvailable: 'free space of file systems',
  diskRead: 'bytes read from disks',
  diskWritten: 'bytes written to disks',
  diskTime: 'the time disks are busy',
  networkReceived: 'bytes received',
  networkTransmitted: 'bytes sent',
  networkErrors: 'network errors',
  networkDrops: 'dropped packets',
  // Containers
  containerCpu: 'the CPU time of containers',
  containerPeriods: 'CPU periods of containers',
  containerThrottled: 'throttled CPU periods of containers',
  containerMemory: 'the memory of containers',
  containerMemoryLimit: 'the memory limit of containers',
  containerStart: 'the start of containers',
  containerOomKills: 'containers killed for memory',
  containerReceived: 'bytes received by containers',
  containerTransmitted: 'bytes sent by containers',
  // Redis
  redisUp: 'whether Redis answers',
  redisClients: 'clients of Redis',
  redisBlocked: 'blocked clients of Redis',
  redisMemory: 'the memory of Redis',
  redisMemoryLimit: 'the memory limit of Redis',
  redisHits: 'found keys',
  redisMisses: 'keys that were not found',
  redisEvicted: 'evicted keys',
  redisCommands: 'commands of Redis',
  redisCommandTime: 'the time for commands of Redis',
  redisKeys: 'keys of Redis',
  // PostgreSQL
  postgresUp: 'whether PostgreSQL answers',
  postgresConnections: 'connections to PostgreSQL',
  postgresMaxConnections: 'the limit of connections to PostgreSQL',
  postgresCommits: 'committed transactions',
  postgresRollbacks: 'transactions rolled back',
  postgresBlocksHit: 'blocks found in the cache of PostgreSQL',
  postgresBlocksRead: 'blocks read from disk by PostgreSQL',
  postgresDeadlocks: 'deadlocks',
  postgresSize: 'the size of databases',
} as const;

export type CoreMeasureId = keyof typeof CORE_MEASURES;
export type FurtherMeasureId = keyof typeof FURTHER_MEASURES;

export type KnownMeasureId = CoreMeasureId | FurtherMeasureId;

/** A metric that a team has added to a system itself, by its name: see `withOwnMetrics`. */
export type OwnMeasureId = `own:${string}`;

/** What can be measured. Signals are formulas over these. */
export type MeasureId = KnownMeasureId | OwnMeasureId;

export const MEASURES: Readonly<Record<KnownMeasureId, string>> = { ...CORE_MEASURES, ...FURTHER_MEASURES };

const isKnown = (measure: MeasureId): measure is KnownMeasureId => measure in MEASURES;

/** What a measure is, within a sentence. */
export const measureText = (measure: MeasureId): string =>
  isKnown(measure) ? MEASURES[measure] : measure.slice('own:'.length);
