import { WINDOWS, type Condition } from '../definitions/alert';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { equals } from '../promql/matcher';
import { NO_BUDGET, type Missing } from '../signals/missing';
import { COST, latest, recordedAs, recordedName, SYSTEM_LABEL, TIERS, type TierId } from '../signals/recorded';
import type { Signal } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import { sourceOf } from '../vocabularies/vocabulary';
import { boundOf, compared, grown, type AlertExpression } from './alertAnswer';
import { jobsMatcher, type AlertReading } from './alertReading';
import { costRules } from './costRules';

/** Alerts about money read what recording rules say, whichever way rates are read: windows are long, and prices change. */
const isRecorded = ({ jobs, recorded }: AlertReading): boolean => jobs === 'recorded' || recorded === true;

type Built = AlertExpression | Missing;

export function unpriced(_: unknown, reading: AlertReading): Built {
  const { vocabulary } = reading;
  if (costRules(vocabulary).length === 0 || !isRecorded(reading) || sourceOf(vocabulary, 'spend').kind !== 'absent') {
    return without(reading, 'Unpriced tokens', 'Its tokens are not priced by recording rules.');
  }
  const by = ['job', 'model'];
  const tokens = promql.multiply(
    promql.sum(by, lastHour(reading, recordedName('tokens'))),
    promql.number(WINDOWS['1h'])
  );
  return {
    expr: promql.unlessOn(by, compared('above', tokens, 0), lastHour(reading, COST)),
    is: 'above',
    limit: 0,
    unit: 'si:tok',
    labels: by,
  };
}

export function spendAnomaly(
  { times, atLeast }: Extract<Condition, { kind: 'spend-anomaly' }>,
  reading: AlertReading
): Built {
  const name = recordedSpend(reading);
  if (name === undefined) {
    return without(reading, 'Spend against last week', 'What it spends is not recorded.');
  }
  const now = promql.sum(['job'], lastHour(reading, name));
  const before = promql.sum(['job'], lastHour(reading, name, '1w'));
  const enough = promql.atOrAbove(promql.multiply(now, promql.number(WINDOWS['1h'])), promql.number(atLeast));
  return grown(now, before, times, enough);
}

/** A budget is of the system, whatever number of jobs it has. */
const OF_BUDGET = [SYSTEM_LABEL];

/** As the cost page has it, of what is recorded: see `ofBudget` in signals/cost.ts. Days and months are UTC's. */
export function budget(condition: Extract<Condition, { kind: 'budget' }>, reading: AlertReading): Built {
  const { signal, is } = condition;
  const { title, budget: which = 'daily', since = 'day' }: Signal = SIGNALS[signal];
  const amount = reading.budgets?.[which];
  if (amount === undefined) {
    return { system: reading.vocabulary.title, signal: title, ...NO_BUDGET[which] };
  }
  const name = recordedSpend(reading);
  if (name === undefined) {
    return without(reading, title, 'What it spends is not recorded.');
  }
  const spent = soFar(reading, name, since);
  const usd = signal === 'monthlyBudgetForecast' ? toTheEnd(reading, name, spent) : spent;
  const limit = boundOf(reading, condition);
  return {
    expr: compared(is, promql.divide(usd, promql.number(amount)), limit),
    is,
    limit,
    unit: 'percentunit',
    labels: OF_BUDGET,
  };
}

/** The recorded means that a day or a month is added up of: up to one of them is not counted yet. */
const PARTS: Record<NonNullable<Signal['since']>, TierId> = { day: '5m', month: '1h' };

const spendRate = (reading: AlertReading, name: string, tier: TierId): Expression =>
  promql.sum(OF_BUDGET, recorded(reading, name, tier));

function soFar(reading: AlertReading, name: string, since: NonNullable<Signal['since']>): Expression {
  const tier = PARTS[since];
  return promql.multiply(
    promql.sumSince(since, spendRate(reading, name, tier), tier),
    promql.number(TIERS[tier].seconds)
  );
}

/** This month so far, and the rest of it at the pace of the last day. */
function toTheEnd(reading: AlertReading, name: string, spent: Expression): Expression {
  const pace = promql.or(spendRate(reading, name, '1d'), promql.multiply(spent, promql.number(0)));
  const left = promql.subtract(promql.secondsOfMonth(), promql.secondsIntoMonth());
  return promql.add(spent, promql.multiply(pace, left));
}

const without = ({ vocabulary }: AlertReading, signal: string, why: string): Missing => ({
  system: vocabulary.title,
  signal,
  why,
  howToEmit: 'Load the recording rules, and see that the system counts tokens by model and type.',
});

/** The recorded mean of the last hour, or of that hour some time ago. */
const lastHour = (reading: AlertReading, name: string, ago?: string): Expression => recorded(reading, name, '1h', ago);

/** The latest recorded means of the system; of jobs that a person has named, only those. */
const recorded = (reading: AlertReading, name: string, tier: TierId, ago?: string): Expression =>
  latest(
    `${name}:${recordedAs('rate', tier)}`,
    tier,
    [equals(SYSTEM_LABEL, reading.vocabulary.id), ...(reading.jobs === 'recorded' ? [] : [jobsMatcher(reading)])],
    ago
  );

/** What recording rules say that a system spends, in USD per second: what it emits, else what its tokens cost. Never both. */
function recordedSpend(reading: AlertReading): string | undefined {
  const { vocabulary } = reading;
  if (!isRecorded(reading)) {
    return undefined;
  }
  if (sourceOf(vocabulary, 'spend').kind !== 'absent') {
    return recordedName('spend');
  }
  return costRules(vocabulary).length > 0 ? COST : undefined;
}
