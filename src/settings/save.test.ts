import { parseSettings } from './parse';
import { mergeForSave } from './save';
import type { Settings } from './schema';

const GPT = { model: 'gpt-4o', input: 2, output: 8 };
const CLAUDE = { model: 'claude-sonnet-5', input: 1, output: 5 };
const GARBAGE = { model: 'm', input: 'cheap' };

type Edit = (settings: Settings) => Settings;

const daily =
  (usd: number | undefined): Edit =>
  (settings) => ({ ...settings, budgets: { ...settings.budgets, daily: usd } });
const overrides =
  (...rows: Settings['prices']['overrides']): Edit =>
  (settings) => ({ ...settings, prices: { ...settings.prices, overrides: rows } });
const limits =
  (of: Settings['limits']): Edit =>
  (settings) => ({ ...settings, limits: of });
const jobs =
  (of: Settings['jobs']): Edit =>
  (settings) => ({ ...settings, jobs: of });
const choreoaiAlerts =
  (of: NonNullable<Settings['alerts']['choreoai']>): Edit =>
  (settings) => ({ ...settings, alerts: { ...settings.alerts, choreoai: of } });
const nothing: Edit = (settings) => settings;

/** A person opens what is stored, edits it, and saves while `now` is stored. */
function save(opened: unknown, edit: Edit, now: unknown = opened) {
  const base = parseSettings(opened).settings;
  return mergeForSave(now, edit(base), base);
}

describe('a save', () => {
  it.each<[title: string, opened: object | undefined, edit: Edit, now: object | undefined, saved: object]>([
    ['of the first setting', undefined, daily(50), undefined, { budgets: { daily: 50 } }],
    ['of nothing', { a: 1 }, nothing, { a: 1 }, { a: 1 }],
    [
      'keeps what is not ours',
      { later: { x: [1] } },
      daily(50),
      { later: { x: [1] } },
      { later: { x: [1] }, budgets: { daily: 50 } },
    ],
    [
      'keeps fields that are not ours beside ours',
      { budgets: { weekly: 9, daily: 1 } },
      daily(50),
      { budgets: { weekly: 9, daily: 1 } },
      { budgets: { weekly: 9, daily: 50 } },
    ],
    [
      'keeps fields that are not ours in the row that is changed',
      { prices: { overrides: [{ ...GPT, note: 'x', cacheRead: 1 }] } },
      overrides({ ...GPT, input: 3 }),
      { prices: { overrides: [{ ...GPT, note: 'x', cacheRead: 1 }] } },
      { prices: { overrides: [{ ...GPT, note: 'x', input: 3 }] } },
    ],
    [
      'removes',
      { budgets: { daily: 5, monthly: 6 } },
      daily(undefined),
      { budgets: { daily: 5, monthly: 6 } },
      { budgets: { monthly: 6 } },
    ],
    [
      'keeps what somebody else has said of the same alert since',
      { alerts: { choreoai: { HighErrorRate: { limit: 0.1 } } } },
      choreoaiAlerts({ HighErrorRate: { limit: 0.2 } }),
      { alerts: { choreoai: { HighErrorRate: { limit: 0.1, for: '1h' }, QueueGrows: { off: true } } } },
      { alerts: { choreoai: { HighErrorRate: { limit: 0.2, for: '1h' }, QueueGrows: { off: true } } } },
    ],
    [
      'keeps what somebody else has set since',
      { budgets: { daily: 5 } },
      daily(50),
      { budgets: { daily: 5, monthly: 900 }, jobs: { a: 'choreoai' } },
      { budgets: { daily: 50, monthly: 900 }, jobs: { a: 'choreoai' } },
    ],
    [
      'keeps rows that somebody else has added since',
      { prices: { overrides: [GPT] } },
      overrides({ ...GPT, input: 3 }),
      { prices: { overrides: [CLAUDE, GPT] } },
      { prices: { overrides: [CLAUDE, { ...GPT, input: 3 }] } },
    ],
    [
      'keeps away what somebody else has removed since',
      { prices: { overrides: [GPT, CLAUDE] } },
      overrides({ ...GPT, input: 3 }, CLAUDE),
      { prices: { overrides: [GPT] } },
      { prices: { overrides: [{ ...GPT, input: 3 }] } },
    ],
    [
      'adds and removes rows',
      { prices: { overrides: [GPT] } },
      overrides(CLAUDE),
      { prices: { overrides: [GPT] } },
      { prices: { overrides: [CLAUDE] } },
    ],
    [
      'tells the prices of a model apart by their date',
      { prices: { overrides: [GPT] } },
      overrides(GPT, { ...GPT, input: 3, from: '2026-09-01' }),
      { prices: { overrides: [GPT] } },
      { prices: { overrides: [GPT, { ...GPT, input: 3, from: '2026-09-01' }] } },
    ],
    [
      'of the same change as somebody else’s',
      { budgets: { daily: 5 } },
      daily(50),
      { budgets: { daily: 50 } },
      { budgets: { daily: 50 } },
    ],
    ['of a removal that somebody else has made', { budgets: { daily: 5 } }, daily(undefined), {}, {}],
    [
      'keeps rows that cannot be read',
      { prices: { overrides: [GARBAGE, GPT, 5] } },
      overrides(),
      { prices: { overrides: [GARBAGE, GPT, 5] } },
      { prices: { overrides: [GARBAGE, 5] } },
    ],
    [
      'keeps entries that cannot be read',
      { jobs: { a: 'chorus' } },
      jobs({ b: 'choreoai' }),
      { jobs: { a: 'chorus' } },
      { jobs: { a: 'chorus', b: 'choreoai' } },
    ],
    [
      'puts aside what it has to replace and cannot read',
      { limits: { openai: { rpm: 'many' } } },
      limits({ openai: { rpm: 5 } }),
      { limits: { openai: { rpm: 'many' } } },
      { limits: { openai: { rpm: 5 } }, unreadable: { 'limits.openai.rpm': 'many' } },
    ],
    [
      'puts aside what stands in the way',
      { budgets: 'lots', prices: { overrides: 'all' }, unreadable: { jobs: 1 } },
      (settings) => overrides(GPT)(daily(5)(settings)),
      { budgets: 'lots', prices: { overrides: 'all' }, unreadable: { jobs: 1 } },
      {
        budgets: { daily: 5 },
        prices: { overrides: [GPT] },
        unreadable: { jobs: 1, budgets: 'lots', 'prices.overrides': 'all' },
      },
    ],
    [
      'keeps a version that is none',
      { version: 'x' },
      daily(5),
      { version: 'x' },
      { budgets: { daily: 5 }, unreadable: { version: 'x' } },
    ],
  ])('%s', (_, opened, edit, now, saved) => {
    const before = JSON.stringify(now);
    const answer = save(opened, edit, now);
    expect(answer).toEqual({ kind: 'save', body: { enabled: true, pinned: true, jsonData: { version: 1, ...saved } } });
    expect(JSON.stringify(now)).toBe(before);
  });

  it('keeps settings that are no object at all', () => {
    expect(save('nonsense', daily(5))).toMatchObject({
      body: { jsonData: { version: 1, budgets: { daily: 5 }, unreadable: { jsonData: 'nonsense' } } },
    });
  });

  it('keeps names that are those of JavaScript', () => {
    const names = '{"__proto__":"choreoai","constructor":"convergeai"}';
    expect(JSON.stringify(save({}, jobs(JSON.parse(names))))).toContain(`"jsonData":{"version":1,"jobs":${names}}`);
  });

  it('can be opened and saved again', () => {
    const first = save({ prices: { overrides: [GARBAGE] } }, overrides(GPT));
    const jsonData = first.kind === 'save' ? first.body.jsonData : undefined;
    expect(save(jsonData, nothing)).toEqual(first);
  });
});

describe('a save is refused', () => {
  it.each<[title: string, opened: object, edit: Edit, now: object, field: string, theirs: unknown, mine: unknown]>([
    ['where two set a field', {}, daily(5), { budgets: { daily: 6 } }, 'budgets.daily', 6, 5],
    ['where two change one', { budgets: { daily: 4 } }, daily(5), { budgets: { daily: 6 } }, 'budgets.daily', 6, 5],
    [
      'where one changes what the other removed',
      { budgets: { daily: 4 } },
      daily(5),
      {},
      'budgets.daily',
      undefined,
      5,
    ],
    [
      'where one removes what the other changed',
      { budgets: { daily: 4 } },
      daily(undefined),
      { budgets: { daily: 6 } },
      'budgets.daily',
      6,
      undefined,
    ],
    [
      'where two change a price',
      { prices: { overrides: [GPT] } },
      overrides({ ...GPT, input: 3 }),
      { prices: { overrides: [{ ...GPT, output: 9 }] } },
      'prices.overrides["gpt-4o"]',
      { ...GPT, output: 9 },
      { ...GPT, input: 3 },
    ],
    [
      'where two give a job away',
      {},
      jobs({ a: 'choreoai' }),
      { jobs: { a: 'convergeai' } },
      'jobs.a',
      'convergeai',
      'choreoai',
    ],
  ])('%s', (_, opened, edit, now, field, theirs, mine) => {
    const answer = save(opened, edit, now);
    expect(answer).toEqual({
      kind: 'conflict',
      conflicts: [
        { field, theirs, mine, what: expect.stringContaining('by somebody else'), expected: expect.any(String) },
      ],
    });
  });

  it('and says whose is whose', () => {
    const answer = save({ budgets: { daily: 4 } }, daily(5), { budgets: { daily: 6 } });
    expect(answer.kind === 'conflict' && answer.conflicts[0]).toMatchObject({
      what: 'was set to 6 by somebody else since you opened it',
      expected: 'theirs, or your 5: reload and decide',
    });
  });

  it('where something entered is wrong, which names it', () => {
    expect(save({}, daily(NaN))).toEqual({
      kind: 'invalid',
      problems: [{ field: 'budgets.daily', what: 'is NaN', expected: 'a number of USD above 0, such as 50' }],
    });
    expect(save({ prices: { overrides: [GPT] } }, overrides(GPT, GPT)).kind).toBe('invalid');
  });

  it('where a newer version of the plugin has saved', () => {
    const answer = save({}, daily(5), { version: 2 });
    expect(answer).toMatchObject({ kind: 'newer', problems: [{ field: 'version' }] });
  });
});
