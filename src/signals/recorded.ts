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

/** What tells recorded series of one system from those of another. */
export const SYSTEM_LABEL = 'system';

/** A measure's or dimension's name as recorded series write it: `errorType` is `error_type`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The name without its window: `llm:http_requests`. */
export const recordedName = (what: string): string => `llm:${snakeCase(what)}`;

/** What ends a name: a rate's or a level's mean over the tier's window. */
export const recordedAs = (kind: 'rate' | 'avg', tier: TierId): string => `${kind}${tier}`;

/** One series for each job of each system: the job belongs to the system. Its first sample is that of all recorded ones. */
export const JOBS = recordedName('job');

/** What recorded tokens cost, in USD per second, at the prices of the day: `llm:cost_usd:rate5m`. */
export const COST = recordedName('costUsd');

/** What a token of a model costs, in USD. */
export const PRICES = recordedName('priceUsdPerToken');
