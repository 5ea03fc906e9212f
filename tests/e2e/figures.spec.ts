import type { PanelDefinition } from '../../src/definitions/dashboard';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { detectSystems } from '../../src/doctor/detectSystems';
import type { DetectedSystem } from '../../src/vocabularies/detect';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { httpProbe } from '../../stack/doctor/http-probe';
import { compare, offences, summary, type Comparison } from '../truth/compare';
import { evidenceAt, fairMoment } from '../truth/evidence';
import { SYSTEM_IDS, type ToldSystem } from '../truth/facts';
import { askedByApp, type Question } from '../truth/questions';
import { answersOf, type Answer } from './answers';
import { type Overview, WHOLE_PAGE } from './overview';
import { expect, test } from './test';
import { live } from './where';

test.use(WHOLE_PAGE);

const RANGE_SECONDS = 3600;
/** Grafana asks for a point every 15 s, and reads rates over a minute. */
const STEP_SECONDS = 15;
const FULL_SECONDS = 60 + STEP_SECONDS;
/** What a panel without a rate is read from: one scrape will do. */
const INSTANT_SECONDS = 30;

const VIEWS: ReadonlyArray<{ title: string; selected: string; ids: readonly ToldSystem[] }> = [
  ...SYSTEM_IDS.map((id) => ({ title: SYSTEMS[id].title, selected: id, ids: [id] })),
  { title: 'all systems', selected: '$__all', ids: SYSTEM_IDS },
];

const compared: Comparison[] = [];

async function detected(ids: readonly ToldSystem[]): Promise<DetectedSystem[]> {
  const detection = await detectSystems(httpProbe({ url: live.prometheus }));
  return detection.kind === 'ok'
    ? detection.value.filter(({ vocabulary: { id } }) => ids.some((each) => each === id))
    : [];
}

/** The last whole step, when the window before it has filled up since the stack started. */
async function endOfRange(): Promise<number> {
  const { time } = await fairMoment(live, SYSTEM_IDS, FULL_SECONDS, { patience: 180 });
  return Math.floor(time / STEP_SECONDS) * STEP_SECONDS;
}

async function evidenceFor(ids: readonly ToldSystem[], { time, window }: Answer) {
  const seconds = window || INSTANT_SECONDS;
  return new Map(await Promise.all(ids.map(async (id) => [id, await evidenceAt(live, id, time, seconds)] as const)));
}

const STATS = DASHBOARDS.overview.rows
  .flatMap(({ panels }): readonly PanelDefinition[] => panels)
  .filter(({ visualization }) => visualization === 'stat');

/** What a number's unit multiplies it by: `1.51K req/m`, `3.39%`, `65 ms`, `1.17 Mtok/min`. */
const FACTORS: Readonly<Record<string, number>> = { K: 1e3, k: 1e3, M: 1e6, '%': 0.01, ms: 0.001 };

function readNumber(text: string): number {
  const [, number, factor = ''] = /([\d.]+) ?(K|k|M|%|ms)?/.exec(text) ?? [];
  return Number(number) * (FACTORS[factor] ?? 1);
}

/** Three digits are shown. */
const ROUNDING = 0.006;

/** The big numbers that do not say what Grafana answered. */
async function misread(
  overview: Overview,
  questions: readonly Question[],
  answers: ReadonlyMap<string, Answer>
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, title } of STATS) {
    const written = await overview.bigNumbers(title);
    for (const { systems, expression } of questions.filter(({ panel }) => panel === id)) {
      const text = written.get(systems.map((system) => SYSTEMS[system].title).join()) ?? '';
      const value = answers.get(expression)?.shown[0]?.value ?? NaN;
      if (!(Math.abs(readNumber(text) - value) <= ROUNDING * value)) {
        wrong.push(`${title} of ${systems} says "${text}" for ${value}`);
      }
    }
  }
  return wrong;
}

for (const { title, selected, ids } of VIEWS) {
  test(`every figure of ${title} is within 2% of what happened`, async ({ overview, page }) => {
    test.setTimeout(240_000);
    const questions = askedByApp(DASHBOARDS.overview, await detected(ids), '$__rate_interval');
    const to = await endOfRange();
    const answers = answersOf(page);

    const range = { from: String((to - RANGE_SECONDS) * 1000), to: String(to * 1000) };
    await overview.open({ ...range, refresh: '', 'var-system': selected });
    await expect
      .poll(() => questions.filter(({ expression }) => !answers.has(expression)).map(({ panel }) => panel))
      .toEqual([]);

    const wrong: string[] = [];
    for (const question of questions) {
      const answer = answers.get(question.expression);
      const evidence = answer && (await evidenceFor(question.systems, answer));
      const comparisons = answer && evidence ? compare(question, answer.shown, evidence) : [];
      compared.push(...comparisons);
      wrong.push(...offences(question, comparisons));
    }
    expect(wrong).toEqual([]);

    expect(await misread(overview, questions, answers)).toEqual([]);
  });
}

test.afterAll(() => {
  process.stdout.write(`${summary(compared)}\n`);
});
