import { DEMO_SYSTEM_IDS } from '../../demo/targets';
import { toDashboardJson } from '../../src/compile/dashboardJson';
import { compileDashboard } from '../../src/compile/panel';
import type { SystemView } from '../../src/compile/view';
import { exportersOf, type DashboardDefinition } from '../../src/definitions/dashboard';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { detectSystems } from '../../src/doctor/detectSystems';
import { anyOf } from '../../src/promql/matcher';
import { SIGNALS } from '../../src/signals/signals';
import type { DetectedSystem } from '../../src/vocabularies/detect';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import type { SystemId } from '../../src/vocabularies/vocabulary';
import { httpProbe } from '../../stack/doctor/http-probe';
import { needs } from '../real';
import { vectorAt } from '../truth/prometheus';
import { withConstants } from '../promql/constants';
import { control, startLive, type Running } from './live';

// Some twenty questions at a time take their time where processors are few.
jest.setTimeout(60_000);

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

/** Dashboards that show nothing of a system, and why. */
const NOTHING_TO_SHOW: Readonly<Record<string, string>> = {
  'project-ai/providers': 'Its requests name no provider and no model.',
};

const NO_BUDGET = 'Nobody has set a budget.';
const OWN_HARDWARE = "Models on one's own hardware have no price.";

/** Panels, by id, that may have nothing to show here, and why. */
const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  'unpriced-by-model': 'Every model of the demo may have a price.',
  'daily-budget': NO_BUDGET,
  'monthly-budget': NO_BUDGET,
  'monthly-budget-forecast': NO_BUDGET,
};

const MAY_BE_EMPTY_OF: Partial<Record<SystemId, Readonly<Record<string, string>>>> = {
  vllm: Object.fromEntries(
    DASHBOARDS.cost.rows
      .flatMap(({ panels }) => panels)
      .filter(({ asks }) => asks.some(({ signal }) => SIGNALS[signal].unit === 'currencyUSD'))
      .map(({ id }) => [id, OWN_HARDWARE])
  ),
};

/** Whether a query is for money where nothing has a price: a price is joined to what it asks for. */
const isUnpriced = (system: SystemId, expression: string) =>
  system === 'vllm' && expression.includes('group_left () (');

/** Whether a panel may be empty, by its id or by its title in JSON, behind which a note may stand. */
function mayBeEmpty(system: SystemId, { rows }: DashboardDefinition, name: string): boolean {
  const excused = { ...MAY_BE_EMPTY, ...MAY_BE_EMPTY_OF[system] };
  return rows
    .flatMap(({ panels }) => panels)
    .some(({ id, title }) => id in excused && (name === id || name === title || name.startsWith(`${title} (`)));
}

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
    const found = await detectSystems(httpProbe({ url: live.prometheus }));
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
      expect(queries.length > 5).toBe(!(`${id}/${definition.id}` in NOTHING_TO_SHOW));
      const empty = await silent(queries.filter(({ expression }) => !isUnpriced(id, expression)));
      expect(empty.filter((name) => !mayBeEmpty(id, definition, name.split(',')[0] ?? ''))).toEqual([]);
    });

    it.each(systemIds)('of %s has data in every panel of its JSON', async (id) => {
      const { panels, templating } = toDashboardJson(definition, SYSTEMS[id]);
      const filledIn = (expression: string) =>
        withConstants(expression, templating)
          .replaceAll('$__rate_interval', WINDOW)
          .replaceAll('$__range_s', '60')
          .replaceAll('$__range', WINDOW)
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
      const empty = (await silent(ofDemo.filter(({ expression }) => !isUnpriced(id, expression)))).filter(
        (title) => !mayBeEmpty(id, definition, title)
      );
      expect(new Set(empty)).toEqual(new Set(excused));
    });
  });
});
