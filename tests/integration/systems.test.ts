import { DEMO_SYSTEM_IDS } from '../../demo/targets';
import { toDashboardJson } from '../../src/compile/dashboardJson';
import { compileDashboard } from '../../src/compile/panel';
import type { SystemView } from '../../src/compile/view';
import { exportersOf, type DashboardDefinition } from '../../src/definitions/dashboard';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { detectSystems } from '../../src/doctor/detectSystems';
import { anyOf } from '../../src/promql/matcher';
import type { DetectedSystem } from '../../src/vocabularies/detect';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import type { SystemId } from '../../src/vocabularies/vocabulary';
import { httpProbe } from '../../stack/doctor/http-probe';
import { needs } from '../real';
import { vectorAt } from '../truth/prometheus';
import { control, startLive, type Running } from './live';

const PORT_OFFSET = 22_000;
const WINDOW = '60s';
/** Until every rate has two scrapes, and a burst of errors has reached the rare series. */
const SETTLING = 75_000;

/** The job that each system of the demo runs under. */
const JOBS: Record<SystemId, string> = {
  choreoai: 'choreoai',
  convergeai: 'convergeai-backend',
  'project-ai': 'project-ai',
  'ai-companion': 'ai-companion',
  litellm: 'litellm',
  vllm: 'vllm',
  'envoy-ai-gateway': 'envoy-ai-gateway',
  openlit: 'openlit',
  'otel-genai-3': 'otel-genai-gen3',
  'otel-genai': 'otel-genai',
  'otel-genai-1': 'otel-genai-gen1',
};

const NO_PROCESS = Object.fromEntries(
  ['CPU of the process', 'Memory of the process', 'Open files', 'Time since the start', 'Garbage collections'].map(
    (title) => [title, "OpenTelemetry's SDK writes nothing of the process by itself."]
  )
);
const OF_1_41 = { 'Time to first chunk': 'It is new in 1.41, and the demo writes what 1.37 had.' };

/**
 * Panels of bundled dashboards that ask for what the demo's version of a system does not write, and why. Whatever else is
 * empty fails, and so does an entry that is no longer true. The app leaves such panels out, or says what is missing.
 */
const NOT_IN_DEMO: Partial<Record<SystemId, Readonly<Record<string, string>>>> = {
  'project-ai': {
    'Sessions and registrations': "They are in the project's catalog, and not in the monitoring document.",
    Events: "They are in the project's catalog, and not in the monitoring document.",
  },
  vllm: { 'Swapped requests': 'Engines since 2025 preempt requests instead.' },
  'envoy-ai-gateway': NO_PROCESS,
  openlit: NO_PROCESS,
  'otel-genai-3': NO_PROCESS,
  'otel-genai': { ...OF_1_41, ...NO_PROCESS },
  'otel-genai-1': NO_PROCESS,
};

const systemIds = Object.values(SYSTEMS).map(({ id }) => id);

needs('prometheus')('every system of the demo, side by side', () => {
  let live: Running;
  let detected: DetectedSystem[];
  let time: number;

  beforeAll(async () => {
    live = await startLive(PORT_OFFSET, {}, DEMO_SYSTEM_IDS);
    await control(live, 'scenarios/error-burst', true);
    await new Promise((resolve) => setTimeout(resolve, SETTLING));
    time = Math.floor(Date.now() / 1000) - 1;
    const found = await detectSystems(httpProbe({ prometheus: live.prometheus, credentials: undefined }));
    detected = found.kind === 'ok' ? found.value : [];
  }, 180_000);

  afterAll(() => live.stop(), 60_000);

  const viewOf = (id: string): SystemView | undefined => {
    const system = detected.find(({ vocabulary }) => vocabulary.id === id);
    return system && { vocabulary: system.vocabulary, jobs: anyOf('job', system.jobs) };
  };

  /** Of these queries those without an answer, by panel and line. */
  async function silent(queries: ReadonlyArray<{ name: string; expression: string }>): Promise<string[]> {
    const answers = await Promise.all(
      queries.map(async ({ name, expression }) => {
        const answer = await vectorAt(live.prometheus, expression, time);
        const numbers = answer.filter(({ value }) => !Number.isNaN(Number(value[1])));
        return numbers.length === 0 ? [name] : [];
      })
    );
    return answers.flat();
  }

  it('is told by what it writes, and has its own job only', () => {
    const jobs = detected.map(({ vocabulary, jobs: found }) => [vocabulary.id, found]);
    expect(jobs).toEqual([...systemIds.map((id) => [id, [JOBS[id]]]), ['cadvisor', ['cadvisor']]]);
  });

  describe.each(Object.values(DASHBOARDS))('$title', (definition: DashboardDefinition) => {
    it.each(systemIds)('of %s has data in every panel of the app', async (id) => {
      const own = viewOf(id);
      if (!own) {
        throw new Error(`${id} was not detected.`);
      }
      const exporters = exportersOf(definition).flatMap((exporter) => viewOf(exporter) ?? []);
      const panels = compileDashboard(definition, {
        systems: [own, ...exporters],
        select: {},
        window: WINDOW,
        path: '/page',
      }).flatMap((row) => row.panels);
      const queries = panels.flatMap((panel) =>
        panel.kind === 'missing'
          ? []
          : panel.queries.map(({ expr, legendFormat }) => ({
              name: `${panel.id}, ${legendFormat}`,
              expression: expr,
            }))
      );
      expect(queries.length).toBeGreaterThan(10);
      expect(await silent(queries)).toEqual([]);
    });

    it.each(systemIds)('of %s has data in every panel of its JSON', async (id) => {
      const { panels } = toDashboardJson(definition, SYSTEMS[id]);
      const filledIn = (expression: string) =>
        expression
          .replaceAll('$__rate_interval', WINDOW)
          .replaceAll('$job', JOBS[id])
          .replaceAll(/\$(provider|model)\b|\$\{(provider|model):pipe\}/g, '.*')
          .replaceAll('$cadvisor_job', 'cadvisor');
      const queries = panels.flatMap((panel) =>
        ('targets' in panel ? (panel.targets ?? []) : []).map(({ expr }) => ({
          name: panel.title,
          expression: filledIn(expr),
        }))
      );
      const ofDemo = queries.filter(({ expression }) => !/\$(node|redis|postgres)_job/.test(expression));
      const excused = Object.keys(NOT_IN_DEMO[id] ?? {}).filter((title) =>
        panels.some((panel) => panel.title === title)
      );
      expect(new Set(await silent(ofDemo))).toEqual(new Set(excused));
    });
  });
});
