import { compileDashboard, type CompiledPanel } from '../../src/compile/panel';
import type { SystemView } from '../../src/compile/view';
import { exportersOf } from '../../src/definitions/dashboard';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { detectSystems } from '../../src/doctor/detectSystems';
import { anyOf } from '../../src/promql/matcher';
import type { VocabularyId } from '../../src/vocabularies/vocabulary';
import { httpProbe } from '../../stack/doctor/http-probe';
import { needs } from '../real';
import { vectorAt } from '../truth/prometheus';
import { startLive, type Running } from './live';

// Other tests run beside it, and processors are few.
jest.setTimeout(60_000);

/** Below the ports that the machine hands out to connections, Jaeger's highest included. */
const PORT_OFFSET = 15_500;
const WINDOW = '30s';
const PATIENCE_MS = 90_000;

/** What may have no value here, and why. */
const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  'swap-used': 'The machine has no swap space.',
  'redis-hit-ratio': 'Nobody looks anything up in this Redis.',
};

/** Whether the rows of all exporters are there: before the first scrape they only say that there is none. */
const exportersIn = (panels: readonly CompiledPanel[]) =>
  ['cpu-by-mode', 'redis-commands', 'postgres-connections'].every((one) => panels.some(({ id }) => id === one));

needs(
  'prometheus',
  'node_exporter',
  'redis',
  'postgres'
)('System metrics of real exporters', () => {
  let live: Running;

  beforeAll(async () => {
    live = await startLive(PORT_OFFSET, { extras: true });
  }, 120_000);

  afterAll(() => live.stop(), 60_000);

  async function views(): Promise<SystemView[]> {
    const detection = await detectSystems(httpProbe({ url: live.prometheus }));
    const wanted: VocabularyId[] = ['choreoai', ...exportersOf(DASHBOARDS.system)];
    return detection.kind === 'ok'
      ? detection.value
          .filter(({ vocabulary }) => wanted.includes(vocabulary.id))
          .map(({ vocabulary, jobs }) => ({ vocabulary, jobs: anyOf('job', jobs) }))
      : [];
  }

  /** The panels that Prometheus has nothing for, by id. */
  async function silentPanels(panels: readonly CompiledPanel[]): Promise<string[]> {
    const silent = await Promise.all(
      panels.map(async ({ id, queries }) => {
        const answers = await Promise.all(
          queries.map(({ expr }) =>
            vectorAt(live.prometheus, expr.replaceAll('$__rate_interval', WINDOW), Date.now() / 1000)
          )
        );
        const values = answers.flat().map(({ value }) => Number(value[1]));
        return values.some(Number.isFinite) ? [] : [id];
      })
    );
    return silent.flat();
  }

  it(
    'has data in every panel, of each exporter’s own job',
    async () => {
      const deadline = Date.now() + PATIENCE_MS;
      let silent: string[] = [];
      let shown: CompiledPanel[] = [];
      do {
        await new Promise((resolve) => setTimeout(resolve, 2000));
        const [first, ...rest] = await views();
        if (first) {
          shown = compileDashboard(DASHBOARDS.system, {
            systems: [first, ...rest],
            select: {},
            window: WINDOW,
            path: '/page',
          })
            .flatMap(({ panels }) => panels)
            .filter((panel): panel is CompiledPanel => panel.kind === 'panel');
          silent = (await silentPanels(shown)).filter((id) => !(id in MAY_BE_EMPTY));
        }
      } while ((!exportersIn(shown) || silent.length > 0) && Date.now() < deadline);

      expect(silent).toEqual([]);
      expect(exportersIn(shown)).toBe(true);
      process.stdout.write(`${shown.length} panels of System metrics have data\n`);
    },
    PATIENCE_MS + 30_000
  );
});
