import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { differs, type Matcher } from '../promql/matcher';

/** How long the windows of recorded series are, the shortest first. */
export const TIER_IDS = ['5m', '1h', '1d'] as const;
export type TierId = (typeof TIER_IDS)[number];

/** One length of recorded series; times in seconds. */
export interface Tier {
  /** What each sample is the mean of. */
  seconds: number;
  /** How often there is a new one, as Prometheus writes it, and in seconds. */
  every: string;
  everySeconds: number;
  /** The longest range that panels read in it. */
  upTo: number;
  /** The shorter tier that its rates are made from; levels are made from the shortest. */
  from?: TierId;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const TIERS: Record<TierId, Tier> = {
  '5m': { seconds: 5 * MINUTE, every: '1m', everySeconds: MINUTE, upTo: DAY },
  '1h': { seconds: HOUR, every: '5m', everySeconds: 5 * MINUTE, upTo: 7 * DAY, from: '5m' },
  '1d': { seconds: DAY, every: '1h', everySeconds: HOUR, upTo: Infinity, from: '1h' },
};

/** The tier that panels of a range read; in seconds. */
export const tierFor = (range: number): TierId => TIER_IDS.find((id) => range <= TIERS[id].upTo) ?? '1d';

/** A day, or a month: how far back a figure at the end of a range may look. */
export const LOOK_BACKS = ['day', 'month'] as const;
export type LookBack = (typeof LOOK_BACKS)[number];

/** In which tier figures of a day or a month are read, and how far back it has to reach, in seconds: its windows overlap the ends. */
export const LOOK_BACK: Record<LookBack, { tier: TierId; seconds: number }> = {
  day: { tier: '5m', seconds: DAY },
  month: { tier: '1h', seconds: 30 * DAY },
};

/** What tells recorded series of one system from those of another. */
export const SYSTEM_LABEL = 'system';

/** A measure's or dimension's name as recorded series write it: `errorType` is `error_type`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The name without its window: `llm:http_requests`. */
export const recordedName = (what: string): string => `llm:${snakeCase(what)}`;

/** What ends a name: a rate's or a level's mean over the tier's window. */
export const recordedAs = (kind: 'rate' | 'avg', tier: TierId): string => `${kind}${tier}`;

/** For so long Prometheus takes a sample for what is now; in seconds. */
const LOOKED_BACK = 5 * MINUTE;

/** The latest recorded means of a tier: those that are written seldom are looked for further back. @param ago such as `1w` */
export function latest(name: string, tier: TierId, matchers: readonly Matcher[], ago?: string): Expression {
  const { everySeconds } = TIERS[tier];
  return 2 * everySeconds < LOOKED_BACK && ago === undefined
    ? promql.select(name, matchers)
    : promql.lastOver(name, matchers, `${2 * everySeconds}s`, ago);
}

/** One series that has a sample for each evaluation: how many there were in a window. */
export const EVALUATED = recordedName('evaluated');

/** One series that names the version of the rules: a changed text of a rule is another version. */
export const RULES = recordedName('rules');

/** One series for each job of each system: the job belongs to the system. Its first sample is that of all recorded ones. */
export const JOBS = recordedName('job');

/** The same, where the job gives evidence of the system right now. */
export const SEEN = recordedName('jobSeen');

/** Which jobs rules look at: a person may narrow it. */
export const ANY_JOB: Matcher = differs('job', '');

/** Attempts and failures of a whole job, per second: what an error budget is spent on. */
export const PROMISED_ATTEMPTS = recordedName('slaAttempts');
export const PROMISED_FAILURES = recordedName('slaFailures');

/** What recorded tokens cost, in USD per second, at the prices of the day: `llm:cost_usd:rate5m`. */
export const COST = recordedName('costUsd');

/** What a token of a model costs, in USD. */
export const PRICES = recordedName('priceUsdPerToken');
