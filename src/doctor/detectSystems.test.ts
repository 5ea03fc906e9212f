import { detectSystems } from './detectSystems';
import { diagnose } from './diagnose';
import { CHOREOAI, CONVERGEAI_LLM, fakePrometheus, OTEL_GENAI, success } from './fakePrometheus';
import type { PrometheusProbe } from './prometheus';
import { readValues } from './readValues';

const NOTHING: [] = [];

describe('systems', () => {
  it('are found with their jobs', async () => {
    const outcome = await detectSystems(
      fakePrometheus({ present: { a: CHOREOAI, b: CONVERGEAI_LLM }, answer: () => NOTHING })
    );
    expect(outcome.kind === 'ok' && outcome.value.map(({ vocabulary, jobs }) => [vocabulary.id, jobs])).toEqual([
      ['choreoai', ['a']],
      ['convergeai', ['b']],
    ]);
  });

  it('that count a failure twice are read so that it counts once', async () => {
    const attempts = async (answer?: () => []) => {
      const outcome = await detectSystems(fakePrometheus({ present: { a: CHOREOAI }, answer }));
      const source = outcome.kind === 'ok' ? outcome.value[0]?.vocabulary.measures.attempts : undefined;
      return source?.kind === 'counter' && source.series.length;
    };
    expect(await attempts()).toBe(1);
    expect(await attempts(() => NOTHING)).toBe(2);
  });

  it.each([
    ['envoy-ai-gateway', 'Envoy AI Gateway'],
    ['openlit', 'OpenLIT'],
    ['otel-genai', 'OpenTelemetry GenAI'],
  ] as const)('that share names are what a person says they are: %s', async (id, title) => {
    const probe = fakePrometheus({ present: { job: OTEL_GENAI }, answer: () => NOTHING });
    const outcome = await detectSystems(probe, undefined, undefined, [], { job: id });
    expect(outcome).toMatchObject({ kind: 'ok', value: [{ vocabulary: { id, title }, jobs: ['job'] }] });
    const { findings } = await diagnose(probe, { overrules: { job: id } });
    expect(findings).toContainEqual(expect.objectContaining({ reason: 'detected', subject: title }));
  });

  it('are not there: names what is scraped', async () => {
    const targets = ['b', 'a'].map((job) => ({ job, instance: job, lastError: '', up: true }));
    expect(await detectSystems(fakePrometheus({ present: {}, targets }))).toEqual({
      kind: 'empty',
      asked: 'http://prom:9090',
      said: 'it scrapes "a", "b"',
    });
  });

  it('whose target went down within the range are found at its start', async () => {
    const now = fakePrometheus({ present: { b: CONVERGEAI_LLM }, answer: () => NOTHING });
    const before = fakePrometheus({ present: { a: CHOREOAI, b: CONVERGEAI_LLM }, answer: () => NOTHING });
    const probe: PrometheusProbe = {
      ...now,
      post: (path, params, signal) => (params.get('time') === '1000' ? before : now).post(path, params, signal),
    };
    const jobs = async (times: number[]) => {
      const outcome = await detectSystems(probe, undefined, undefined, times);
      return outcome.kind === 'ok' && outcome.value.flatMap((system) => system.jobs);
    };
    expect(await jobs([2000])).toEqual(['b']);
    expect(await jobs([1000, 2000])).toEqual(['a', 'b']);
  });

  it('are not told from half of the answers: one that fails fails all', async () => {
    const probe = fakePrometheus({ present: { a: CHOREOAI }, answer: () => NOTHING });
    const failing: PrometheusProbe = {
      ...probe,
      post: async (path, params, signal) =>
        params.get('time') === '1000'
          ? { status: 403, contentType: '', body: '' }
          : await probe.post(path, params, signal),
    };
    expect(await detectSystems(failing, undefined, undefined, [1000, 2000])).toMatchObject({ kind: 'forbidden' });
  });

  it('cannot be looked for where the data source is not healthy', async () => {
    const probe = fakePrometheus({ present: {} });
    const health = async () => ({ status: 400, contentType: '', body: '{"status":"ERROR","message":"403 Forbidden"}' });
    expect(await detectSystems({ ...probe, health })).toMatchObject({ kind: 'forbidden' });
    expect(probe.asked).toEqual([]);
  });
});

describe('the values to select from', () => {
  async function values(dimension: 'provider' | 'model', of: Record<string, string[]>) {
    const probe = fakePrometheus({ present: { a: CHOREOAI, b: CONVERGEAI_LLM }, answer: () => NOTHING });
    const asked: string[] = [];
    const get = async (path: string, params: URLSearchParams) => {
      asked.push(`${path} ${params.getAll('match[]')}`);
      return success(of[path.split('/')[4] ?? '']);
    };
    const outcome = await detectSystems(probe);
    const systems = outcome.kind === 'ok' ? outcome.value : [];
    return { asked, values: await readValues({ ...probe, get }, systems, dimension, { from: 1, to: 2 }) };
  }

  it('are read from the requests of every system, sorted, once each', async () => {
    const { asked, values: models } = await values('model', { model: ['gpt-4o', '<script>', 'claude-3'] });
    expect(models).toEqual(['<script>', 'claude-3', 'gpt-4o']);
    expect(asked).toEqual([
      '/api/v1/label/model/values choreoai_requests_total{job="a"}',
      '/api/v1/label/model/values llm_requests_total{job="b"}',
    ]);
  });

  it('are worked out where the system names the model only', async () => {
    const { values: providers } = await values('provider', {
      provider: ['azure'],
      model: ['gpt-4o', 'my own', 'claude-3'],
    });
    expect(providers).toEqual(['anthropic', 'azure', 'openai', 'unknown']);
  });
});
