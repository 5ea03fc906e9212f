/** What a model costs, in USD per million tokens. */
export interface Price {
  /** The model's key in the list, such as `gpt-4o` or `gemini/gemini-2.5-pro`. */
  model: string;
  /** Who serves it, as `canonicalProvider` writes it. */
  provider?: string;
  input: number;
  output: number;
  /** Input tokens that come from the cache; they cost `input` where it is absent. */
  cacheRead?: number;
  /** Input tokens that are written to the cache; they cost `input` where it is absent. */
  cacheWrite?: number;
  /** What input costs in a request of more than so many input tokens. */
  longContext?: LongContext;
  /** When it takes effect: `2026-08-01`, at midnight UTC, or `2026-08-01T12:00:00Z`. Absent: it always was so. */
  from?: string;
  /** Who says so. */
  source?: string;
}

export interface LongContext {
  /** Tokens. */
  above: number;
  /** USD per million tokens. */
  input: number;
}

/** When a price takes effect, in seconds since 1970; -Infinity where it always was so. */
export const startOf = ({ from }: Pick<Price, 'from'>): number =>
  from === undefined ? -Infinity : Date.parse(from) / 1000;

/** What a value must be, for a person and for a program. */
export interface Rule {
  expected: string;
  holds(value: unknown): boolean;
}

const DATE_OR_MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;

/** Dates such as February 30 read as a day in March, and then are not what was written. */
function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !DATE_OR_MOMENT.test(value)) {
    return false;
  }
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.replace(/Z$/, ''));
}

export const NAME: Rule = {
  expected: 'a name on one line, without spaces around it',
  holds: (value) => typeof value === 'string' && /^\S(.*\S)?$/.test(value),
};

export const USD: Rule = {
  expected: 'a number of USD, 0 or more, such as 2.5',
  holds: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
};

export const COUNT: Rule = {
  expected: 'a whole number, 1 or more, such as 200000',
  holds: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
};

export const MOMENT: Rule = {
  expected: 'a date such as 2026-08-01, or a moment such as 2026-08-01T12:00:00Z',
  holds: isMoment,
};

/** Two prices with one key would take effect at the same moment: `["gpt-4o"]`, `["gpt-4o","2026-08-01T00:00:00.000Z"]`. */
export const priceKey = ({ model, from }: Pick<Price, 'model' | 'from'>): string =>
  JSON.stringify(from === undefined ? [model] : [model, MOMENT.holds(from) ? new Date(from).toISOString() : from]);
