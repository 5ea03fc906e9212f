import { parseSettings } from './parse';
import { limitOf, NO_SETTINGS, type Settings } from './schema';

const COMPLETE: Settings = {
  dataSources: { metrics: 'prom', logs: 'loki', traces: 'jaeger' },
  prices: {
    overrides: [
      { model: 'gpt-4o', input: 2, output: 8 },
      {
        model: 'gpt-4o',
        provider: 'azure',
        input: 1,
        output: 4,
        cacheRead: 0,
        cacheWrite: 2,
        longContext: { above: 200_000, input: 3 },
        from: '2026-09-01',
        source: 'Our contract',
      },
    ],
    aliases: { 'prod-chat': 'gpt-4o' },
  },
  budgets: { daily: 50, monthly: 1000, bySystem: { choreoai: { daily: 20 } } },
  limits: { openai: { rpm: 5000, tpm: 2_000_000 }, 'x-ai': { tpm: 1 } },
  jobs: { 'gateway-prod': 'choreoai', sandbox: 'none' },
  customMetrics: {
    choreoai: [{ name: 'choreoai_custom_metric', kind: 'gauge', unit: 'short', labels: ['team'], title: 'Custom' }],
  },
  alerts: {
    choreoai: { HighErrorRate: { limit: 0.1, for: '10m', severity: 'critical' }, QueueGrows: { off: true } },
  },
  customAlerts: {
    choreoai: [
      { name: 'CustomAlert', expr: 'your_metric > 3', for: '5m', severity: 'warning', summary: 'Alert summary' },
    ],
  },
};

describe('settings', () => {
  it.each<[title: string, jsonData: unknown, settings: Settings]>([
    ['that were never saved are empty', undefined, NO_SETTINGS],
    ['that are null are empty', null, NO_SETTINGS],
    ['of an app without any are empty', {}, NO_SETTINGS],
    [
      'of which some are absent have the others',
      { version: 1, jobs: { a: 'choreoai' } },
      { ...NO_SETTINGS, jobs: { a: 'choreoai' } },
    ],
    ['are read whole', { version: 1, ...COMPLETE }, COMPLETE],
    ['without a version are read', COMPLETE, COMPLETE],
    ['beside what is not ours are read', { version: 1, ...COMPLETE, later: { a: 1 } }, COMPLETE],
  ])('%s', (_, jsonData, settings) => {
    expect(parseSettings(jsonData)).toMatchObject({ settings, problems: [], readOnly: false });
    expect(parseSettings(jsonData).settings).toEqual(settings);
  });

  it('of a newer version are read as far as they can, and not to be saved', () => {
    const jsonData = { version: 2, budgets: { daily: 5, bySystem: 'all' }, prices: { overrides: [] } };
    const { settings, problems, readOnly, stored } = parseSettings(jsonData);
    expect({ readOnly, stored, daily: settings.budgets.daily }).toEqual({ readOnly: true, stored: jsonData, daily: 5 });
    expect(problems[0]).toEqual({
      field: 'version',
      what: 'is 2: a newer version of the plugin has saved these settings',
      expected: 'at most 1. Update the plugin to change them; until then they are only read',
    });
  });
});

describe('what cannot be read is told, and kept', () => {
  it.each<[jsonData: unknown, field: string, what: string, expected: string]>([
    ['nonsense', '', 'is "nonsense"', 'an object'],
    [[1], '', 'is [1]', 'an object'],
    [{ version: 'one' }, 'version', 'is "one"', 'a whole number up to 1'],
    [{ version: 1.5 }, 'version', 'is 1.5', 'a whole number'],
    [{ version: -1 }, 'version', 'is -1', 'a whole number'],
    [{ budgets: 'lots' }, 'budgets', 'is "lots"', 'an object'],
    [{ budgets: { daily: '50' } }, 'budgets.daily', 'is "50"', 'a number of USD above 0'],
    [{ budgets: { daily: 0 } }, 'budgets.daily', 'is 0', 'above 0'],
    [{ budgets: { monthly: -1 } }, 'budgets.monthly', 'is -1', 'above 0'],
    [{ budgets: { bySystem: { chorus: { daily: 1 } } } }, 'budgets.bySystem.chorus', 'is "chorus"', 'one of choreoai,'],
    [{ limits: { openai: { rpm: 0 } } }, 'limits.openai.rpm', 'is 0', 'a whole number, 1 or more'],
    [{ limits: { openai: { tpm: 1.5 } } }, 'limits.openai.tpm', 'is 1.5', 'a whole number'],
    [{ limits: { '': { rpm: 1 } } }, 'limits.""', 'is ""', 'a name'],
    [{ limits: { 'gcp.gemini': 5 } }, 'limits."gcp.gemini"', 'is 5', 'an object'],
    [{ jobs: { api: 'chorus' } }, 'jobs.api', 'is "chorus"', 'one of choreoai,'],
    [{ prices: { aliases: { a: null } } }, 'prices.aliases.a', 'is null', 'a name'],
    [{ prices: { overrides: {} } }, 'prices.overrides', 'is {}', 'a list'],
    [{ prices: { overrides: [5] } }, 'prices.overrides[0]', 'is 5', 'an object'],
    [{ prices: { overrides: [{ model: 'm', input: 1 }] } }, 'prices.overrides[0].output', 'is missing', 'a value'],
    [
      { prices: { overrides: [{ model: 'm', input: -1, output: 1 }] } },
      'prices.overrides[0].input',
      'is -1',
      'a number of USD, 0 or more',
    ],
    [
      { prices: { overrides: [{ model: 'm', input: 1, output: 1, from: 'soon' }] } },
      'prices.overrides[0].from',
      'is "soon"',
      'a date such as 2026-08-01',
    ],
    [
      { prices: { overrides: [{ model: 'm', input: 1, output: 1, longContext: { above: 1 } }] } },
      'prices.overrides[0].longContext.input',
      'is missing',
      'a value',
    ],
    [
      {
        prices: {
          overrides: [
            { model: 'm', input: 1, output: 1 },
            { model: 'm', input: 2, output: 2 },
          ],
        },
      },
      'prices.overrides[1]',
      'is prices.overrides[0] once more',
      'each row once',
    ],
    [
      { customMetrics: { choreoai: [{ name: 'a', kind: 'timer', labels: [], title: 'A' }] } },
      'customMetrics.choreoai[0].kind',
      'is "timer"',
      'one of counter, gauge, histogram',
    ],
    [
      { customMetrics: { choreoai: [{ name: 'a', kind: 'gauge', labels: ['x', 5], title: 'A' }] } },
      'customMetrics.choreoai[0].labels[1]',
      'is 5',
      "a label's name in Prometheus",
    ],
    [
      { customMetrics: { choreoai: [{ name: 'a-b', kind: 'gauge', labels: [], title: 'A' }] } },
      'customMetrics.choreoai[0].name',
      'is "a-b"',
      "a metric's name in Prometheus",
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { limit: -1 } } } },
      'alerts.choreoai.HighErrorRate.limit',
      'is -1',
      'a number, 0 or more',
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { limit: NaN } } } },
      'alerts.choreoai.HighErrorRate.limit',
      'is NaN',
      'a number, 0 or more',
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { limit: '5%' } } } },
      'alerts.choreoai.HighErrorRate.limit',
      'is "5%"',
      '0.05 for 5%',
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { for: '365d' } } } },
      'alerts.choreoai.HighErrorRate.for',
      'is "365d"',
      'a duration from 0s to 7d',
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { for: 5 } } } },
      'alerts.choreoai.HighErrorRate.for',
      'is 5',
      'a duration from 0s to 7d',
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { severity: 'page' } } } },
      'alerts.choreoai.HighErrorRate.severity',
      'is "page"',
      'one of critical, warning, info',
    ],
    [
      { alerts: { choreoai: { HighErrorRate: { off: 'yes' } } } },
      'alerts.choreoai.HighErrorRate.off',
      'is "yes"',
      'true or false',
    ],
    [{ alerts: { chorus: { HighErrorRate: { limit: 1 } } } }, 'alerts.chorus', 'is "chorus"', 'one of choreoai,'],
    [
      { customAlerts: { choreoai: [{ name: 'A', expr: ' ', severity: 'info', summary: 'a' }] } },
      'customAlerts.choreoai[0].expr',
      'is " "',
      'a text that is not empty',
    ],
    [{ jobs: 'x'.repeat(100) }, 'jobs', `is "${'x'.repeat(59)}…`, 'an object'],
  ])('%j: %s %s', (jsonData, field, what, expected) => {
    const { problems, settings, stored } = parseSettings(jsonData);
    expect(problems).toEqual([{ field, what, expected: expect.stringContaining(expected) }]);
    expect(parseSettings({ version: 1, ...settings }).problems).toEqual([]);
    const kept = { ...(typeof jsonData === 'object' ? jsonData : { jsonData }), version: 1 };
    Object.values(kept).forEach((value) => expect(JSON.stringify(stored)).toContain(JSON.stringify(value)));
  });

  it('and takes nothing else with it', () => {
    const { settings, problems } = parseSettings({
      version: 1,
      ...COMPLETE,
      limits: { openai: { rpm: 'many', tpm: 7 }, groq: { rpm: 10 } },
      prices: { overrides: ['x', ...COMPLETE.prices.overrides], aliases: COMPLETE.prices.aliases },
    });
    expect(problems.map(({ field }) => field)).toEqual(['prices.overrides[0]', 'limits.openai.rpm']);
    expect(settings).toEqual({ ...COMPLETE, limits: { openai: { tpm: 7 }, groq: { rpm: 10 } } });
  });

  it('also where names are those of JavaScript', () => {
    const jsonData: unknown = JSON.parse('{"jobs":{"__proto__":"choreoai","constructor":"nothing"}}');
    const { settings, problems } = parseSettings(jsonData);
    expect(Object.entries(settings.jobs)).toEqual([['__proto__', 'choreoai']]);
    expect(problems.map(({ field }) => field)).toEqual(['jobs.constructor']);
  });
});

describe('the limit of a provider', () => {
  it.each([
    ['openai', { rpm: 5000, tpm: 2_000_000 }],
    ['x_ai', { rpm: 6000, tpm: 1 }],
    ['anthropic', { rpm: 6000 }],
    ['constructor', { rpm: 6000 }],
  ])('%s: %j', (provider, limit) => {
    expect(limitOf(COMPLETE, provider)).toEqual(limit);
  });

  it('alerts ChoreoAI’s 80 requests a second at 80% of it', () => {
    expect((0.8 * limitOf(NO_SETTINGS, 'openai').rpm) / 60).toBe(80);
  });
});
