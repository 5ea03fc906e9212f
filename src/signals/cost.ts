import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import { dimensionsOf, isDerived, type Vocabulary } from '../vocabularies/vocabulary';
import type { MeasureId } from '../vocabularies/measures';
import { priceLabels, pricesFor } from './prices';
import type { Scope } from './scope';
import { counterOf, rateOf, type Signal, type Unit } from './signal';
import { eachRate } from './read';
import {
  AT_TODAYS_PRICES,
  cachedAs,
  COMPUTED,
  EMITTED,
  LAST_30_DAYS,
  LAST_DAY,
  secondsOf,
  soFar,
  spendOf,
  tokensOf,
  typeOf,
  type Spend,
} from './spend';

type Formula = (spend: Spend, vocabulary: Vocabulary, scope: Scope) => Expression;
type About = Partial<
  Pick<Signal, 'splits' | 'emptyWhen' | 'atEnd' | 'since' | 'lookBack' | 'budget' | 'adds' | 'weight'>
> & {
  alsoNeeds?: readonly MeasureId[];
};

/** A signal over what was spent, by whichever way the system offers. */
function money(title: string, unit: Unit, formula: Formula, { alsoNeeds = [], ...about }: About = {}): Signal {
  const from = (spend: Spend): Signal => ({
    title,
    unit,
    ...about,
    needs: [...spend.needs, ...alsoNeeds],
    splits: { ...spend.splits, ...about.splits },
    emptyWhen: about.emptyWhen ?? spend.emptyWhen,
    basis: spend.basis,
    expression: (vocabulary, scope) => formula(spend, vocabulary, scope),
  });
  return {
    ...from(COMPUTED),
    of: (vocabulary, by) => from(spendOf(vocabulary, by)),
    expression: (vocabulary, scope) => formula(spendOf(vocabulary, scope.by), vocabulary, scope),
  };
}

const times =
  (seconds: number): Formula =>
  (spend, vocabulary, scope) =>
    promql.multiply(spend.rate(vocabulary, scope), promql.number(seconds));

const today: Formula = (spend, vocabulary, scope) => spend.over(vocabulary, scope, soFar(scope, 'day'));
const thisMonth: Formula = (spend, vocabulary, scope) => spend.over(vocabulary, scope, soFar(scope, 'month'));

const none = (inner: Expression): Expression => promql.multiply(inner, promql.number(0));

/** This month so far, and the rest of it at the pace of the last day. */
const forecast: Formula = (spend, vocabulary, scope) => {
  const spent = thisMonth(spend, vocabulary, scope);
  const pace = promql.or(spend.rate(vocabulary, { ...scope, window: LAST_DAY.window }), none(spent));
  const left = promql.subtract(promql.secondsOfMonth(), secondsOf(soFar(scope, 'month')));
  return promql.add(spent, promql.multiply(pace, left));
};

/** A share of a budget; no answer where it is not set, which a variable tells with 0. */
const ofBudget =
  (formula: Formula, budget: 'daily' | 'monthly'): Formula =>
  (spend, vocabulary, scope) => {
    const amount = scope.budgets?.[budget] ?? 0;
    const usd = typeof amount === 'number' ? promql.number(amount) : promql.fromGrafana(amount.variable);
    return promql.divide(formula(spend, vocabulary, scope), promql.positive(promql.vector(usd)));
  };

/** Of a counter with models only what has a price: the rest would make the priced look cheap. */
function pricedOnly(spend: Spend, vocabulary: Vocabulary, scope: Scope, measure: MeasureId): Expression {
  const source = counterOf(vocabulary, measure);
  if (spend === EMITTED || source.less || !dimensionsOf(source).includes('model')) {
    return rateOf(vocabulary, measure, scope);
  }
  const { model } = priceLabels(vocabulary);
  return eachRate(vocabulary, [{ source, named: {} }], scope, (series) =>
    promql.andOn([model], series, pricesFor(vocabulary, scope.prices))
  );
}

/** Money whose provider nobody knows; the selection of providers does not apply to it. */
const unattributed: Formula = (spend, vocabulary, scope) => {
  const unknown = isDerived(vocabulary.labels.provider) ? [UNKNOWN_PROVIDER] : [UNKNOWN_PROVIDER, ''];
  const everybody = { ...scope, select: { ...scope.select, provider: [] } };
  return promql.or(
    spend.over(vocabulary, { ...scope, select: { ...scope.select, provider: unknown } }, LAST_DAY),
    none(spend.over(vocabulary, everybody, LAST_DAY))
  );
};

const TOKENS_BY_MODEL = { tokens: ['model', 'tokenType'] } satisfies Signal['splits'];

/** What the price list says of a kind of token, of the models that have used some; in USD per million. */
const price = (title: string, kind: 'input' | 'output'): Signal => ({
  title,
  unit: 'currencyUSD',
  needs: ['tokens'],
  splits: TOKENS_BY_MODEL,
  basis: AT_TODAYS_PRICES,
  atEnd: true,
  lookBack: 'day',
  emptyWhen: COMPUTED.emptyWhen,
  expression: (vocabulary, scope) => {
    const { model, tokenType } = priceLabels(vocabulary);
    const one = promql.labelReplace(promql.vector(promql.number(1)), tokenType, typeOf(vocabulary, kind) ?? '', '', '');
    const ofKind = promql.andOn([tokenType], pricesFor(vocabulary, scope.prices), one);
    const used = rateOf(vocabulary, 'tokens', { ...scope, by: ['model'], window: LAST_DAY.window });
    return promql.multiply(promql.sum([model], promql.andOn([model], ofKind, used)), promql.number(1_000_000));
  },
});

/** What tokens cost. All in USD; a model without a price adds nothing to it, and is told as unpriced. */
export const COST = {
  spendPerSecond: money(
    'Spend per second',
    'currencyUSD',
    (spend, vocabulary, scope) => spend.rate(vocabulary, scope),
    { adds: true }
  ),
  spendPerMinute: money('Spend per minute', 'currencyUSD', times(60), { adds: true }),
  spendPerHour: money('Spend per hour', 'currencyUSD', times(3600), { adds: true }),
  spendLastDay: money(
    'Spend, last 24 hours',
    'currencyUSD',
    (spend, vocabulary, scope) => spend.over(vocabulary, scope, LAST_DAY),
    { adds: true, atEnd: true, lookBack: 'day' }
  ),
  spendLast30Days: money(
    'Spend, last 30 days',
    'currencyUSD',
    (spend, vocabulary, scope) => spend.over(vocabulary, scope, LAST_30_DAYS),
    { adds: true, atEnd: true, lookBack: 'month' }
  ),
  spendToday: money('Spend, today', 'currencyUSD', today, { adds: true, atEnd: true, since: 'day' }),
  spendThisMonth: money('Spend, this month', 'currencyUSD', thisMonth, { adds: true, atEnd: true, since: 'month' }),
  spendForecast: money("Spend, forecast to the month's end", 'currencyUSD', forecast, {
    adds: true,
    atEnd: true,
    since: 'month',
  }),
  dailyBudgetUsed: money('Daily budget used', 'percentunit', ofBudget(today, 'daily'), {
    atEnd: true,
    since: 'day',
    budget: 'daily',
  }),
  monthlyBudgetUsed: money('Monthly budget used', 'percentunit', ofBudget(thisMonth, 'monthly'), {
    atEnd: true,
    since: 'month',
    budget: 'monthly',
  }),
  monthlyBudgetForecast: money(
    "Monthly budget used, forecast to the month's end",
    'percentunit',
    ofBudget(forecast, 'monthly'),
    { atEnd: true, since: 'month', budget: 'monthly' }
  ),
  spendPerRequest: money(
    'Spend per request',
    'currencyUSD',
    (spend, vocabulary, scope) =>
      promql.divide(spend.rate(vocabulary, scope), promql.positive(pricedOnly(spend, vocabulary, scope, 'requests'))),
    { alsoNeeds: ['requests'], weight: (vocabulary, scope) => rateOf(vocabulary, 'requests', scope) }
  ),
  spendPerThousandTokens: money(
    'Spend per 1,000 tokens',
    'currencyUSD',
    (spend, vocabulary, scope) =>
      promql.multiply(
        promql.divide(spend.rate(vocabulary, scope), promql.positive(pricedOnly(spend, vocabulary, scope, 'tokens'))),
        promql.number(1000)
      ),
    { alsoNeeds: ['tokens'], weight: (vocabulary, scope) => rateOf(vocabulary, 'tokens', scope) }
  ),
  unattributedSpend: money('Unattributed spend, last 24 hours', 'currencyUSD', unattributed, {
    atEnd: true,
    lookBack: 'day',
    splits: { tokens: ['model', 'tokenType', 'provider'], spend: ['provider'] },
  }),
  savedByCache: {
    title: 'Saved by cached tokens',
    adds: true,
    unit: 'currencyUSD',
    needs: ['cachedTokens'],
    splits: { cachedTokens: ['model'] },
    basis: AT_TODAYS_PRICES,
    expression: (vocabulary, scope) => {
      const asCached = cachedAs(vocabulary, scope, 'cacheRead');
      // Where the input counts them too, what they add as cached already is the difference.
      const saved = vocabulary.tokens?.accounting.inputIncludesCached
        ? promql.multiply(asCached, promql.number(-1))
        : promql.subtract(cachedAs(vocabulary, scope, 'input'), asCached);
      return promql.multiply(saved, promql.number(3600));
    },
  },
  tokensLastDay: {
    title: 'Tokens, last 24 hours',
    adds: true,
    unit: 'si:tok',
    needs: ['tokens'],
    atEnd: true,
    lookBack: 'day',
    expression: (vocabulary, scope) =>
      promql.multiply(rateOf(vocabulary, 'tokens', { ...scope, window: LAST_DAY.window }), secondsOf(LAST_DAY)),
  },
  unpricedTokens: {
    title: 'Unpriced tokens, last 24 hours',
    adds: true,
    unit: 'si:tok',
    needs: ['tokens'],
    splits: TOKENS_BY_MODEL,
    atEnd: true,
    lookBack: 'day',
    expression: (vocabulary, scope) => {
      const day = { ...scope, window: LAST_DAY.window };
      const unpriced = promql.or(tokensOf(vocabulary, day, 'unpriced'), none(rateOf(vocabulary, 'tokens', day)));
      return promql.multiply(unpriced, secondsOf(LAST_DAY));
    },
  },
  unpricedTokensPerMinute: {
    title: 'Unpriced tokens per minute',
    adds: true,
    unit: 'si:tok/min',
    needs: ['tokens'],
    splits: TOKENS_BY_MODEL,
    emptyWhen: 'Every model in view may have a price.',
    expression: (vocabulary, scope) => promql.multiply(tokensOf(vocabulary, scope, 'unpriced'), promql.number(60)),
  },
  inputPrice: price('Price of a million input tokens', 'input'),
  outputPrice: price('Price of a million output tokens', 'output'),
  emittedSpend: {
    title: 'Emitted spend per hour',
    adds: true,
    unit: 'currencyUSD',
    needs: EMITTED.needs,
    expression: (vocabulary, scope) => times(3600)(EMITTED, vocabulary, scope),
  },
  computedSpend: {
    title: 'Computed spend per hour',
    adds: true,
    unit: 'currencyUSD',
    // Next to what the system emits, or nowhere.
    needs: ['tokens', 'spend'],
    splits: COMPUTED.splits,
    emptyWhen: COMPUTED.emptyWhen,
    expression: (vocabulary, scope) => times(3600)(COMPUTED, vocabulary, scope),
  },
  spendGap: {
    title: 'Emitted against computed spend',
    unit: 'percentunit',
    needs: ['spend', 'tokens'],
    splits: COMPUTED.splits,
    emptyWhen: COMPUTED.emptyWhen,
    expression: (vocabulary, scope) => {
      const computed = promql.positive(COMPUTED.rate(vocabulary, scope));
      const difference = promql.subtract(EMITTED.rate(vocabulary, scope), computed);
      return promql.absolute(promql.divide(difference, computed));
    },
  },
} satisfies Record<string, Signal>;
