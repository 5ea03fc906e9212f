import { COUNT, MOMENT, NAME, priceKey, USD, type LongContext, type Price, type Rule } from '../pricing/price';
import { canonicalProvider } from '../pricing/providers';
import { LEFT_OUT, type Overrule } from '../vocabularies/detect';
import { METRIC_KINDS, type OwnMetric } from '../vocabularies/ownMetrics';
import type { VocabularyId } from '../vocabularies/vocabulary';
import { VOCABULARIES } from '../vocabularies/vocabularies';
import { alertOverride, type AlertOverride } from './alerts';
import { customAlert, customAlertKey, type CustomAlert } from './customAlerts';
import type { Problem } from './problem';
import { amount, list, object, oneOf, record, rows, text, type Read } from './read';

/** The shape below. A newer one is shown and never saved over; an older one is migrated. */
export const VERSION = 1;

/** What a data source is for. */
export const PURPOSES = ['metrics', 'logs', 'traces'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the app stores, apart from its version. */
export interface Settings {
  /** uids of the data sources to use; Grafana's default, or else the first, where none is chosen. */
  dataSources: Partial<Record<Purpose, string>>;
  prices: {
    overrides: Price[];
    /** A model's name as a system writes it -> a model with a price. */
    aliases: Partial<Record<string, string>>;
  };
  /** For everything, and for single systems. */
  budgets: Budget & { bySystem: Partial<Record<VocabularyId, Budget>> };
  /** By provider, under any of its names: see `limitOf`. */
  limits: Partial<Record<string, RateLimit>>;
  /** Which system a job belongs to, or that it is left out, where a person knows better than detection. */
  jobs: Partial<Record<string, Overrule>>;
  /** Metrics that a team has added to a system. */
  customMetrics: Partial<Record<VocabularyId, CustomMetric[]>>;
  /** By system and by the alert's name. */
  alerts: Partial<Record<VocabularyId, Partial<Record<string, AlertOverride>>>>;
  /** Alerts that a team has written itself. */
  customAlerts: Partial<Record<VocabularyId, CustomAlert[]>>;
}

/** USD, by UTC day and by calendar month. */
export interface Budget {
  daily?: number;
  monthly?: number;
}

/** What a provider lets through: requests and tokens a minute. */
export interface RateLimit {
  rpm?: number;
  tpm?: number;
}

export interface CustomMetric extends OwnMetric {
  /** Of what its panel shows, a counter's increase per second: one of Grafana's unit ids, such as `s`; absent: a plain number. */
  unit?: string;
  labels: string[];
  /** Of its panel. */
  title: string;
}

/** What is there before anybody has set anything. */
export const NO_SETTINGS: Settings = {
  dataSources: {},
  prices: { overrides: [], aliases: {} },
  budgets: { bySystem: {} },
  limits: {},
  jobs: {},
  customMetrics: {},
  alerts: {},
  customAlerts: {},
};

/** 80% of it are the 80 requests a second that ChoreoAI's documents alert on. */
export const DEFAULT_LIMIT: Readonly<RateLimit & { rpm: number }> = { rpm: 6000 };

/** A provider's limits, by whatever name it is called; requests have a default, tokens none. */
export function limitOf({ limits }: Pick<Settings, 'limits'>, provider: string): RateLimit & { rpm: number } {
  const canonical = canonicalProvider(provider);
  const own = Object.entries(limits).find(([name]) => name === provider || canonicalProvider(name) === canonical)?.[1];
  return { ...DEFAULT_LIMIT, ...own };
}

/** What may be spent on a system: its own budget, else the one for everything. */
export const budgetOf = (
  { budgets: { bySystem, ...general } }: Pick<Settings, 'budgets'>,
  id: VocabularyId
): Budget => ({
  ...general,
  ...bySystem[id],
});

const MONEY: Rule = {
  expected: 'a number of USD above 0, such as 50',
  holds: (value) => USD.holds(value) && Number(value) > 0,
};

export const METRIC_NAME: Rule = {
  expected: "a metric's name in Prometheus: letters, digits, _ and :, no digit first",
  holds: (value) => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(String(value)),
};

export const LABEL_NAME: Rule = {
  expected: "a label's name in Prometheus: letters, digits and _, no digit first",
  holds: (value) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(String(value)),
};

const name = text(NAME);
const systems = Object.keys(VOCABULARIES) as VocabularyId[];
const system = oneOf(systems);

const longContext = object<LongContext>({ above: amount(COUNT), input: amount(USD) }, ['above', 'input']);

const price = object<Price>(
  {
    model: name,
    provider: name,
    input: amount(USD),
    output: amount(USD),
    cacheRead: amount(USD),
    cacheWrite: amount(USD),
    longContext,
    from: text(MOMENT),
    source: name,
  },
  ['model', 'input', 'output']
);

const customMetric = object<CustomMetric>(
  { name: text(METRIC_NAME), kind: oneOf(METRIC_KINDS), unit: name, labels: list(text(LABEL_NAME)), title: name },
  ['name', 'kind', 'labels', 'title']
);

const budget = { daily: amount(MONEY), monthly: amount(MONEY) };

type Optional<T> = { [K in keyof T]?: T[K] };

const settings = object<{ [K in keyof Settings]?: Optional<Settings[K]> }>(
  {
    dataSources: object({ metrics: name, logs: name, traces: name }, []),
    prices: object({ overrides: rows(price, priceKey), aliases: record(name, name) }, []),
    budgets: object({ ...budget, bySystem: record(system, object<Budget>(budget, [])) }, []),
    limits: record(name, object<RateLimit>({ rpm: amount(COUNT), tpm: amount(COUNT) }, [])),
    jobs: record(name, oneOf<Overrule>([...systems, LEFT_OUT])),
    customMetrics: record(system, rows(customMetric, metricKey)),
    alerts: record(system, record(name, alertOverride)),
    customAlerts: record(system, rows(customAlert, customAlertKey)),
  },
  []
);

function metricKey(metric: CustomMetric): string {
  return JSON.stringify([metric.name]);
}

/** Settings from what is stored; what is absent or cannot be read is as in `NO_SETTINGS`. */
export function readSettings(stored: unknown, problems: Problem[]): Settings {
  const { prices, budgets, ...others } = settings(stored, '', problems) ?? {};
  return {
    ...NO_SETTINGS,
    ...others,
    prices: { ...NO_SETTINGS.prices, ...prices },
    budgets: { ...NO_SETTINGS.budgets, ...budgets },
  };
}

/** A row of a list in the settings, as it can be read. */
export interface Row {
  key: string;
  value: object;
}

const rowOf =
  <T extends object>(read: Read<T>, keyOf: (row: T) => string) =>
  (stored: unknown): Row | undefined => {
    const value = read(stored, '', []);
    return value && { key: keyOf(value), value };
  };

/** The lists, by the setting that they are in, with what tells their rows apart. Rows are saved one by one. */
export const ROWS: Partial<Record<string, (stored: unknown) => Row | undefined>> = {
  prices: rowOf(price, priceKey),
  customMetrics: rowOf(customMetric, metricKey),
  customAlerts: rowOf(customAlert, customAlertKey),
};
