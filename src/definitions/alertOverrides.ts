import { durationOf, secondsOfDuration } from '../promql/duration';
import type { Rule } from '../pricing/price';
import type { AlertOverride } from '../settings/alerts';
import { shown, type Problem } from '../settings/problem';
import { below } from '../settings/read';
import type { Settings } from '../settings/schema';
import { SIGNALS } from '../signals/signals';
import type { VocabularyId } from '../vocabularies/vocabulary';
import type { AlertDefinition, Comparison, Condition, SignalCondition } from './alert';
import { ALERTS } from './alerts/alerts';
import { levelOf, thresholdOf, THRESHOLDS, type Thresholds } from './thresholds';

export type AlertOverrides = Settings['alerts'];

/** An alert as a team has it. */
export interface TeamAlert {
  definition: AlertDefinition;
  /** As it comes with the plugin. */
  shipped: AlertDefinition;
  /** What the team has said of it, as far as it makes sense. */
  override: AlertOverride;
}

/** Every alert of a system, with what a team wants otherwise. An override that makes no sense changes nothing. */
export const teamAlerts = (system: VocabularyId, overrides: AlertOverrides): TeamAlert[] =>
  ALERTS[system].map((shipped) => {
    const { limit, ...others } = overrides[system]?.[shipped.name] ?? {};
    const override = { ...others, ...(limit !== undefined && isLimit(shipped, limit) && { limit }) };
    return { shipped, override, definition: overridden(shipped, override) };
  });

/** What of a team's overrides makes no sense, beyond what the settings' schema sees by itself. */
export const overrideProblems = (overrides: AlertOverrides): Problem[] =>
  Object.entries(overrides).flatMap(([system, byName]) =>
    Object.entries(byName).flatMap(([name, { limit } = {}]): Problem[] => {
      const field = below(`alerts.${system}`, name);
      const alert = ALERTS[system as VocabularyId].find((one) => one.name === name);
      if (alert === undefined) {
        return [
          { field, what: 'is no alert of this system', expected: 'a name from the page Alerts or docs/alerts.md' },
        ];
      }
      return limit === undefined || isLimit(alert, limit)
        ? []
        : [
            {
              field: below(field, 'limit'),
              what: `is ${shown(limit)}`,
              expected: limitOf(alert)?.expected ?? NO_LIMIT,
            },
          ];
    })
  );

const NO_LIMIT = 'no limit: this alert has none that can be moved';

function overridden(shipped: AlertDefinition, { limit, for: lasting, severity }: AlertOverride): AlertDefinition {
  const seconds = lasting === undefined ? undefined : secondsOfDuration(lasting);
  return {
    ...shipped,
    ...(severity && { severity }),
    ...(seconds !== undefined && { for: durationOf(seconds) }),
    ...(limit !== undefined && { condition: withLimit(shipped.condition, limit) }),
  };
}

/** What the limit of an alert can be; undefined where it has none that can be moved. */
export const limitOf = (alert: AlertDefinition): Rule | undefined =>
  (LIMITS[alert.condition.kind] as LimitOf<Condition>)(alert.condition, alert);

/** What an alert is compared with as it comes with the plugin; undefined where it has no limit that can be moved. */
export function shippedLimit(system: VocabularyId, { condition }: AlertDefinition): number | undefined {
  if ('signal' in condition) {
    return levelOf(system, condition);
  }
  return 'times' in condition ? condition.times : undefined;
}

const isLimit = (alert: AlertDefinition, limit: number): boolean => limitOf(alert)?.holds(limit) ?? false;

const NONE = () => undefined;

/** So many times as much as before. */
const TIMES: Rule = { expected: 'a number above 1, such as 2 for twice as much', holds: (value) => Number(value) > 1 };

type LimitOf<C extends Condition> = (condition: C, alert: AlertDefinition) => Rule | undefined;

const LIMITS: { [K in Condition['kind']]: LimitOf<Extract<Condition, { kind: K }>> } = {
  // Of a whole there can be no more than that; a gateway's budgets can be overspent.
  signal: ({ signal, is }, { topic }) =>
    RULES[is](SIGNALS[signal].unit === 'percentunit' && topic !== 'cost' ? 1 : Infinity),
  'service-down': NONE,
  'target-down': NONE,
  blind: NONE,
  burn: NONE,
  unpriced: NONE,
  budget: ({ is }) => RULES[is](Infinity),
  'spend-anomaly': () => TIMES,
  'series-growth': () => TIMES,
};

/** @param most what the figure can be at the most: 1 of a share */
const numberThat = (text: string, upTo: string, most: number, holds: (value: number) => boolean): Rule => ({
  expected: most === 1 ? `a share ${text} and ${upTo} 1, such as 0.05 for 5%` : `a number ${text}`,
  holds: (value) => holds(Number(value)),
});

const aboveZero = (most: number): Rule => numberThat('above 0', 'up to', most, (value) => value > 0 && value <= most);

/** What an alert can be compared with, so that it can both fire and be silent. */
const RULES: Record<Comparison, (most: number) => Rule | undefined> = {
  above: (most) => numberThat('from 0', 'below', most, (value) => value >= 0 && value < most),
  'at or above': aboveZero,
  below: aboveZero,
  equal: NONE,
};

const withLimit = (condition: Condition, limit: number): Condition =>
  'signal' in condition ? { ...condition, limit } : { ...condition, ...('times' in condition && { times: limit }) };

/** A limit of the system's that an alert goes by, as its panels do. */
interface SharedLimit {
  signal: SignalCondition['signal'];
  level: 'warning' | 'critical';
  limit: number;
}

/**
 * A system's limits, with those moved that alerts share with panels. Where several alerts go by one limit, an override is of
 * the alert that it names, and panels take the limit of whichever fires first; an alert that is off has no say.
 */
export function movedThresholds(system: VocabularyId, overrides: AlertOverrides): Thresholds {
  const shared = overrides[system] ? teamAlerts(system, overrides).flatMap((alert) => sharedLimit(system, alert)) : [];
  return shared.reduce((all: Thresholds, { signal, level }) => {
    const threshold = thresholdOf(all, signal);
    const limits = shared.filter((one) => one.signal === signal && one.level === level).map(({ limit }) => limit);
    const first = threshold?.below ? Math.max(...limits) : Math.min(...limits);
    return threshold ? { ...all, [signal]: { ...threshold, [level]: first } } : all;
  }, THRESHOLDS[system]);
}

function sharedLimit(system: VocabularyId, { shipped, override }: TeamAlert): SharedLimit[] {
  const { condition } = shipped;
  if (!('signal' in condition) || typeof condition.limit === 'number' || override.off) {
    return [];
  }
  const { signal, limit: level } = condition;
  const limit = override.limit ?? shippedLimit(system, shipped);
  return limit === undefined ? [] : [{ signal, level, limit }];
}
