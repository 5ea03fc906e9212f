import { checkAlerts } from './alertsLoaded';
import type { MetricsConnection } from './connection';
import { CHOREOAI, fakePrometheus, success, type FakeWorld } from './fakePrometheus';
import { json, REPLIES, type Reply } from './fakeServer';
import ours from './generated/ruleGroups.json';
import type { Labels } from './prometheus';
import { checkRules } from './rules';
import { checkScraping, secondsIn } from './scraping';
import { checkStack, dashboardsThere } from './stackHealth';
import { checkEmitted } from './emitted';
import { lookAtMetrics } from './metrics';
import { checkPrices } from './unpriced';

/** A Prometheus that tells this of itself, by path, and answers queries as a world does. */
function told(answers: Readonly<Record<string, Reply>>, world: FakeWorld = { present: {} }): MetricsConnection {
  const fake = fakePrometheus(world);
  return {
    backend: 'prometheus',
    uid: 'prom',
    name: 'Our Prometheus',
    set: { leadsTo: [], scrapeInterval: '', index: '' },
    probe: {
      ...fake,
      get: async (path, params, signal) => {
        const answer = answers[path];
        if (answer === 'never' || answer === 'refuses') {
          throw new TypeError('fetch failed');
        }
        return answer ?? fake.get(path, params, signal);
      },
    },
  };
}

const short = (findings: ReadonlyArray<{ state: string; reason: string }>) =>
  findings.map(({ state, reason }) => `${state} ${reason}`);

describe('recording rules', () => {
  const GROUPS: Readonly<Record<string, number>> = ours.groups;
  const loaded = (groups: Readonly<Record<string, number>>, bad: Labels = {}, version = ours.version) =>
    success({
      groups: Object.entries(groups).map(([name, count]) => ({
        name,
        rules: Array.from({ length: count }, (_, index) => ({
          name: 'llm:requests:rate5m',
          type: 'recording',
          ...(name === 'llm-jobs' && index === 1 && { name: 'llm:rules', labels: { version } }),
          ...(index === 0 ? { health: 'ok', ...bad } : { health: 'ok' }),
        })),
      })),
    });
  const { 'llm-1d': _, ...withoutOne } = GROUPS;

  it.each<[string, string[], Reply]>([
    ['loaded and well', ['ok rules-well'], loaded(GROUPS)],
    ['not loaded', ['warning no-rules'], loaded({ theirs: 3 })],
    ['of none', ['warning no-rules'], success({ groups: [] })],
    ['of another version: a group is missing', ['warning rules-outdated'], loaded(withoutOne)],
    ['of another version: a text differs', ['warning rules-outdated'], loaded(GROUPS, {}, 'an older one')],
    ['of another version: a group has more', ['warning rules-outdated'], loaded({ ...GROUPS, 'llm-jobs': 99 })],
    ['failing', ['problem rule-fails'], loaded({ ...GROUPS }, { health: 'err', lastError: 'duplicate series' })],
    ['not told', ['unknown not-offered'], REPLIES[404]],
    ['refused', ['unknown unauthorised'], REPLIES[401]],
    ['forbidden', ['unknown forbidden'], REPLIES[403]],
    ['behind a proxy with nothing behind it', ['unknown unreachable'], REPLIES[502]],
    ['unreachable', ['unknown unreachable'], 'refuses'],
    ['of a login page', ['unknown malformed'], REPLIES['a login page']],
    ['in trouble', ['unknown unhealthy'], REPLIES[500]],
  ])('%s', async (_, expected, answer) => {
    expect(short(await checkRules(told({ '/api/v1/rules': answer })))).toEqual(expected);
  });

  it('tell the first error, and how many fail', async () => {
    const bad = { health: 'err', lastError: 'vector contains\nmetrics with the same labelset' };
    const [finding] = await checkRules(told({ '/api/v1/rules': loaded(GROUPS, bad) }));
    expect(finding?.seen).toBe(
      `${Object.keys(GROUPS).length} fail, such as "llm:requests:rate5m": vector contains metrics with the same labelset`
    );
  });
});

describe('alerts', () => {
  const ofGroup = (name: string, ...rules: Labels[]) => success({ groups: [{ name, rules }] });
  const well = { name: 'ProviderDown', health: 'ok' };
  const look = async (answer: Reply, inGrafana?: number) =>
    short(await checkAlerts(told({ '/api/v1/rules': answer }), inGrafana));

  it.each<[string, string[], Reply, number | undefined]>([
    ['nowhere', ['warning no-alerts'], success({ groups: [] }), 0],
    ['of others only', ['warning no-alerts'], ofGroup('theirs', well), undefined],
    ['in Prometheus', ['ok alerts-loaded'], ofGroup('llm-alerts-choreoai', well), 0],
    ['in Grafana', ['ok alerts-installed'], success({ groups: [] }), 16],
    ['in both', ['ok alerts-installed', 'ok alerts-loaded'], ofGroup('llm-alerts-vllm', well), 3],
    ['in Grafana, whatever the data source tells', ['ok alerts-installed'], REPLIES[404], 3],
    ['failing', ['problem alert-fails'], ofGroup('llm-alerts-choreoai', well, { ...well, health: 'err' }), 0],
    ['not told', ['unknown not-offered'], REPLIES[404], undefined],
    ['refused', ['unknown unauthorised'], REPLIES[401], 0],
    ['unreachable', ['unknown unreachable'], 'refuses', undefined],
    ['of a login page', ['unknown malformed'], REPLIES['a login page'], undefined],
  ])('%s', async (_, expected, answer, inGrafana) => expect(await look(answer, inGrafana)).toEqual(expected));
});

describe('Prometheus itself', () => {
  const WELL = {
    '/api/v1/alertmanagers': success({ activeAlertmanagers: [{ url: 'http://am:9093/api/v2/alerts' }] }),
    '/api/v1/status/runtimeinfo': success({ reloadConfigSuccess: true, storageRetention: '15d' }),
    '/api/v1/status/tsdb': success({ headStats: { numSeries: 10_000 } }),
  };
  const look = (other: Record<string, Reply>) => checkStack(told({ ...WELL, ...other }));

  it('is well', async () => {
    const findings = await look({});
    expect(findings.map(({ state, reason, seen }) => `${state} ${reason}: ${seen}`)).toEqual([
      'ok alerts-delivered: Prometheus sends alerts to am:9093',
      'ok retention: keeps data for 15d',
      'ok series-held: holds 10,000 series in memory',
    ]);
  });

  it.each<[string, string, Record<string, Reply>]>([
    [
      'knows no Alertmanager',
      'warning no-alertmanager',
      { '/api/v1/alertmanagers': success({ activeAlertmanagers: [], droppedAlertmanagers: [] }) },
    ],
    [
      'did not take its configuration',
      'problem config-rejected',
      { '/api/v1/status/runtimeinfo': success({ reloadConfigSuccess: false, storageRetention: '15d' }) },
    ],
    [
      'holds too many series',
      'warning many-series',
      {
        '/api/v1/status/tsdb': success({
          headStats: { numSeries: 2_500_000 },
          seriesCountByMetricName: [{ name: 'litellm_requests_metric_total', value: 900_000 }],
        }),
      },
    ],
    ['does not tell', 'unknown not-offered', { '/api/v1/status/tsdb': REPLIES[404] }],
    ['refuses to tell', 'unknown not-offered', { '/api/v1/alertmanagers': REPLIES[403] }],
    ['answers something else', 'unknown not-offered', { '/api/v1/status/tsdb': success({}) }],
  ])('%s', async (_, expected, other) => {
    const findings = await look(other);
    expect(short(findings)).toContain(expected);
    findings.filter(({ state }) => state !== 'ok').forEach(({ cause, fix }) => expect(cause + fix).not.toBe(''));
  });
});

describe('dashboards', () => {
  it('are there, or are told where to install them', () => {
    expect(dashboardsThere(4)).toMatchObject({
      state: 'ok',
      reason: 'dashboards-there',
      seen: '4 of ours are in Grafana',
    });
    expect(dashboardsThere(0)).toMatchObject({ state: 'warning', reason: 'no-dashboards' });
  });
});

describe('scraping', () => {
  const targets = (interval: string) =>
    success({ activeTargets: [{ labels: { job: 'gateway', instance: 'g:80' }, scrapeInterval: interval }] });
  interface Scraped {
    age?: number;
    twice?: boolean;
    series?: number;
    interval?: string;
    reckoned?: string;
  }
  async function look({ age = 5, twice = false, series = 10, interval = '15s', reckoned = '' }: Scraped) {
    const metric = { job: 'gateway', instance: 'g:80' };
    const connection = told(
      { '/api/v1/targets': targets(interval) },
      {
        present: { gateway: CHOREOAI },
        answer: (expression) => {
          if (expression.includes('timestamp(')) {
            return Number.isNaN(age) ? [] : [{ metric: { job: 'gateway' }, value: age }];
          }
          if (expression.startsWith('topk(1')) {
            return twice ? [{ metric, value: 2 }] : [];
          }
          return expression.startsWith('up{')
            ? ['a', 'b'].map((replica) => ({ metric: { ...metric, replica }, value: 1 }))
            : [{ metric: { job: 'gateway' }, value: series }];
        },
      }
    );
    const { systems } = await lookAtMetrics(connection.probe);
    const set = { leadsTo: [], scrapeInterval: reckoned, index: '' };
    return checkScraping({ ...connection, set }, systems);
  }

  it.each<[string, string[], Scraped]>([
    ['well', ['ok fresh'], {}],
    ['well, at the interval that is set', ['ok fresh'], { interval: '1m', reckoned: '60s' }],
    ['long ago', ['warning stale'], { age: 900 }],
    ['never', ['unknown never-scraped'], { age: NaN }],
    ['rarely', ['ok fresh', 'warning scrape-too-slow'], { interval: '2m' }],
    ['more rarely than Grafana reckons with', ['ok fresh', 'warning scrape-interval-unset'], { interval: '1m' }],
    ['twice', ['ok fresh', 'warning replicas'], { twice: true }],
    ['with a label of many values', ['ok fresh', 'warning many-series'], { series: 20_000 }],
  ])('%s', async (_, expected, scraped) => {
    expect(short(await look(scraped))).toEqual(expected);
  });

  it('twice: names the label by which the two are told apart, and fills it in', async () => {
    const finding = (await look({ twice: true })).find(({ reason }) => reason === 'replicas');
    expect(finding).toMatchObject({
      seen: 'target "g:80" of job "gateway" is there 2 times, told apart by "replica"',
      snippet: 'thanos query --query.replica-label=replica',
    });
  });

  it('asks nothing where there is no system', async () => {
    expect(await checkScraping(told({}), [])).toEqual([]);
  });

  it.each([
    ['15s', 15],
    ['1m30s', 90],
    ['1h', 3600],
    ['500ms', 0.5],
    ['', 0],
  ])('reads %s as %d seconds', (text, seconds) => expect(secondsIn(text)).toBe(seconds));
});

describe('what a system writes', () => {
  const look = async (metrics: Record<string, readonly string[]>) => {
    const { systems } = await lookAtMetrics(fakePrometheus({ present: { gateway: metrics } }));
    return systems.flatMap(checkEmitted);
  };

  it('is everything', async () => {
    expect(short(await look({ ...CHOREOAI, choreoai_requests_total: CHOREOAI.choreoai_requests_total ?? [] }))).toEqual(
      ['ok emits-all']
    );
  });

  it('lacks a metric: which, and how to emit it', async () => {
    const { choreoai_request_duration_seconds_count: _, ...rest } = CHOREOAI;
    expect(await look(rest)).toMatchObject([
      { reason: 'metric-absent', fix: expect.stringContaining("Histogram('choreoai_request_duration_seconds'") },
    ]);
  });

  it('lacks a label of a metric that several figures come from: told once', async () => {
    const labels = ['gen_ai_provider_name', 'gen_ai_request_model', 'gen_ai_operation_name'];
    const findings = await look({
      gen_ai_client_operation_duration_seconds_bucket: [...labels, 'le'],
      gen_ai_client_operation_duration_seconds_count: labels,
      gen_ai_client_operation_duration_seconds_sum: labels,
      gen_ai_client_token_usage_count: [...labels, 'gen_ai_token_type'],
      gen_ai_client_token_usage_sum: [...labels, 'gen_ai_token_type'],
    });
    const lacking = findings.filter(({ reason }) => reason === 'label-absent').map(({ seen }) => seen);
    expect(lacking.length).toBeGreaterThan(0);
    expect(lacking).toEqual([...new Set(lacking)]);
  });

  it('lacks a label: which, and the whole line', async () => {
    expect(await look({ ...CHOREOAI, choreoai_errors_total: ['provider', 'endpoint'] })).toMatchObject([
      {
        reason: 'label-absent',
        seen: 'choreoai_errors_total has no label error_type',
        fix: expect.stringMatching(/^Counter\('choreoai_errors_total'.*'error_type'\]\)$/),
      },
    ]);
  });
});

describe('prices', () => {
  const look = (models: readonly string[], prices = { overrides: [], aliases: {} }) =>
    checkPrices(told({ '/api/v1/label/model/values': success(models) }, { present: { gateway: CHOREOAI } }), {
      prices,
      jobs: {},
    });

  it('are known', async () => {
    expect(await look(['gpt-4o', 'gpt-4o-mini', 'unknown'])).toMatchObject([
      { state: 'ok', reason: 'all-priced', seen: 'each of 2 models has a price' },
    ]);
  });

  it('are not: names the models, with a file of prices to fill in', async () => {
    expect(await look(['gpt-4o', 'ours', 'a,b'])).toMatchObject([
      {
        state: 'warning',
        reason: 'unpriced',
        seen: 'no price for "a,b", "ours"',
        snippet: 'model,input,output\n"a,b",,\nours,,',
      },
    ]);
    expect(await look(['ours'], { overrides: [], aliases: { ours: 'gpt-4o' } })).toMatchObject([{ state: 'ok' }]);
  });

  it('cannot be looked at', async () => {
    const connection = told({});
    connection.probe.post = async () => json({ error: 'no' }, 403);
    expect(short(await checkPrices(connection, { prices: { overrides: [], aliases: {} }, jobs: {} }))).toEqual([
      'unknown forbidden',
    ]);
  });
});
