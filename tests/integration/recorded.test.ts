import { SYSTEMS as DEMO_SYSTEMS } from '../../demo/systems/all';
import { demoTargets } from '../../demo/targets';
import { compilePanel } from '../../src/compile/panel';
import { viewFrom } from '../../src/compile/readFrom';
import { RECORDED_TOKEN_TYPES } from '../../src/compile/recordedVocabulary';
import { toRecordingRules } from '../../src/compile/recordingRules';
import type { SystemView } from '../../src/compile/view';
import type { Ask, PanelDefinition } from '../../src/definitions/dashboard';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { detectSystems } from '../../src/doctor/detectSystems';
import { averageOver, sum } from '../../src/promql/expression';
import { anyOf, equals } from '../../src/promql/matcher';
import { recordingsOf, stepOf } from '../../src/doctor/recordings';
import { priceBook } from '../../src/pricing/lookUp';
import { PRICE_LIST } from '../../src/pricing/priceList';
import { seriesLabel } from '../../src/signals/read';
import { COST, LOOK_BACKS, recordedAs, TIER_IDS, TIERS, type TierId } from '../../src/signals/recorded';
import { isReadRaw, lookBackOf, rateOf } from '../../src/signals/signal';
import { SIGNALS } from '../../src/signals/signals';
import { COMPUTED } from '../../src/signals/spend';
import type { DetectedSystem } from '../../src/vocabularies/detect';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import type { TokenKind } from '../../src/vocabularies/tokenAccounting';
import { sourceOf } from '../../src/vocabularies/vocabulary';
import { httpProbe } from '../../stack/doctor/http-probe';
import { needs } from '../real';
import { vectorAt } from '../truth/prometheus';
import { startRecordedHistory, type RecordedHistory } from './recordedHistory';

// Other tests run beside it, and processors are few.
jest.setTimeout(60_000);

const PORT = 33_001;
/** Half a minute after a scrape, as rules are evaluated between two scrapes. */
const TO = Date.parse('2026-08-20T12:00:30Z') / 1000;
const HOURS = 26;
/** When panels ask: a little after the rules. */
const ASKED_AT = TO + 10;

const WORST = 0.01;

/** The prices of the demo's models: those of all models for every minute of a day take long. */
const BOOK = priceBook(
  { overrides: [], aliases: {} },
  PRICE_LIST.prices.filter(({ model }) => /gpt-4|claude-.*-4-5|gemini-2|mistral|embedding/.test(model))
);

/** Of the demo's systems that have a history: job -> seconds between two samples. */
const STEPS = new Map(
  demoTargets().flatMap(({ id, job }) => {
    const { historyStep } = DEMO_SYSTEMS[id];
    return historyStep === null ? [] : [[job, historyStep] as const];
  })
);

/** Everything that panels ask of systems and that may be recorded. */
const ASKED = Object.values(DASHBOARDS).flatMap(({ id, rows }) =>
  rows
    .filter(({ exporter }) => exporter === undefined)
    .flatMap(({ panels }) => panels.flatMap((panel) => panel.asks.map((ask) => ({ id, panel, ask }))))
    .filter(({ ask }) => !isReadRaw(SIGNALS[ask.signal]))
);

/** A system's own names of token types -> those of recorded series. */
const TOKEN_TYPES = new Map(
  Object.values(SYSTEMS).flatMap(({ tokens: { types } }) =>
    Object.entries(types).flatMap(([kind, own]) =>
      [own].flat().map((type) => [type, RECORDED_TOKEN_TYPES[kind as TokenKind]] as const)
    )
  )
);

/** Of what is read raw either way there is nothing to compare. */
const isRecorded = (expression: string): boolean => expression.includes('llm:');

interface Difference {
  where: string;
  raw: number;
  recorded: number;
  relative: number;
}

/** Prints the worst of the differences, and finds those that are too large. */
function report(over: string, all: readonly Difference[]): void {
  const sorted = [...all].sort((one, other) => other.relative - one.relative);
  process.stdout.write(`${all.length} figures over ${over}; the worst differences:\n`);
  sorted
    .slice(0, 3)
    .forEach(({ where, raw, recorded, relative }) =>
      process.stdout.write(`  ${(relative * 100).toFixed(3)}%  ${where}: raw ${raw}, recorded ${recorded}\n`)
    );
  expect(sorted.filter(({ relative }) => !(relative <= WORST))).toEqual([]);
}

needs('prometheus')('on a history with recorded series', () => {
  let history: RecordedHistory;
  let systems: DetectedSystem[];

  const probe = () => httpProbe({ url: history.url });

  beforeAll(async () => {
    history = await startRecordedHistory(toRecordingRules(BOOK), { from: TO - HOURS * 3600, to: TO }, PORT);
    const detection = await detectSystems(probe(), undefined, undefined, [ASKED_AT]);
    systems = detection.kind === 'ok' ? detection.value : [];
  }, 240_000);

  afterAll(() => history.stop());

  /** Values by labels, whatever the labels are called: a system's own names differ from those of recorded series. */
  async function figures(expression: string): Promise<Map<string, number>> {
    const answer = await vectorAt(history.url, expression, ASKED_AT);
    return new Map(
      answer.map(({ metric, value }) => [
        Object.values(metric)
          .map((label) => TOKEN_TYPES.get(label) ?? label)
          .sort()
          .join(),
        Number(value[1]),
      ])
    );
  }

  async function differences(where: string, raw: string, recorded: string): Promise<Difference[]> {
    const [one, other] = [await figures(raw), await figures(recorded)];
    expect([where, [...other.keys()].sort()]).toEqual([where, [...one.keys()].sort()]);
    return [...one].map(([labels, value]) => {
      const read = other.get(labels) ?? NaN;
      return {
        where: `${where} ${labels}`,
        raw: value,
        recorded: read,
        relative: value === read ? 0 : Math.abs(read - value) / Math.abs(value),
      };
    });
  }

  /** Each thing that a panel shows, as it is asked of raw and of recorded series. */
  function questions({ vocabulary, jobs }: DetectedSystem, tier: TierId) {
    const raw: SystemView = { vocabulary, jobs: anyOf('job', jobs) };
    const { recorded } = viewFrom(raw, { from: 'recorded', tier, why: 'asked', since: 0 });
    const view = recorded && { ...raw, recorded: { ...recorded, window: TIERS[tier].every } };
    const expressionOf = (panel: PanelDefinition, ask: Ask, system: SystemView) => {
      const compiled = compilePanel(
        { ...panel, asks: [ask] },
        { systems: [system], select: {}, window: tier, path: '' }
      );
      return compiled?.kind === 'panel' ? compiled.queries[0]?.expr : undefined;
    };
    const step = Math.max(...jobs.map((job) => STEPS.get(job) ?? NaN));
    return ASKED.flatMap(({ id, panel, ask }) => {
      const [one, other] = [expressionOf(panel, ask, raw), view && expressionOf(panel, ask, view)];
      const isLevel = sourceOf(vocabulary, SIGNALS[ask.signal].needs[0]).kind === 'gauge';
      return one && other
        ? [
            {
              where: `${vocabulary.id} ${id} ${panel.id} ${ask.name}`,
              // A panel shows the present level; recorded is its mean, of each sample once.
              raw: isLevel ? `avg_over_time((${one})[${tier}:${step}s])` : one,
              recorded: other,
            },
          ]
        : [];
    });
  }

  const ofTier = async (tier: TierId): Promise<Difference[]> =>
    (
      await Promise.all(
        systems
          .flatMap((system) => questions(system, tier).filter(({ recorded }) => isRecorded(recorded)))
          .map(({ where, raw, recorded }) => differences(where, raw, recorded))
      )
    ).flat();

  it('the app finds since when each system is recorded, and counts its raw series', async () => {
    const range = { from: ASKED_AT - 24 * 3600, to: ASKED_AT };
    const found = await recordingsOf(probe(), systems, '5m', range);
    expect(systems.flatMap(({ jobs }) => [...jobs]).sort()).toEqual([...STEPS.keys()].sort());
    expect([...found.keys()]).toEqual(systems.map(({ vocabulary }) => vocabulary.id));
    systems.forEach(({ vocabulary }) => {
      const { since = Infinity, rawSeries = NaN } = found.get(vocabulary.id) ?? {};
      expect(since).toBeLessThanOrEqual(range.from + stepOf('5m', range));
      // The history leaves out LiteLLM's histograms: it has no buckets to count.
      const [least, most] = sourceOf(vocabulary, 'latency').kind === 'histogram' ? [20, Infinity] : [0, 0];
      expect(rawSeries).toBeGreaterThanOrEqual(least);
      expect(rawSeries).toBeLessThanOrEqual(most);
    });
  });

  it.each(TIER_IDS)('the app finds the series over %s, however rarely they are written', async (tier) => {
    const found = await recordingsOf(probe(), systems, tier, { from: ASKED_AT - 2 * 3600, to: ASKED_AT });
    expect([...found.values()].map(({ since = 0 }) => since >= ASKED_AT - 4 * 3600)).toEqual(systems.map(() => true));
  });

  it('all that panels show is recorded, the latency by endpoint apart', () => {
    const asked = systems.flatMap((system) => questions(system, '5m'));
    const raw = asked.filter(({ recorded }) => !isRecorded(recorded)).map(({ where }) => where);
    expect(raw).toEqual(['choreoai overview latency-by-endpoint p95', 'project-ai overview latency-by-endpoint p95']);
  });

  /** Of the demo's one day the month is that day. */
  const DAY_RANGE = { window: '1d', seconds: 86_400 };

  it('figures of a day and of the month so far are the same', async () => {
    const asks = Object.values(DASHBOARDS).flatMap(({ rows }) =>
      rows.flatMap(({ panels }) => panels.flatMap((panel) => panel.asks.map((ask) => ({ panel, ask }))))
    );
    const back = asks.filter(({ ask }) => lookBackOf(SIGNALS[ask.signal]) && ask.signal !== 'spendLast30Days');
    const pairs = systems.flatMap(({ vocabulary, jobs }) => {
      const raw: SystemView = { vocabulary, jobs: anyOf('job', jobs), budgets: { daily: 50, monthly: 1000 } };
      const recorded = viewFrom(raw, { from: 'raw', why: 'short' }, LOOK_BACKS);
      const compiled = ({ panel, ask }: (typeof back)[number], system: SystemView) => {
        const found = compilePanel(
          { ...panel, asks: [ask] },
          { systems: [system], select: {}, window: '5m', range: DAY_RANGE, path: '' }
        );
        return found?.kind === 'panel' ? found.queries[0]?.expr : undefined;
      };
      return back.flatMap((one) => {
        const [own, other] = [compiled(one, raw), compiled(one, recorded)];
        return own && other && isRecorded(other)
          ? [{ where: `${vocabulary.id} ${one.panel.id} ${one.ask.name}`, raw: own, recorded: other }]
          : [];
      });
    });
    const all = await Promise.all(pairs.map(({ where, raw, recorded }) => differences(where, raw, recorded)));
    report('a day', all.flat());
    expect(all.flat().length).toBeGreaterThan(50);
  });

  it.each(TIER_IDS)('tokens cost the same over %s, by model and type', async (tier) => {
    const each = await Promise.all(
      systems.map(async ({ vocabulary, jobs }) => {
        const job = anyOf('job', jobs);
        const scope = { jobs: job, select: {}, window: tier };
        const used = await vectorAt(history.url, rateOf(vocabulary, 'tokens', { ...scope, by: ['model'] }), ASKED_AT);
        const models = used.map(({ metric }) => ({ model: metric[seriesLabel(vocabulary, 'model') ?? ''] ?? '' }));
        const prices = { book: BOOK, models };
        const raw = COMPUTED.rate(vocabulary, { ...scope, by: ['model', 'tokenType'], prices });
        const cost = averageOver(
          `${COST}:${recordedAs('rate', tier)}`,
          [equals('system', vocabulary.id), job],
          TIERS[tier].every
        );
        return differences(`${vocabulary.id} cost`, raw, sum(['model', 'token_type'], cost));
      })
    );
    report(tier, each.flat());
  });

  it.each(TIER_IDS)(
    'every panel shows the same over %s',
    async (tier) => {
      const all = await ofTier(tier);
      report(tier, all);
      expect(all.length).toBeGreaterThan(500);
    },
    60_000
  );
});
