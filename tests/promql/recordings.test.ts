import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { compileDashboard } from '../../src/compile/panel';
import { viewFrom } from '../../src/compile/readFrom';
import { toRecordingRules } from '../../src/compile/recordingRules';
import { PANEL_RANGE, type View } from '../../src/compile/view';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { anyOf } from '../../src/promql/matcher';
import { priceBook } from '../../src/pricing/lookUp';
import { PRICE_LIST } from '../../src/pricing/priceList';
import { TIER_IDS } from '../../src/signals/recorded';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { needs } from '../real';
import { HOSTILE_VALUES } from './hostile';
import { metricNames } from './lezer';
import { rulesFor } from './rulesFor';
import { checkExpressions, rounded, testRules, type Answers, type InputSeries } from './promtool';

const FILE = resolve(__dirname, '../../rules/recordings.yaml');

/** The rules with two prices: promtool works out those of all models every minute. */
const GROUPS = toRecordingRules(
  priceBook(
    { overrides: [], aliases: {} },
    PRICE_LIST.prices.filter(({ model }) => ['gpt-4o', 'claude-opus-5'].includes(model))
  )
);

/** Three hours of samples. */
const grows = (perMinute: number) => `0+${perMinute}x180`;

const request = (labels: string) =>
  `choreoai_requests_total{job="gateway",instance="a",provider="openai",model="gpt-4o",endpoint="/v1/chat",status="200"${labels}}`;

/** What the rules record from series, at a minute. */
const records = (series: InputSeries, minute: number, expected: Readonly<Record<string, Answers>>) =>
  testRules({
    groups: rulesFor(GROUPS, Object.keys(expected)),
    tests: [
      {
        series,
        expected: {
          [minute]: Object.fromEntries(Object.entries(expected).map(([expr, answers]) => [rounded(expr), answers])),
        },
      },
    ],
  });

const VIEWS = Object.values(SYSTEMS).flatMap((vocabulary) =>
  TIER_IDS.map((tier) =>
    viewFrom({ vocabulary, jobs: anyOf('job', HOSTILE_VALUES) }, { from: 'recorded', tier, why: 'asked', since: 0 })
  )
);

/** What panels ask of recorded series, with values that people select. */
const asked = VIEWS.flatMap((system) =>
  Object.values(DASHBOARDS).flatMap((definition) =>
    [{}, { provider: HOSTILE_VALUES }].flatMap((select) =>
      compileDashboard(definition, { systems: [system], select, window: '5m', path: '' })
        .flatMap(({ panels }) => panels)
        .flatMap((panel) => (panel.kind === 'panel' ? panel.queries : []))
        .map(({ expr }) => expr.replaceAll('$__interval', '5m'))
    )
  )
);

/** The 95th percentile of recorded latencies, as a page of that range asks for it. */
function latencyP95Over(range: string): string {
  const system = viewFrom(
    { vocabulary: SYSTEMS.choreoai, jobs: anyOf('job', ['x']) },
    { from: 'recorded', tier: '5m', why: 'asked', since: 0 }
  );
  const view: View = { systems: [system], select: {}, window: '5m', path: '', range: PANEL_RANGE };
  const [panel] = compileDashboard(DASHBOARDS.overview, view)
    .flatMap(({ panels }) => panels)
    .filter(({ id }) => id === 'latency-p95');
  const [query] = panel?.kind === 'panel' ? panel.queries : [];
  return (query?.expr ?? '').replaceAll('$__range', range).replaceAll('$__interval', '5m');
}

describe('panels on recorded series', () => {
  it('ask for what is recorded', () => {
    const recorded = GROUPS.flatMap(({ rules }) => rules.map(({ record }) => record));
    const names = new Set(asked.flatMap(metricNames).filter((name) => name.startsWith('llm:')));
    expect([...names].filter((name) => !recorded.includes(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(30);
  });

  needs('promtool')('as Prometheus reads them', () => {
    it('are accepted', () => {
      expect(checkExpressions([...new Set(asked)])).toBeUndefined();
    });

    /** A bucket of requests per second, of a model that is served by one of several gateways. */
    const bucket = (model: string, le: string, values: string) => ({
      [`llm:latency_bucket:rate5m{system="choreoai",job="x",provider="openai",model="${model}",le="${le}"}`]: values,
    });
    const percentile = latencyP95Over('30m');

    it('have percentiles of the bounds that all models share', () => {
      const series = {
        ...bucket('a', '10', '90x60'),
        ...bucket('a', '+Inf', '100x60'),
        ...bucket('b', '10', '90x60'),
        ...bucket('b', '30', '96x60'),
        ...bucket('b', '+Inf', '100x60'),
      };
      expect(
        testRules({ groups: [], tests: [{ series, expected: { 60: { [percentile]: { '{}': 10 } } } }] })
      ).toBeUndefined();
    });

    it('cost what was used in 30 days, of a model that was first called half-way as well', () => {
      // In samples of five minutes.
      const day = 24 * 12;
      const tokens = (model: string, type: string, values: string) => ({
        [`llm:tokens:rate1h{system="convergeai",job="x",provider="openai",model="${model}",token_type="${type}"}`]:
          values,
      });
      const series = {
        'llm:evaluated:rate1h': `1x${30 * day}`,
        ...tokens('gpt-4o', 'input', `10x${30 * day}`),
        ...tokens('gpt-4o-mini', 'output', `_x${15 * day} 100x${15 * day}`),
      };
      const [system] = [
        viewFrom({ vocabulary: SYSTEMS.convergeai, jobs: anyOf('job', ['x']) }, { from: 'raw', why: 'short' }, [
          'month',
        ]),
      ];
      const compiled = compileDashboard(DASHBOARDS.cost, { systems: [system], select: {}, window: '5m', path: '' });
      const [panel] = compiled.flatMap(({ panels }) => panels).filter(({ id }) => id === 'spend-last-30-days');
      const [query] = panel?.kind === 'panel' ? panel.queries : [];
      // 10 input tokens a second for 2.5 USD a million, and 100 output tokens for 0.6 in half of the time.
      const usd = 30 * 86_400 * ((10 * 2.5) / 1e6 + (0.5 * 100 * 0.6) / 1e6);
      const expected = { [5 * 30 * day]: { [`round(${query?.expr ?? ''})`]: { '{}': Math.round(usd) } } };
      expect(testRules({ groups: [], tests: [{ series, expected }], interval: '5m' })).toBeUndefined();
    });

    it('leave out a bound that came within the range, and have it once it was always there', () => {
      const all = (wider: string) => ({
        ...bucket('a', '10', '90x60'),
        ...bucket('a', '30', wider),
        ...bucket('a', '+Inf', '100x60'),
      });
      const answers = (answer: number) => ({ 60: { [percentile]: { '{}': answer } } });
      expect(testRules({ groups: [], tests: [{ series: all('_x45 100x15'), expected: answers(10) }] })).toBeUndefined();
      expect(testRules({ groups: [], tests: [{ series: all('_x20 100x40'), expected: answers(20) }] })).toBeUndefined();
    });
  });
});

needs('promtool')('the recording rules', () => {
  it('are accepted', () => {
    const { stdout } = spawnSync('promtool', ['check', 'rules', FILE], { encoding: 'utf8' });
    expect(stdout).toMatch(/SUCCESS: \d+ rules found/);
  });

  it('give a job to the first system that it has evidence of, so that shared names are recorded once', () => {
    const call = (job: string) => `llm_requests_total{job="${job}",model="gpt-4o",operation="chat"}`;
    const series = { [request('')]: grows(60), [call('gateway')]: grows(60), [call('backend')]: grows(120) };
    expect(
      records(series, 30, {
        'llm:job:avg5m': { '{system="choreoai",job="gateway"}': 1, '{system="convergeai",job="backend"}': 1 },
        'llm:requests:rate5m': {
          '{system="choreoai",job="gateway",provider="openai",model="gpt-4o"}': 1,
          '{system="convergeai",job="backend",provider="openai",model="gpt-4o"}': 2,
        },
      })
    ).toBeUndefined();
  });

  it('record that targets are down after all that they wrote is gone', () => {
    const up = 'up{job="gateway",instance="a"}';
    const labels = '{system="choreoai",job="gateway",instance="a"}';
    const series = { [request('')]: '0+60x10 stale', [up]: '1x10 0x170' };
    expect(records(series, 40, { 'llm:target_up:avg5m': { [labels]: 0 } })).toBeUndefined();
  });

  it('bring labels and types of tokens to one set of names', () => {
    const used = (type: string) => `llm_tokens_used_total{job="backend",model="claude-opus-5",token_type="${type}"}`;
    const series = {
      'llm_requests_total{job="backend",model="claude-opus-5",operation="chat"}': grows(60),
      [used('prompt')]: grows(600),
      [used('completion')]: grows(60),
    };
    const labels = (type: string) =>
      `{system="convergeai",job="backend",provider="anthropic",model="claude-opus-5",token_type="${type}"}`;
    expect(
      records(series, 30, {
        'llm:tokens:rate5m': { [labels('input')]: 10, [labels('output')]: 1 },
        // 5 and 25 USD for a million of them.
        'llm:cost_usd:rate5m * 1e6': { [labels('input')]: 50, [labels('output')]: 25 },
      })
    ).toBeUndefined();
  });

  it('price a version of a model as the model, and leave out one that is known to have another price', () => {
    const tokens = (model: string) =>
      `choreoai_tokens_total{job="gateway",instance="a",provider="openai",model="${model}",type="input"}`;
    const series = {
      [tokens('gpt-4o')]: grows(60),
      [tokens('gpt-4o-2024-08-06')]: grows(60),
      [tokens('gpt-4o-2024-05-13')]: grows(60),
      [tokens('nobody-knows')]: grows(60),
    };
    expect(
      records(series, 30, {
        'sum by (model) (llm:cost_usd:rate5m) * 1e6': { '{model="gpt-4o"}': 2.5, '{model="gpt-4o-2024-08-06"}': 2.5 },
        'llm:price_usd_per_token{model="gpt-4o"} * 1e6': {
          '{model="gpt-4o",token_type="input"}': 2.5,
          '{model="gpt-4o",token_type="output"}': 10,
          '{model="gpt-4o",token_type="cache_read"}': 1.25,
          '{model="gpt-4o",token_type="cache_write"}': 2.5,
          '{model="gpt-4o",token_type="reasoning"}': 10,
        },
      })
    ).toBeUndefined();
  });

  it('keep the buckets that all replicas have', () => {
    const bucket = (instance: string, le: string) =>
      `choreoai_request_duration_seconds_bucket{job="gateway",instance="${instance}",provider="openai",model="gpt-4o",endpoint="/v1/chat",le="${le}"}`;
    const series = {
      [request('')]: grows(60),
      [bucket('a', '5')]: grows(60),
      [bucket('a', '+Inf')]: grows(60),
      [bucket('b', '5')]: grows(30),
      [bucket('b', '10')]: grows(60),
      [bucket('b', '+Inf')]: grows(60),
    };
    const labels = (le: string) => `{system="choreoai",job="gateway",provider="openai",model="gpt-4o",le="${le}"}`;
    expect(
      records(series, 30, { 'llm:latency_bucket:rate5m': { [labels('5')]: 1.5, [labels('+Inf')]: 2 } })
    ).toBeUndefined();
  });

  it('average a level over time, and keep its instances apart', () => {
    const active = (instance: string) => `choreoai_active_connections{job="gateway",instance="${instance}"}`;
    const labels = (instance: string) => `{system="choreoai",job="gateway",instance="${instance}"}`;
    const series = { [active('a')]: '4x180', [active('b')]: '0+1x180' };
    expect(
      records(series, 30, { 'llm:active_requests:avg5m': { [labels('a')]: 4, [labels('b')]: 27.5 } })
    ).toBeUndefined();
  });

  it('give a model that was first called ten minutes ago ten minutes of the hour', () => {
    const young = request(',method="POST"').replace('gpt-4o', 'gpt-5');
    const series = { [request('')]: grows(60), [young]: `_x60 ${grows(60)}` };
    const labels = (model: string) => `{system="choreoai",job="gateway",provider="openai",model="${model}"}`;
    // Two samples make a rate: eight evaluations of sixty-one.
    expect(
      records(series, 70, {
        'llm:requests:rate1h': { [labels('gpt-4o')]: 1, [labels('gpt-5')]: Number((8 / 61).toFixed(4)) },
      })
    ).toBeUndefined();
  });

  it('record what was promised: availability and the share within the bound, numerators and denominators apart', () => {
    const bucket = (le: string) =>
      `choreoai_request_duration_seconds_bucket{job="gateway",instance="a",provider="openai",model="gpt-4o",endpoint="/v1/chat",le="${le}"}`;
    const failed =
      'choreoai_errors_total{job="gateway",instance="a",provider="openai",endpoint="/v1/chat",error_type="X"}';
    const series = {
      [request('')]: grows(54),
      [failed]: grows(6),
      [bucket('5.0')]: grows(48),
      [bucket('+Inf')]: grows(54),
    };
    const gateway = '{system="choreoai",job="gateway"}';
    expect(
      records(series, 30, {
        'llm:sla_failures:rate1h / llm:sla_attempts:rate1h': { [gateway]: 0.1 },
        'llm:sla_within_bound:rate1h / llm:sla_timed:rate1h': { [gateway]: 0.8889 },
        'llm:sla_failures:rate1d / llm:sla_attempts:rate1d': { [gateway]: 0.1 },
        'llm:sla_within_bound:rate30d / llm:sla_timed:rate30d': { [gateway]: 0.8889 },
      })
    ).toBeUndefined();
  });

  it('record the trends of machines', () => {
    const cpu = (mode: string) => `node_cpu_seconds_total{job="node",instance="m:9100",cpu="0",mode="${mode}"}`;
    const series = {
      [cpu('idle')]: grows(45),
      [cpu('user')]: grows(15),
      'node_memory_MemTotal_bytes{job="node",instance="m:9100"}': '8x180',
      'node_memory_MemAvailable_bytes{job="node",instance="m:9100"}': '6x180',
      'node_filesystem_size_bytes{job="node",instance="m:9100",device="d",mountpoint="/",fstype="ext4"}': '10x180',
    };
    const machine = 'system="node",job="node",instance="m:9100"';
    expect(
      records(series, 70, {
        'llm:cpu:rate1h': { [`{${machine},mode="idle"}`]: 0.75, [`{${machine},mode="user"}`]: 0.25 },
        'llm:memory_available:avg1h': { [`{${machine}}`]: 6 },
        'llm:disk_size:avg1d': { [`{${machine},device="d",mountpoint="/"}`]: 10 },
      })
    ).toBeUndefined();
  });

  it('are made from any book of prices', () => {
    const own = priceBook({
      overrides: [{ model: 'house-model', input: 1, output: 2, from: '2026-09-01' }],
      aliases: {},
    });
    const prices = toRecordingRules(own).flatMap(({ rules }) =>
      rules.filter(({ record }) => record === 'llm:price_usd_per_token')
    );
    expect(prices.map(({ expr }) => expr).join()).toContain('"house-model"');
  });
});
