import { dryRun, type Timing } from './dryRun';

const MINUTE = 60_000;

/** Looks every five minutes, for two hours. */
const TIMING: Timing = { for: 10 * MINUTE, keepFiringFor: 0, step: 5 * MINUTE, until: 120 * MINUTE };

const held = (minutes: readonly number[], what = '') => ({ what, times: minutes.map((one) => one * MINUTE) });

/** Firings in minutes, the first first. */
const firings = (minutes: readonly number[], timing: Partial<Timing> = {}) =>
  dryRun([held(minutes)], { ...TIMING, ...timing })
    .firings.map(({ from, to, ongoing }) => [from / MINUTE, to / MINUTE, ...(ongoing ? ['ongoing'] : [])])
    .reverse();

describe('a dry run', () => {
  it('finds nothing where an expression never held', () => {
    expect(dryRun([], TIMING)).toEqual({ firings: [], total: 0 });
    expect(dryRun([held([])], TIMING)).toEqual({ firings: [], total: 0 });
  });

  it('fires once it has held for long enough, until it holds no more', () => {
    expect(firings([10, 15, 20, 25])).toEqual([[20, 30]]);
    expect(firings([10, 15, 20])).toEqual([[20, 25]]);
  });

  it('stays silent where it held too shortly, however often', () => {
    expect(firings([10, 15, 25, 30, 40, 45])).toEqual([]);
  });

  it('fires at once where nothing is to be waited for', () => {
    expect(firings([10, 30, 35], { for: 0 })).toEqual([
      [10, 15],
      [30, 40],
    ]);
  });

  it('begins to wait anew after a gap', () => {
    expect(firings([10, 15, 20, 30, 35, 40])).toEqual([
      [20, 25],
      [40, 45],
    ]);
  });

  it('goes on for a while where it should, and needs not wait again meanwhile', () => {
    const keepFiringFor = 10 * MINUTE;
    expect(firings([10, 15, 20], { keepFiringFor })).toEqual([[20, 35]]);
    expect(firings([10, 15, 20, 30], { keepFiringFor })).toEqual([[20, 45]]);
    expect(firings([10, 15, 20, 40], { keepFiringFor })).toEqual([[20, 35]]);
    // What is only waiting does not go on.
    expect(firings([10, 15, 25, 30], { keepFiringFor })).toEqual([]);
  });

  it('fires still where it held at the last look', () => {
    expect(firings([105, 110, 115, 120])).toEqual([[115, 120, 'ongoing']]);
    expect(firings([105, 110, 115])).toEqual([[115, 120]]);
    expect(firings([95, 100, 105], { keepFiringFor: 60 * MINUTE })).toEqual([[105, 120, 'ongoing']]);
  });

  it('bears with looks that are not quite a step apart', () => {
    expect(firings([10, 15.5, 20.9, 26])).toEqual([[20, 31]]);
  });

  it('tells of all series, the latest first, and counts the time once', () => {
    const { firings: all, total } = dryRun(
      [held([10, 15, 20, 25], 'openai'), held([15, 20, 25, 30], 'anthropic'), held([60, 65, 70], 'openai')],
      TIMING
    );
    expect(all.map(({ what, from }) => [what, from / MINUTE])).toEqual([
      ['openai', 70],
      ['anthropic', 25],
      ['openai', 20],
    ]);
    expect(total / MINUTE).toBe(15 + 5);
  });
});
