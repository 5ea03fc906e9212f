import { costOf } from '../../src/pricing/cost';
import { lookUp, priceBook } from '../../src/pricing/lookUp';
import { equals } from '../../src/promql/matcher';
import type { Prices } from '../../src/signals/scope';
import { SIGNALS, type SignalId } from '../../src/signals/signals';
import { choreoai } from '../../src/vocabularies/choreoai';
import { needs } from '../real';
import { testExpression } from './promtool';
import { FIRST, SECOND, tokens, type Labels } from './series';

const HOUR = 60;
const DAY = 24 * HOUR;

/** The price doubles at noon of a day that starts with promtool's clock. */
const NOON = 12 * HOUR;
const MODEL = 'gpt-4o';
const book = priceBook(
  { overrides: [{ model: MODEL, input: 5, output: 20, from: '1970-01-01T12:00:00Z' }], aliases: {} },
  [{ model: MODEL, input: 2.5, output: 10 }]
);
const prices: Prices = { book, models: [{ model: MODEL }] };

interface Replica {
  labels: Labels;
  /** Tokens a minute. */
  input: number;
  output: number;
  /** The minute in which it starts anew, from 0. */
  restart?: number;
}

/** One of them restarts in the morning; both write input and output. */
const REPLICAS: readonly Replica[] = [
  { labels: FIRST, input: 90_000, output: 12_000, restart: 7 * HOUR + 7 },
  { labels: SECOND, input: 30_000, output: 4_000 },
];

/** A counter as Prometheus sees it, minute by minute. */
function samples(perMinute: number, restart = Infinity): string {
  const before = Math.min(restart, 2 * DAY);
  return restart === Infinity ? `0+${perMinute}x${before}` : `0+${perMinute}x${before - 1} 0+${perMinute}x${2 * DAY}`;
}

const series = Object.fromEntries(
  REPLICAS.flatMap(({ labels, input, output, restart }) => [
    [tokens('choreoai_tokens_total', { ...labels, type: 'input' }), samples(input, restart)],
    [tokens('choreoai_tokens_total', { ...labels, type: 'output' }), samples(output, restart)],
  ])
);

/** What a day's tokens cost by hand: minute by minute, each at the price of its moment. */
function byHand(fromMinute: number, toMinute: number): number {
  let usd = 0;
  for (let minute = fromMinute; minute < toMinute; minute += 1) {
    const priced = lookUp({ model: MODEL }, minute * 60, book);
    for (const { input, output, restart } of REPLICAS) {
      // Nobody has seen what was counted between the last scrape and the restart.
      usd +=
        priced.found === 'unpriced' || minute + 1 === restart
          ? 0
          : costOf({ input, output }, priced.price, choreoai.tokens.accounting);
    }
  }
  return usd;
}

/** 1 where a signal is within 1% of a figure, else 0. */
const within = (signal: SignalId, expected: number) => {
  const expression = SIGNALS[signal].expression(choreoai, {
    jobs: equals('job', FIRST.job),
    select: {},
    by: [],
    window: '5m',
    prices,
  });
  return `abs((${expression}) / ${expected} - 1) < bool 0.01`;
};

needs('promtool')('over a day with a price change, a counter reset and two replicas', () => {
  it('the day’s spend is what one computes by hand from the ledger', () => {
    const expression = within('spendLastDay', byHand(0, DAY));
    expect(testExpression({ series, expression, answers: { '{}': 1 }, at: DAY })).toBeUndefined();
  });

  it('and is neither all at the old price nor all at the new one', () => {
    const old = byHand(0, NOON) * 2;
    const expression = within('spendLastDay', old);
    expect(testExpression({ series, expression, answers: { '{}': 0 }, at: DAY })).toBeUndefined();
  });

  it('the spend of the last 30 days is that of the hours that there are', () => {
    const expression = within('spendLast30Days', byHand(0, DAY));
    expect(testExpression({ series, expression, answers: { '{}': 1 }, at: DAY })).toBeUndefined();
  });

  it.each([
    ['before', NOON - 30],
    ['after', NOON + 30],
  ])('the spend of an hour is at the price of the moment: %s the change', (_, at) => {
    const expression = within('spendPerHour', byHand(at - 5, at) * 12);
    expect(testExpression({ series, expression, answers: { '{}': 1 }, at })).toBeUndefined();
  });
});
