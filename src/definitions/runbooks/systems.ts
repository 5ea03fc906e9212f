import type { Runbook } from './runbook';

const down: Runbook = {
  meaning:
    'Prometheus reaches no replica of the service, or none is left to be reached. Take it that users cannot either.',
  look: [
    'Status, Targets in Prometheus: the error beside the target says whether the connection, the name or the answer fails.',
    "The service's own log and its orchestrator: is it running, is it restarting, was it deployed just now?",
    'Its health endpoint from where its users are.',
  ],
  causes: [
    'The process crashed, or was killed for its memory.',
    'A deployment that does not start: a wrong setting, a missing secret.',
    'The network or the name service between Prometheus and the service.',
    'The machine is gone.',
  ],
  fix: [
    'After a deployment: roll it back first, look for the reason later.',
    'Restart it; where it was killed for memory, give it more before that.',
    'If only Prometheus cannot reach it, mend the scrape: users are well.',
  ],
  falseAlarms:
    'A job that was renamed or switched off on purpose counts as down for a day: silence it. After a day without a sign it ends by itself.',
};

const errors: Runbook = {
  meaning: 'A share of what users ask ends in an error. Answers with 4xx are not among them; exceptions and 5xx are.',
  look: [
    'Errors by type, and the error ratio by provider: is it one provider or all of them?',
    "The provider's status page: the app's provider page links to it.",
    'The log of the service at the moment it began, and what was deployed then.',
  ],
  causes: [
    'One provider fails: outage, expired key, spent quota (429 counted as an exception).',
    'A deployment of the service itself.',
    'A dependency: database, cache, network, certificate.',
  ],
  fix: [
    'One provider: send its traffic to another, or switch fail-over on.',
    'Quota or key: raise or renew it at the provider.',
    'After a deployment: roll back.',
  ],
  falseAlarms:
    'With few requests a handful of failures is a large share: fewer than the minimum in the window never fire. A middleware that counts a failure both as a 5xx and as an error shows nearly twice the ratio.',
};

const latency: Runbook = {
  meaning:
    'Users wait. The percentile of the document is asked as a share: what is slower than the bound, of what was answered.',
  look: [
    'Latency by provider: one that is slow, or all?',
    'Active requests and the queue: is the service saturated?',
    'Tokens per request: long prompts and answers take long.',
  ],
  causes: [
    'A provider is slow, often before it fails.',
    'Prompts or answers grew: a new prompt, a larger model.',
    'Too few replicas, or a full connection pool.',
  ],
  fix: [
    'Send traffic to a faster provider or a smaller model.',
    'Add replicas; raise the pool; shed load.',
    'Shorten prompts, bound the length of answers, stream them.',
  ],
  falseAlarms:
    'Failures have no latency: in an outage this may be silent or tell of the few answers. Batch jobs with long answers may be slow on purpose.',
};

/** By the alert's name. */
export const SYSTEM_RUNBOOKS: Readonly<Record<string, Runbook>> = {
  ServiceDown: down,
  APIDown: down,
  TargetDown: {
    ...down,
    meaning: 'One replica does not answer while others do. Users are served, by fewer.',
    falseAlarms: 'During a rolling deployment replicas leave and come: 5 minutes are allowed for it.',
  },
  ExporterBlind: {
    meaning: 'Targets answer, and none of their metrics is of the system any more: every other alert of it is silent.',
    look: [
      'The metrics page of a target: is there anything of the system?',
      'What was deployed: metrics may have been renamed.',
    ],
    causes: [
      'Instrumentation was switched off or renamed.',
      'Relabelling in Prometheus drops the series.',
      'A restart without any traffic since: some clients write a series with its first event.',
    ],
    fix: ['Switch it on again, or update the plugin: `npm run doctor` says which names it looks for.'],
    falseAlarms: 'After a restart without traffic it ends with the first request.',
  },
  ProviderDown: {
    ...errors,
    meaning: 'Nearly every attempt at one provider fails. Users of its models get errors, unless another takes over.',
    falseAlarms:
      'A provider that one caller uses with a wrong key. The guide’s alert of this name was about the service: that is ServiceDown.',
  },
  HighErrorRate: errors,
  CriticalErrorRate: errors,
  ProviderHighErrorRate: errors,
  HighLLMErrorRate: errors,
  HighAgentErrorRate: {
    ...errors,
    meaning: 'One agent fails often. What users asked of it was not done.',
    look: [
      'Agent errors by type.',
      'The error ratio of calls to models: agents fail when models do.',
      'Tools and retrieval that the agent uses.',
    ],
    causes: ['The model behind it fails.', 'A tool or retrieval fails.', 'A prompt that no longer fits its parser.'],
    fix: ['Mend what it stands on first.', 'Roll back the prompt or the agent.'],
  },
  HighLatency: latency,
  VeryHighLatency: latency,
  SlowFirstToken: {
    ...latency,
    meaning: 'Users see nothing for more than 2.5 s after they asked.',
    causes: ['The engine is saturated: requests queue.', 'Long prompts.', 'A cold start of the model.'],
  },
  SlowAgentExecution: {
    ...latency,
    meaning: 'One agent takes longer than 10 s for more than one in twenty of its executions.',
    causes: ['The model is slow.', 'More steps or tools per execution.', 'Retrieval or the database is slow.'],
  },
  SlowDatabaseQueries: {
    meaning:
      'More than one in twenty queries of an operation takes longer than a second. The document asks for p95 > 1 s, which the top bucket of 1 s can never exceed: the share can.',
    look: [
      'Queries by table.',
      'PostgreSQL: connections, locks, cache hit ratio.',
      'pg_stat_activity: what runs longest?',
    ],
    causes: ['A missing index, after data grew.', 'Locks and long transactions.', 'The pool or the server is full.'],
    fix: ['End the query that blocks.', 'Add the index.', 'Raise the pool only if the server has connections left.'],
    falseAlarms: 'Reports and migrations, if they run in the same application.',
  },
  LowGroundingScore: {
    meaning: 'Half of the answers rest on less than they should: they may be made up.',
    look: ['Retrievals and their errors: are there chunks?', 'Grounding by agent: one or all?'],
    causes: [
      'Retrieval fails or finds nothing: an index that is empty or stale.',
      'The embedding model was changed without a new index.',
      'Questions about what is not in the documents.',
    ],
    fix: [
      'Rebuild the index.',
      'Roll back the embedding model or the prompt.',
      'Have agents say that they do not know.',
    ],
    falseAlarms: 'Small talk has no sources: a burst of it lowers the median.',
  },
  NoRequestsReceived: {
    meaning:
      'For ten minutes nobody called: neither answers nor errors were counted. Health checks and scrapes are left out.',
    look: ['Can users reach it? Call it from outside.', 'The load balancer, DNS and certificates in front of it.'],
    causes: [
      'Something in front of it fails.',
      'Callers were moved elsewhere, or have failed themselves.',
      'It is night, and nobody is there.',
    ],
    fix: [
      'Mend what is in front.',
      'If it is meant to be idle, silence it for those hours: `time_intervals` of Alertmanager do.',
    ],
    falseAlarms: 'Systems that only people of one time zone use.',
  },
  RateLimitApproaching: {
    meaning:
      'One provider is asked nearly as often as it allows: beyond, it answers 429. 80 are requests a second: the README and the guide’s expression say so; only the guide’s text says "req/min".',
    look: ['Requests by provider and model: who grew?', "The provider's own console: which limit is yours?"],
    causes: ['Growth.', 'A caller in a loop, or retries without back-off.', 'Fail-over from another provider.'],
    fix: ['Spread over providers or keys.', 'Slow callers down; have retries back off.', 'Ask the provider for more.'],
    falseAlarms: 'A limit of yours that is not 100 requests a second: set yours in thresholds.ts.',
  },
  HighActiveConnections: {
    meaning: 'Many requests are open at once, over all replicas. Soon new ones wait or are refused.',
    look: ['Latency: connections pile up when answers are slow.', 'Requests per minute: more callers?'],
    causes: ['Slow providers.', 'More traffic.', 'Clients that hold streams open.'],
    fix: ['Mend the latency first.', 'Add replicas.', 'Bound the time of a request.'],
    falseAlarms: 'Long streams that are meant to be.',
  },
  QueueGrows: {
    meaning: 'Requests wait before anybody works on them: users wait longer than the model takes.',
    look: ['Active requests; the KV cache of an engine.', 'Requests per minute: more than before?'],
    causes: ['More traffic than capacity.', 'Long prompts that fill the engine.', 'A replica is gone.'],
    fix: ['Add replicas.', 'Send what can wait elsewhere, or later.'],
    falseAlarms: 'A batch that was put in on purpose.',
  },
  HighTokenUsage: {
    meaning: 'More than a million tokens within an hour. It costs money, and may reach the limit of tokens.',
    look: ['Tokens by model, and by provider.', 'Tokens per request: longer prompts, or more requests?'],
    causes: ['A caller in a loop.', 'Prompts that carry whole documents or histories.', 'Growth.'],
    fix: [
      'Stop or slow the caller.',
      'Bound prompts and answers; cache.',
      'If it is growth, raise the limit in thresholds.ts.',
    ],
    falseAlarms: 'A system for which a million an hour is usual.',
  },
  ErrorBudgetBurnsFast: {
    ...errors,
    meaning:
      'Failures spend the budget of 30 days (1% of the attempts) so fast that it is gone within days: 14.4 times as fast as it lasts over an hour, or 6 times over six. The short window says that it goes on now.',
    falseAlarms: 'A system with few calls: at least 50 attempts are asked for in the long window.',
  },
  ErrorBudgetBurnsSlowly: {
    ...errors,
    meaning:
      'Failures spend the budget of 30 days before they are over: 3 times as fast as it lasts over a day, or as fast over three. No hurry; it will not go away by itself.',
    falseAlarms: 'An outage that is over still counts for a while; the short window ends the alert hours later.',
  },
  UnpricedTokens: {
    meaning: 'A model is used that nobody has a price for: its tokens are missing in every figure of spend.',
    look: ['The page Prices of the app.'],
    causes: ['A new model.', 'A misspelt or renamed model.', 'A router that puts a prefix before names.'],
    fix: ['Add a price or an alias: on the page Prices for the app, in `src/pricing` for the recording rules.'],
    falseAlarms: 'Models of your own that cost nothing by the token: give them the price 0.',
  },
  SpendAnomaly: {
    meaning: 'In the last hour more than twice as much was spent as in the same hour a week ago, and more than $5.',
    look: ['Spend by model and provider: what grew?', 'Tokens per request and requests per minute.'],
    causes: ['A caller in a loop.', 'A switch to a dearer model.', 'Growth, or a holiday last week.'],
    fix: ['Stop the caller, or set a budget for its key.', 'Switch back.'],
    falseAlarms: 'A price that changed. A week ago there was an outage or a holiday.',
  },
  SeriesGrowth: {
    meaning:
      'A scrape has more than twice the samples of yesterday. Prometheus grows with them, and dashboards become slow.',
    look: [
      'topk(10, count by (__name__) ({job="…"})): which metric?',
      '`npm run doctor` names labels with a value for each request.',
    ],
    causes: [
      'A label with a value for each request or user.',
      'Callers that make up names of models.',
      'A deployment with more metrics.',
    ],
    fix: ['Drop the label in the code, or by relabelling.', 'Check names of models before they become labels.'],
    falseAlarms: 'More replicas on purpose.',
  },
  LowCacheHitRatio: {
    meaning: 'Little of what is asked for is in the cache: answers are slower and cost more.',
    look: ['Was the cache emptied or restarted?', 'Redis: evictions, memory.'],
    causes: ['A cold cache.', 'Keys that never match: a timestamp in them.', 'Too little memory.'],
    fix: ['Wait if it is cold.', 'Mend the keys.', 'Give it more memory.'],
    falseAlarms: 'Questions that are all new.',
  },
  DeploymentDown: {
    ...errors,
    meaning:
      'LiteLLM has taken a deployment out: state 2 is a complete outage. Others of the same model take over, if there are any.',
  },
  FallbackStorm: {
    meaning:
      'More than one in ten requests went to another deployment than it was sent to. Users are served, by what is second choice, and dearer perhaps.',
    look: ['State of deployments and cool-downs.', 'Failed fallbacks: does the second hold?'],
    causes: ['A deployment fails or is at its limit.', 'A wrong order of deployments.'],
    fix: ['Mend or remove the failing deployment.', 'Watch the rate limit of the one that took over.'],
    falseAlarms: 'Fallbacks for long contexts that are meant to be.',
  },
  RateLimitHeadroomLow: {
    meaning: 'Less than a fifth of the requests that a provider allows a minute is left.',
    look: ['Requests by team and model.'],
    causes: ['Growth, or a caller in a loop.', 'Fail-over from another deployment.'],
    fix: ['Spread over deployments; limit the caller; ask for more.'],
    falseAlarms: 'A batch that is meant to use it up.',
  },
  TokenLimitHeadroomLow: {
    meaning: 'Less than a fifth of the tokens that a provider allows a minute is left.',
    look: ['Tokens by team and model.'],
    causes: ['Long prompts or answers.', 'Growth, or a caller in a loop.'],
    fix: ['Spread over deployments; bound prompts; ask for more.'],
    falseAlarms: 'A batch that is meant to use it up.',
  },
  KvCacheFull: {
    meaning: 'The KV cache of an engine is nearly full: new requests wait, running ones may give up their place.',
    look: ['Waiting and preempted requests.', 'Length of prompts.'],
    causes: ['Long contexts.', 'Too many at once.'],
    fix: ['Add replicas, or lower max_num_seqs or the longest context.'],
    falseAlarms: 'An engine that is used to the full on purpose, without waiting requests.',
  },
};
