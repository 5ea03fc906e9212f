import { spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

import { startDemo } from '../demo';
import { closeServer, listen } from '../http/server';
import { controlPort, demoTarget, demoTargets, portOf, type DemoSystemId } from '../targets';
import { HOSTILE_VALUES } from '../traffic/hostile';
import { total } from './exposition-text';
import { runDemo, START, type RunningDemo } from './running-demo';

const OFFSET = 23000;
const ONLY: DemoSystemId[] = ['choreoai', 'convergeai', 'otel-genai'];

let running: RunningDemo;

beforeEach(async () => {
  running = await runDemo(OFFSET, { only: ONLY });
});

afterEach(() => running.demo.stop());

describe('health', () => {
  it('tells status, version and time of ChoreoAI', async () => {
    const answer = await (await running.get('choreoai', '/health', 2)).json();
    expect(answer).toEqual({ status: 'healthy', version: '1.0.0', timestamp: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('says that ConvergeAI is alive and ready', async () => {
    for (const path of ['/health', '/api/v1/health/live', '/api/v1/health/ready']) {
      expect((await running.get('convergeai', path)).status).toBe(200);
    }
  });

  it.each(['database', 'pinecone', 'redis'])('is not ready, but alive, while %s is down', async (dependency) => {
    await running.control(`/dependencies/${dependency}`, 'DELETE');
    const ready = await running.get('convergeai', '/api/v1/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ error: `Down: ${dependency}`, dependencies: { [dependency]: 'down' } });
    expect((await running.get('convergeai', '/api/v1/health/live')).status).toBe(200);

    await running.control(`/dependencies/${dependency}`, 'POST');
    expect((await running.get('convergeai', '/api/v1/health/ready')).status).toBe(200);
  });
});

describe('the control port', () => {
  it('answers /health once all its systems serve, and names them', async () => {
    expect(await (await running.control('/health')).json()).toEqual({ status: 'healthy', systems: ONLY });
  });

  it('starts and stops a scenario', async () => {
    const active = async () => {
      const states: Array<{ name: string; active: boolean }> = await (await running.control('/scenarios')).json();
      return states.filter((state) => state.active).map(({ name }) => name);
    };
    expect(await active()).toEqual([]);
    await running.control('/scenarios/error-burst', 'POST');
    expect(await active()).toEqual(['error-burst']);
    await running.control('/scenarios/error-burst', 'DELETE');
    expect(await active()).toEqual([]);
  });

  it('names the scenarios there are when asked for another', async () => {
    const response = await running.control('/scenarios/earthquake', 'POST');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: 'There is no scenario "earthquake".',
      known: expect.arrayContaining(['provider-outage', 'connection-pile-up']),
    });
  });

  it.each([
    ['an unknown system', '/ledger?system=nobody&from=0&to=1', 404],
    ['a missing time', '/ledger?system=choreoai&from=0', 400],
    ['a time that is none', '/gauges?system=choreoai&from=0&to=noon', 400],
    ['an unknown path', '/nothing', 404],
    ['another method', '/scenarios/error-burst', 405],
  ])('refuses %s', async (_what, path, status) => {
    const response = await running.control(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: expect.any(String) });
  });

  it('answers only what happened in the period asked for', async () => {
    running.pass(120);
    const response = await running.control(`/ledger?system=choreoai&from=${START + 30}&to=${START + 60}`);
    const { entries }: { entries: Array<{ time: number }> } = await response.json();
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.every(({ time }) => time > START + 30 && time <= START + 60)).toBe(true);
  });
});

describe('hostile label values', () => {
  it('come and go, and reach the metrics unharmed', async () => {
    await running.control('/label-values', 'POST');
    running.pass(60);
    for (const value of HOSTILE_VALUES) {
      const entries = (await running.ledger('choreoai')).filter(
        ({ model, replica, errorType }) => model === value && replica === 1 && errorType === null
      );
      expect(entries.length).toBeGreaterThan(0);
      const samples = await running.scrape('choreoai');
      expect(total(samples, 'choreoai_requests_total', { provider: value, model: value })).toBe(entries.length);
      expect(total(await running.scrape('convergeai'), 'llm_requests_total', { model: value })).toBeGreaterThan(0);
      const otel = await running.scrape('otel-genai');
      expect(total(otel, 'gen_ai_client_token_usage_count', { gen_ai_provider_name: value })).toBeGreaterThan(0);
    }
    await running.control('/label-values', 'DELETE');
    expect(await (await running.control('/label-values')).json()).toMatchObject({ hostile: false });
  });
});

describe('misspelt models', () => {
  it('are refused, each under a name of its own', async () => {
    const only = ['choreoai', 'litellm'] as const;
    const misspelling = await runDemo(OFFSET + 2000, { misspelt: 40, only });
    try {
      misspelling.pass(600);
      for (const [system, metric, label] of [
        ['choreoai', 'choreoai_requests_total', 'model'],
        ['litellm', 'litellm_proxy_failed_requests_metric_total', 'requested_model'],
      ] as const) {
        const names = (await misspelling.scrape(system)).flatMap(({ name, labels }) =>
          name === metric && labels[label]?.includes('misspelt') ? [labels[label]] : []
        );
        expect(new Set(names).size).toBe(40);
        const entries = (await misspelling.ledger(system)).filter(({ model }) => model?.includes('misspelt'));
        expect(entries.length).toBeGreaterThan(20);
        expect(entries.every(({ tokens }) => tokens.input === 0)).toBe(true);
      }
    } finally {
      await misspelling.demo.stop();
    }
  }, 60_000);
});

describe('ports', () => {
  it('are shifted together', () => {
    const ports = demoTargets(100).flatMap((target) => target.ports);
    expect([...ports, controlPort(100)]).toEqual([
      8100, 8110, 8120, 8130, 8140, 8150, 8151, 8152, 8160, 8170, 8180, 8190, 8198, 8199,
    ]);
  });

  it('are all free again at once after a stop, though a client keeps its connection open', async () => {
    const agent = new Agent({ keepAlive: true });
    const port = portOf(demoTarget('choreoai', OFFSET), 1);
    await new Promise((resolve) => request({ port, path: '/health', agent }, resolve).end());
    await running.demo.stop();
    running = await runDemo(OFFSET, { only: ONLY });
    expect((await running.get('choreoai', '/health')).status).toBe(200);
    agent.destroy();
  });

  it('stop the start when one is taken, with its number and its system, and leave nothing behind', async () => {
    const offset = OFFSET + 1000;
    const taken = portOf(demoTarget('otel-genai', offset), 1);
    const other = await listen('another program', '127.0.0.1', taken, []);
    const options = { seed: 1, portOffset: offset, hostile: false, host: '127.0.0.1', now: () => START };
    await expect(startDemo(options)).rejects.toThrow(
      `Port ${taken} for OpenTelemetry GenAI is taken by another program. ` +
        'Stop that program, or shift all ports with --port-offset.'
    );
    await closeServer(other);
    await (await startDemo(options)).stop();
  });
});

describe('the command line', () => {
  const root = join(__dirname, '..', '..');
  const demo = (...args: string[]) =>
    spawnSync(join(root, 'node_modules', '.bin', 'tsx'), ['demo/main.ts', ...args], { cwd: root, encoding: 'utf8' });

  it('shows its help', () => {
    const { status, stdout } = demo('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('tsx demo/main.ts scenario list|start|stop [name]');
  });

  it.each([
    [['--sed', '1'], "Unknown option '--sed'"],
    [['--only', 'choreo'], 'There is no system "choreo". There are: choreoai, convergeai'],
    [['--seed', 'x'], '--seed takes a whole number, not "x".'],
    [['dance'], 'There is no command "dance".'],
    [['scenario', 'start'], 'scenario start needs a name'],
    [['scenario', 'list', '--port-offset', '55000'], 'No demo answers at http://127.0.0.1:63099/scenarios.'],
    [['history', '--for', 'ever', '--output', 'nowhere'], '"ever" is no length of time'],
    [['--history', '1h'], '--history needs --data'],
  ])('refuses %j in one line', (args, message) => {
    const { status, stderr } = demo(...args);
    expect(stderr).toContain(`demo: ${message}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });
});
