/** The doctor on real Prometheus servers: one scrapes metrics made up here, one knows a system from its past only. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../../src/doctor/diagnose';
import { needs } from '../../tests/real';
import { always, freePort, HOST, listen, type Listening } from './bad-servers';

const ROOT = path.resolve(__dirname, '../..');
const HOSTILE = '"\\\n<script>alert(1)</script>\u001b[31m';

interface Command {
  status: number;
  out: string;
}

/** Runs `npm run doctor` as a person does. */
async function npmRunDoctor(...args: string[]): Promise<Command> {
  const child = spawn('npm', ['run', '--silent', 'doctor', '--', ...args], { cwd: ROOT });
  let out = '';
  child.stdout.on('data', (text) => (out += text));
  const status = await new Promise<number>((resolve) => child.on('close', resolve));
  return { status, out };
}

/** A Prometheus with a data folder of its own. */
class RealPrometheus {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'doctor-'));
  private child?: ChildProcess;
  url = '';

  /** Loads samples of the past; before `start`. */
  load(openMetrics: string): void {
    const file = path.join(this.folder, 'past.om');
    writeFileSync(file, openMetrics);
    execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, path.join(this.folder, 'data')]);
  }

  /** Starts it, scraping each job once a second. */
  async start(targets: Record<string, string>): Promise<void> {
    const jobs = Object.entries(targets).map(([job_name, target]) => ({
      job_name,
      static_configs: [{ targets: [target] }],
    }));
    const global = { scrape_interval: '1s', scrape_timeout: '1s' };
    const config = path.join(this.folder, 'prometheus.yml');
    writeFileSync(config, JSON.stringify({ global, scrape_configs: jobs }));
    const address = `${HOST}:${await freePort()}`;
    this.url = `http://${address}`;
    this.child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${path.join(this.folder, 'data')}`,
        `--web.listen-address=${address}`,
      ],
      { stdio: 'ignore' }
    );
    await this.until(`count(count_over_time(up[10s]) > 3) == ${jobs.length}`);
  }

  /** Waits until an expression has an answer. */
  async until(expression: string): Promise<void> {
    const url = `${this.url}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const answered = async () => /"result":\[[^\]]/.test(await (await fetch(url)).text());
    for (let tries = 0; tries < 150; tries++) {
      if (await answered().catch(() => false)) {
        return;
      }
      await sleep(100);
    }
    throw new Error(`No answer to ${expression}`);
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child) {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

/** A ChoreoAI with a hostile provider and traffic that never ends. It has no histogram of latencies and no queue. */
function choreoai(): Promise<Listening> {
  let scrapes = 0;
  return listen((request, response) => {
    scrapes += 1;
    const labels = `provider="${escaped(HOSTILE)}",model="gpt-4o"`;
    const more = `${labels},endpoint="/v1/chat/completions",method="POST"`;
    const lines = [
      `choreoai_requests_total{${more},status="200"} ${scrapes * 10}`,
      `choreoai_requests_total{${more},status="500"} ${scrapes}`,
      `choreoai_errors_total{provider="${escaped(HOSTILE)}",endpoint="/v1/chat/completions",error_type="Timeout"} ${scrapes}`,
      `choreoai_tokens_total{${labels},type="input"} ${scrapes * 1000}`,
      `choreoai_streaming_requests_total{${labels}} ${scrapes * 5}`,
      'choreoai_active_connections 3',
    ];
    always(200, 'text/plain; version=0.0.4', `${lines.join('\n')}\n`)(request, response);
  });
}

const panelOf = ({ systems }: Diagnosis, id: string) =>
  systems.flatMap(({ panels }) => panels).find(({ panel }) => panel === id);

needs('prometheus')('on a Prometheus that scrapes ChoreoAI', () => {
  const prometheus = new RealPrometheus();
  let system: Listening;
  let page: Listening;
  let diagnosis: Diagnosis;
  let text: Command;

  beforeAll(async () => {
    system = await choreoai();
    page = await listen(always(404, 'text/plain', 'not found'));
    await prometheus.start({ choreoai: new URL(system.url).host, backend: new URL(page.url).host });
    const args = ['--prometheus', prometheus.url, '--window', '10s'];
    const json = await npmRunDoctor(...args, '--json');
    diagnosis = JSON.parse(json.out);
    text = await npmRunDoctor(...args);
  }, 60_000);

  afterAll(async () => {
    await prometheus.stop();
    await Promise.all([system.close(), page.close()]);
  });

  it('detects it, and says that the others are not there', () => {
    expect(diagnosis.systems.map(({ id, jobs }) => [id, jobs])).toEqual([['choreoai', ['choreoai']]]);
    expect(diagnosis.notSeen).toEqual([
      'ConvergeAI',
      'Project-AI',
      'AI Companion',
      'LiteLLM',
      'vLLM',
      'Envoy AI Gateway',
      'OpenLIT',
      'OpenTelemetry GenAI after 1.41',
      'OpenTelemetry GenAI',
      'OpenTelemetry GenAI up to 1.36',
      'Node exporter',
      'Container exporter (cAdvisor)',
      'Redis',
      'PostgreSQL',
    ]);
  });

  it('finds data in the panels whose metrics are there', () => {
    ['requests-per-minute', 'error-ratio', 'tokens-by-type', 'active-requests', 'streaming-share'].forEach((id) =>
      expect(panelOf(diagnosis, id)).toMatchObject({ state: 'ok', reason: 'has-data' })
    );
    expect(panelOf(diagnosis, 'error-ratio')?.seen).toBe('16.7%');
  });

  it('names the metrics that are not there, and how to emit them', () => {
    expect(panelOf(diagnosis, 'latency-p95')).toMatchObject({ state: 'problem', reason: 'metric-absent' });
    expect(panelOf(diagnosis, 'connections-and-queue')).toMatchObject({ state: 'warning', reason: 'metric-absent' });
    expect(text.out).toMatch(
      /✗ .*\n.*Cause: .*choreoai_request_duration_seconds_count.*\n.*Fix: .*Histogram\('choreoai_request/
    );
    expect(text.out).toMatch(/! .*\n.*Cause: .*choreoai_queue_size.*\n.*Fix: .*Gauge\('choreoai_queue_size'/);
  });

  it('names the target that is down, and the path that ConvergeAI has', () => {
    expect(diagnosis.findings.find(({ reason }) => reason === 'target-down')).toMatchObject({
      state: 'warning',
      subject: `Target "${new URL(page.url).host}" of job "backend"`,
      seen: expect.stringContaining('404'),
      fix: expect.stringContaining('/api/v1/metrics'),
    });
  });

  it('shows hostile label values as text', () => {
    const shown = '1 series ("\\"\\\\\\n<script>alert(1)</script>\\u001b[31m")';
    expect(panelOf(diagnosis, 'requests-by-provider')?.seen).toBe(shown);
    expect(text.out).toContain(shown);
  });

  it('ends with status 1 and a summary, without colours where there is no terminal', () => {
    expect(text.status).toBe(1);
    expect(text.out).not.toContain('\u001b');
    expect(text.out.trimEnd().split('\n').at(-1)).toMatch(/^\d+ well, \d+ warnings, \d+ problems$/);
  });
});

needs('prometheus', 'promtool')('on a Prometheus whose only target is down', () => {
  const prometheus = new RealPrometheus();

  beforeAll(async () => {
    const now = Math.floor(Date.now() / 1000);
    const times = Array.from({ length: 60 }, (_, minute) => now - 7_200 + minute * 60);
    const samples = times.map(
      (time, index) => `llm_requests_total{job="backend",model="gpt-4o",operation="chat"} ${index} ${time}`
    );
    prometheus.load(`# TYPE llm_requests counter\n${samples.join('\n')}\n# EOF\n`);
    await prometheus.start({ backend: `${HOST}:${await freePort()}` });
  }, 60_000);

  afterAll(() => prometheus.stop());

  it('knows from the past which system it was', async () => {
    const { status, out } = await npmRunDoctor('--prometheus', prometheus.url, '--json');
    const diagnosis: Diagnosis = JSON.parse(out);
    expect(status).toBe(1);
    expect(diagnosis.systems.map(({ id }) => id)).toEqual(['convergeai']);
    expect(diagnosis.findings.find(({ reason }) => reason === 'target-down')).toMatchObject({
      state: 'problem',
      subject: expect.stringMatching(/ of job "backend" \(ConvergeAI\)$/),
      seen: expect.stringMatching(/^down: .*connection refused/),
      cause: expect.stringContaining('Nothing listens there'),
    });
    expect(panelOf(diagnosis, 'requests-per-minute')).toMatchObject({ state: 'problem', reason: 'target-down' });
  }, 60_000);
});
