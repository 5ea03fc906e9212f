import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { dimensionsOf, sourceOf, type Dimension, type Vocabulary } from '../vocabularies/vocabulary';
import type { FurtherMeasureId } from '../vocabularies/measures';
import type { TokenKind } from '../vocabularies/tokenAccounting';
import { changeOverTime, priceLabels, pricesFor } from './prices';
import { eachRate, type NamedCounter } from './read';
import type { Range, Scope } from './scope';
import { counterOf, rateOf, type Signal } from './signal';

/** A range, and the steps in which it is added up where prices change within it. */
export interface Span extends Range {
  step: { window: string; seconds: number };
}

const TEN_MINUTES = { window: '10m', seconds: 600 };
const HOUR = { window: '1h', seconds: 3600 };

export const LAST_DAY: Span = { window: '1d', seconds: 86_400, step: TEN_MINUTES };
export const LAST_30_DAYS: Span = { window: '30d', seconds: 30 * 86_400, step: HOUR };

/** The time since midnight or since the month began, where the scope knows it; else a day or 30 days. */
export const soFar = ({ range }: Scope, since: NonNullable<Signal['since']>): Span => {
  const whole = since === 'day' ? LAST_DAY : LAST_30_DAYS;
  return { ...whole, ...range };
};

/** So many seconds, as a scalar. */
export const secondsOf = ({ seconds }: Range): Expression =>
  typeof seconds === 'number' ? promql.number(seconds) : promql.fromGrafana(seconds);

/** One way to know what was spent. */
export interface Spend extends Pick<Signal, 'needs' | 'splits' | 'basis' | 'emptyWhen'> {
  /** USD per second. */
  rate(vocabulary: Vocabulary, scope: Scope): Expression;
  /** USD in a span up to now. */
  over(vocabulary: Vocabulary, scope: Scope, span: Span): Expression;
}

/** What computed money rests on: the price list tells no earlier prices, unless a person did. */
export const AT_TODAYS_PRICES = "at today's prices";

/** A counter of US dollars that the system itself keeps. */
export const EMITTED: Spend = {
  needs: ['spend'],
  basis: 'as emitted',
  rate: (vocabulary, scope) => rateOf(vocabulary, 'spend', scope),
  over: (vocabulary, scope, span) =>
    promql.multiply(rateOf(vocabulary, 'spend', { ...scope, window: span.window }), secondsOf(span)),
};

/** Tokens times prices. */
export const COMPUTED: Spend = {
  needs: ['tokens'],
  splits: { tokens: ['model', 'tokenType'] },
  basis: AT_TODAYS_PRICES,
  emptyWhen: 'No model in view may have a price: see unpriced tokens.',
  rate: (vocabulary, scope) => priced(vocabulary, scope),
  over: (vocabulary, scope, { step, ...range }) =>
    changeOverTime(scope.prices)
      ? promql.multiply(
          promql.sumOverTime(
            priced(vocabulary, { ...scope, window: step.window }, step.seconds),
            range.window,
            step.window
          ),
          promql.number(step.seconds)
        )
      : promql.multiply(priced(vocabulary, { ...scope, window: range.window }), secondsOf(range)),
};

/** What the system emits where it can be split as asked, else what its tokens cost. */
export function spendOf(vocabulary: Vocabulary, by: readonly Dimension[]): Spend {
  const emitted = sourceOf(vocabulary, 'spend');
  const wins = emitted.kind === 'counter' && by.every((dimension) => dimensionsOf(emitted).includes(dimension));
  return wins ? EMITTED : COMPUTED;
}

/** Joined once with the prices, and summed once outside. */
const priced = (vocabulary: Vocabulary, scope: Scope, lag = 0): Expression => {
  const { model, tokenType } = priceLabels(vocabulary);
  return eachRate(vocabulary, countersOfTokens(vocabulary), scope, (tokens) =>
    promql.multiplyInGroup([model, tokenType], tokens, pricesFor(vocabulary, scope.prices, lag))
  );
};

/** Tokens that some systems count in metrics of their own. */
const COUNTED_APART: ReadonlyArray<[kind: TokenKind, measure: FurtherMeasureId]> = [
  ['cacheRead', 'cachedTokens'],
  ['cacheWrite', 'cacheWriteTokens'],
  ['reasoning', 'reasoningTokens'],
];

/** What a system writes for a kind of token; the first where its versions differ. */
export const typeOf = (vocabulary: Vocabulary, kind: TokenKind): string | undefined =>
  [vocabulary.tokens?.types[kind] ?? []].flat()[0];

/** Every counter of tokens that has a price of its own, under the type that the price has. */
function countersOfTokens(vocabulary: Vocabulary): NamedCounter[] {
  const apart = COUNTED_APART.flatMap(([kind, measure]): NamedCounter[] => {
    const [source, type] = [sourceOf(vocabulary, measure), typeOf(vocabulary, kind)];
    const told = source.kind === 'counter' && dimensionsOf(source).includes('model');
    return told && type !== undefined ? [{ source, named: { tokenType: type } }] : [];
  });
  return [{ source: counterOf(vocabulary, 'tokens'), named: {} }, ...apart];
}

/** Tokens per second of the models that have a price, or of those that have none. */
export function tokensOf(vocabulary: Vocabulary, scope: Scope, which: 'priced' | 'unpriced'): Expression {
  const { model } = priceLabels(vocabulary);
  const select = which === 'priced' ? promql.andOn : promql.unlessOn;
  return eachRate(vocabulary, [{ source: counterOf(vocabulary, 'tokens'), named: {} }], scope, (tokens) =>
    select([model], tokens, pricesFor(vocabulary, scope.prices))
  );
}

/** USD per second that tokens of a kind would cost as another kind. */
export function cachedAs(vocabulary: Vocabulary, scope: Scope, kind: 'input' | 'cacheRead'): Expression {
  const { model, tokenType } = priceLabels(vocabulary);
  const cached = { source: counterOf(vocabulary, 'cachedTokens'), named: { tokenType: typeOf(vocabulary, kind) } };
  return eachRate(vocabulary, [cached], scope, (tokens) =>
    promql.multiplyInGroup([model, tokenType], tokens, pricesFor(vocabulary, scope.prices))
  );
}
