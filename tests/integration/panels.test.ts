import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { HOSTILE_VALUES } from '../../demo/traffic/hostile';
import { dashboardFile } from '../../src/compile/identity';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { detectSystems } from '../../src/doctor/detectSystems';
import { readValues } from '../../src/doctor/readValues';
import type { DetectedSystem } from '../../src/vocabularies/detect';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { httpProbe } from '../../stack/doctor/http-probe';
import { GENERATED } from '../promql/generated';
import { needs } from '../real';
import { compare, offences, saysNothing, summary, type Comparison, type Evidence } from '../truth/compare';
import { fairMoment } from '../truth/evidence';
import { FACTS, SYSTEM_IDS, valueOf } from '../truth/facts';
import { vectorAt } from '../truth/prometheus';
import { askedByApp, queriesByApp, askedByJson, type Question } from '../truth/questions';
import { canTell, type ReplicaEvidence } from '../truth/truth';
import { control, startLive, type Running } from './live';

// Other tests run beside it, and processors are few.
jest.setTimeout(60_000);

const PORT_OFFSET = 18_000;
const WINDOW_SECONDS = 60;
const WINDOW = `${WINDOW_SECONDS}s`;

const systemIds = SYSTEM_IDS;

/** The dashboards that the ledger can tell something of. */
const TOLD = Object.values(DASHBOARDS).filter(({ rows }) => rows.some(({ panels }) => panels.some(canTell)));

/** How many expressions are asked at a time. */
const AT_A_TIME = 4;

const say = (text: string) => process.stdout.write(`${text}\n`);

needs('prometheus')('on a real Prometheus that scrapes the demo', () => {
  let live: Running;
  let systems: DetectedSystem[];

  const detected = (id: string): DetectedSystem => {
    const system = systems.find(({ vocabulary }) => vocabulary.id === id);
    if (!system) {
      throw new Error(`${id} was not detected.`);
    }
    return system;
  };

  beforeAll(async () => {
    live = await startLive(PORT_OFFSET);
  }, 60_000);

  afterAll(() => live.stop(), 60_000);

  describe('while some calls fail', () => {
    let moment: { time: number; evidence: Evidence };
    const comparisons: Comparison[] = [];

    /** Failures are frequent then, so that no error panel has a reason to show 0. */
    beforeAll(async () => {
      await control(live, 'scenarios/error-burst', true);
      moment = await fairMoment(live, SYSTEM_IDS, WINDOW_SECONDS);
      await control(live, 'scenarios/error-burst', false);
      const detection = await detectSystems(httpProbe({ url: live.prometheus }));
      systems = detection.kind === 'ok' ? detection.value : [];
    }, 150_000);

    afterAll(() => say(summary(comparisons)));

    /** What is wrong with a dashboard's figures; empty where each is within 2% of the truth. */
    async function wrongIn(questions: readonly Question[], evidence = moment.evidence): Promise<string[]> {
      const wrong = await Promise.all(
        questions.map(async (question) => {
          const answer = await vectorAt(live.prometheus, question.expression, moment.time);
          const shown = answer.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
          const compared = compare(question, shown, evidence);
          comparisons.push(...compared);
          const silent = saysNothing(question, compared) ? [`${question.panel}: nothing but 0`] : [];
          return [...offences(question, compared), ...silent];
        })
      );
      return wrong.flat();
    }

    it('every system is detected', () => {
      expect(systems.map(({ vocabulary }) => vocabulary.id)).toEqual(systemIds);
    });

    describe.each(TOLD)('$title', (definition) => {
      it.each(systemIds)('in the app shows what happened in %s', async (id) => {
        expect(await wrongIn(askedByApp(definition, [detected(id)], WINDOW))).toEqual([]);
      });

      it.each(systemIds)('as bundled JSON shows what happened in %s', async (id) => {
        const file = join(__dirname, '../../dashboards', dashboardFile(definition, SYSTEMS[id]));
        const json = JSON.parse(readFileSync(file, 'utf8'));
        expect(await wrongIn(askedByJson(definition, json, detected(id), WINDOW))).toEqual([]);
      });

      it('in the app shows what happened in all systems side by side', async () => {
        expect(await wrongIn(askedByApp(definition, systems, WINDOW))).toEqual([]);
      });

      it.each(systemIds)('in the app shows what happened in %s with one provider', async (id) => {
        const select = { provider: ['openai'] };
        const questions = askedByApp(definition, [detected(id)], WINDOW, select);
        expect(await wrongIn(questions, ofProvider('openai', moment.evidence))).toEqual([]);
      });
    });

    it('every generated expression is accepted', async () => {
      const expressions = [...new Set(GENERATED.map(({ expression }) => expression))];
      const refusal = (expression: string) =>
        vectorAt(live.prometheus, expression, moment.time).then(
          () => [],
          ({ message }: Error) => [message]
        );
      const refused = (await lastValueFrom(from(expressions).pipe(mergeMap(refusal, AT_A_TIME), toArray()))).flat();
      say(`${expressions.length} generated expressions asked, ${refused.length} refused`);
      expect(refused).toEqual([]);
    }, 240_000);
  });

  describe('with hostile label values, and a provider that is out', () => {
    const OUT = 'openai';
    const SHORT = 20;
    /** The slowest answer that was under way when the outage began. */
    const SETTLING = 25;
    let time: number;

    beforeAll(async () => {
      await control(live, 'label-values', true);
      await control(live, 'scenarios/provider-outage', true);
      const began = Date.now() / 1000;
      do {
        ({ time } = await fairMoment(live, SYSTEM_IDS, SHORT));
        await new Promise((resolve) => setTimeout(resolve, 1000));
      } while (time < began + SETTLING + SHORT);
    }, 120_000);

    it.each(systemIds)('each hostile value of %s can be selected, and shows itself alone', async (id) => {
      const probe = httpProbe({ url: live.prometheus });
      const models = await readValues(probe, [detected(id)], 'model', { from: time - 60, to: time });
      expect(models).toEqual(expect.arrayContaining([...HOSTILE_VALUES]));

      let asked = 0;
      for (const hostile of HOSTILE_VALUES) {
        const questions = queriesByApp(DASHBOARDS.overview, [detected(id)], WINDOW, { model: [hostile] });
        // A query that Prometheus does not accept rejects.
        const answers = await Promise.all(
          questions.map(({ expression }) => vectorAt(live.prometheus, expression, time))
        );
        const byModel = questions.findIndex(({ panel }) => panel === 'requests-by-model');
        expect(answers[byModel]?.flatMap(({ metric }) => Object.values(metric))).toEqual([hostile]);
        expect(Number(answers[byModel]?.[0]?.value[1])).toBeGreaterThan(0);
        asked += questions.length;
      }
      say(`${asked} queries of ${id} accepted with a hostile model selected`);
    });

    it('its error ratio is 1 and its request rate is 0, and the others have neither', async () => {
      const figures = async (panel: string) => {
        const questions = askedByApp(DASHBOARDS.overview, [detected('choreoai')], `${SHORT}s`);
        const question = questions.find((each) => each.panel === panel);
        const answer = await vectorAt(live.prometheus, question?.expression ?? '', time);
        return new Map(answer.map(({ metric, value }) => [metric.provider, Number(value[1])]));
      };
      const ratios = await figures('error-ratio-by-provider');
      const rates = await figures('requests-by-provider');
      expect(ratios.get(OUT)).toBe(1);
      expect(rates.get(OUT)).toBe(0);
      expect(ratios.get('anthropic')).toBeLessThan(0.5);
      expect(rates.get('anthropic')).toBeGreaterThan(0.5);
    });
  });
});

/** The same evidence as if nothing else had been called. Requests without a provider, such as pages, stay. */
const ofProvider = (provider: string, evidence: Evidence): Evidence =>
  new Map(
    [...evidence].map(([id, replicas]) => [
      id,
      replicas.map((replica): ReplicaEvidence => ({
        ...replica,
        entries: replica.entries.filter(
          (entry) => entry.provider === null || valueOf(FACTS[id], 'provider', entry) === provider
        ),
      })),
    ])
  );
