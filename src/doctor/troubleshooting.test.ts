import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import type { MetricsConnection } from './connection';
import { CHOREOAI, fakePrometheus, success, type FakeWorld } from './fakePrometheus';
import { REPLIES, type Reply } from './fakeServer';
import type { Finding, Reason } from './finding';
import { STEPS, type StepId } from './steps';

/** What is wrong in a case, for the step that has to notice it. */
interface Trouble extends Partial<FakeWorld> {
  answers?: Readonly<Record<string, Reply>>;
}

const WELL: Readonly<Record<string, Reply>> = {
  '/api/v1/status/buildinfo': success({ version: '2.42.0', revision: 'x' }),
  '/api/v1/status/runtimeinfo': success({ reloadConfigSuccess: true, storageRetention: '15d' }),
};

function surroundings({ answers, ...world }: Trouble) {
  const fake = fakePrometheus({ present: { choreoai: CHOREOAI }, ...world });
  const metrics: MetricsConnection = {
    backend: 'prometheus',
    uid: 'prom',
    name: 'Prometheus',
    probe: {
      ...fake,
      get: async (path, params, signal) => {
        const answer = { ...WELL, ...answers }[path];
        if (answer === 'refuses' || answer === 'never') {
          throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
        }
        return answer ?? fake.get(path, params, signal);
      },
    },
  };
  const settings = { prices: { overrides: [], aliases: {} }, jobs: {}, customMetrics: {} };
  return { all: [metrics], metrics, settings };
}

const target = (lastError: string) => ({
  targets: [{ job: 'choreoai', instance: 'localhost:8000', lastError, up: false }],
});

const { choreoai_requests_total: _, ...UNREGISTERED } = CHOREOAI;

/** Each case of the documents' chapters on troubleshooting, and the step that notices it, with its reason. */
const CASES: ReadonlyArray<[document: string, what: string, step: StepId, reason: Reason, Trouble]> = [
  ['ChoreoAI README', 'Metrics Not Appearing: the endpoint', 'metrics', 'target-down', target('connection refused')],
  ['ChoreoAI README', 'Metrics Not Appearing: the target is not UP', 'metrics', 'target-down', target('')],
  ['ChoreoAI README', 'Metrics Not Appearing: nothing is scraped', 'metrics', 'empty', { present: {} }],
  [
    'ChoreoAI README',
    'Metrics Not Appearing: what Prometheus logs of its configuration',
    'stack',
    'config-rejected',
    { answers: { '/api/v1/status/runtimeinfo': success({ reloadConfigSuccess: false }) } },
  ],
  [
    'ChoreoAI README',
    'Alerts Not Firing: rules are not loaded',
    'rules',
    'no-rules',
    { answers: { '/api/v1/rules': success({ groups: [] }) } },
  ],
  [
    'ChoreoAI README',
    'Alerts Not Firing: Alertmanager',
    'stack',
    'no-alertmanager',
    { answers: { '/api/v1/alertmanagers': success({ activeAlertmanagers: [] }) } },
  ],
  [
    'ChoreoAI README',
    'Grafana Dashboard Not Loading: the data source',
    'sources',
    'unreachable',
    { answers: { '/api/v1/status/buildinfo': 'refuses' } },
  ],
  [
    'ChoreoAI README',
    'High Memory Usage',
    'stack',
    'many-series',
    { answers: { '/api/v1/status/tsdb': success({ headStats: { numSeries: 5_000_000 } }) } },
  ],
  ['ConvergeAI', 'Metrics Not Showing: FastAPI is not running', 'metrics', 'target-down', target('connection refused')],
  [
    'ConvergeAI',
    'Metrics Not Showing: the path',
    'metrics',
    'target-down',
    target('server returned HTTP status 404 Not Found'),
  ],
  [
    'ConvergeAI',
    'Grafana Not Connecting',
    'sources',
    'unreachable',
    { answers: { '/api/v1/status/buildinfo': REPLIES[502] } },
  ],
  [
    'ConvergeAI',
    'High Memory Usage',
    'stack',
    'many-series',
    { answers: { '/api/v1/status/tsdb': success({ headStats: { numSeries: 5_000_000 } }) } },
  ],
  ['Project-AI', 'Prometheus not scraping targets', 'metrics', 'target-down', target('no such host')],
  [
    'Project-AI',
    'High memory usage: cardinality',
    'metrics',
    'many-series',
    { answer: () => [{ metric: { job: 'choreoai' }, value: 50_000 }] },
  ],
  ['Project-AI', 'Missing metrics', 'metrics', 'metric-absent', { present: { choreoai: UNREGISTERED } }],
  ['AI Companion', 'Services not starting', 'metrics', 'target-down', target('connection refused')],
  ['AI Companion', 'No metrics showing in Grafana', 'metrics', 'empty', { present: {} }],
  [
    'AI Companion',
    'Alerts not firing',
    'stack',
    'no-alertmanager',
    { answers: { '/api/v1/alertmanagers': success({ activeAlertmanagers: [] }) } },
  ],
];

it.each(CASES)('%s, %s: the step %s says %s, why, and what to do', async (...[, , step, reason, trouble]) => {
  const findings: Finding[] = await STEPS[step](surroundings(trouble));
  const found = findings.find((finding) => finding.reason === reason);
  expect(found).toMatchObject({ cause: expect.stringMatching(/\w/), fix: expect.stringMatching(/\w/) });
  const sound: Finding[] = await STEPS[step](surroundings({}));
  expect(sound.filter(({ state }) => state === 'problem')).toEqual([]);
});

/** Cases that are no fault of the set-up: figures answer them. */
const FIGURES: ReadonlyArray<[what: string, panel: string]> = [
  ['ChoreoAI guide, High Memory Usage of the application', 'process-memory'],
  ['ChoreoAI guide, Slow Responses', 'latency-p95'],
  ['ChoreoAI guide, High Error Rates', 'errors-by-type'],
];

it.each(FIGURES)('%s: the panel %s', (_what, panel) => {
  const panels = Object.values(DASHBOARDS).flatMap(({ rows }) => rows.flatMap((row) => row.panels));
  expect(panels.map(({ id }) => id)).toContain(panel);
});

it('finds every reason that a check may give in a test', () => {
  const text = readFileSync(resolve(__dirname, 'finding.ts'), 'utf8');
  const reasons = [...(/export type Reason =[\s\S]*?;/.exec(text)?.[0] ?? '').matchAll(/'([\w-]+)'/g)].map(
    ([, reason]) => reason ?? ''
  );
  const tests = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n');
  expect(reasons.length).toBeGreaterThan(30);
  expect(reasons.filter((reason) => !tests.includes(reason))).toEqual([]);
});
