import { MOST_SERIES, OTHER } from '../../src/compile/bounded';
import { compilePanel } from '../../src/compile/panel';
import type { Ask, PanelDefinition } from '../../src/definitions/dashboard';
import { equals } from '../../src/promql/matcher';
import type { SignalId } from '../../src/signals/signals';
import { choreoai } from '../../src/vocabularies/choreoai';
import { needs } from '../real';
import { linesOver, vectorAt } from '../truth/prometheus';
import { pastPrometheus, type PastPrometheus } from './pastPrometheus';

const STEP = 60;
const STEPS = 30;
const FROM = 1_700_000_400;
const RANGE = { from: FROM + 5 * STEP, to: FROM + STEPS * STEP, step: STEP };

/** Misspelt models, one without a name, and one that is called like the rest. */
const MODELS = ['', OTHER, 'gpt-4o', ...Array.from({ length: 1000 }, (_, index) => `gpt-4o-misspelt-${index}`)];

/** Whose turn it is to be busy changes from minute to minute, so that each minute has other leaders. */
const callsIn = (model: number, minute: number) =>
  1 + ((model * 7919 + minute * 104_729) % 1009) + (model < 3 ? 600 : 0);

/** A counter for each model; those with an even number start anew in the middle. */
const past = () =>
  [
    '# TYPE choreoai_requests counter',
    ...MODELS.flatMap((name, model) => {
      let value = 0;
      return Array.from({ length: STEPS + 1 }, (_, minute) => {
        value = model % 2 === 0 && minute === STEPS / 2 ? 0 : value + callsIn(model, minute);
        return `choreoai_requests_total{job="choreoai",provider="openai",model="${name}",status="200"} ${value} ${FROM + minute * STEP}`;
      });
    }),
    '# TYPE choreoai_request_duration_seconds histogram',
    ...MODELS.flatMap((name, model) =>
      ['1.0', '5.0', '+Inf'].flatMap((le) =>
        Array.from(
          { length: STEPS + 1 },
          (_, minute) =>
            `choreoai_request_duration_seconds_bucket{job="choreoai",provider="openai",model="${name}",le="${le}"} ${minute * (model + 1)} ${FROM + minute * STEP}`
        )
      )
    ),
    ...MODELS.flatMap((name, model) =>
      Array.from(
        { length: STEPS + 1 },
        (_, minute) =>
          `choreoai_request_duration_seconds_count{job="choreoai",provider="openai",model="${name}"} ${minute * (model + 1)} ${FROM + minute * STEP}`
      )
    ),
    '# EOF\n',
  ].join('\n');

const ask = (signal: SignalId, by: Ask['by']): Ask => ({ signal, by, name: signal });

function queriesOf(visualization: PanelDefinition['visualization'], asks: PanelDefinition['asks']): string[] {
  const compiled = compilePanel(
    {
      id: 'models',
      title: 'Models',
      description: 'By model.',
      visualization,
      asks,
      size: { width: 12, height: 8 },
      whenMissing: 'explain',
    },
    {
      systems: [{ vocabulary: choreoai, jobs: equals('job', 'choreoai') }],
      select: {},
      window: '4m',
      range: { window: `${RANGE.to - RANGE.from}s`, seconds: RANGE.to - RANGE.from },
      path: '/page',
    }
  );
  return compiled?.kind === 'panel' ? compiled.queries.map(({ expr }) => expr) : [];
}

/** The model that is called like the rest is among the largest, and one line with it. */
const SHOWN = MOST_SERIES - 1;

const byModel = (signal: SignalId) => queriesOf('stackedLines', [ask(signal, ['model'])])[0] ?? '';

needs('promtool', 'prometheus')('a thousand misspelt models', () => {
  let prometheus: PastPrometheus;

  beforeAll(async () => {
    prometheus = await pastPrometheus(past());
  }, 60_000);

  afterAll(() => prometheus.stop());

  const lines = (expression: string) => linesOver(prometheus.url, expression, RANGE);

  it('would be a line each, and the largest at each moment are not the same ones', async () => {
    const rate = 'sum by (model) (rate(choreoai_requests_total[4m]))';
    expect(await lines(rate)).toHaveLength(MODELS.length);
    expect((await lines(`topk(${MOST_SERIES}, ${rate})`)).length).toBeGreaterThan(100);
  });

  it('are at most twenty lines over the range, and at each moment they are the whole', async () => {
    const [whole] = await lines('sum(rate(choreoai_requests_total[4m]))');
    const shown = await lines(byModel('requestRate'));
    expect(shown).toHaveLength(SHOWN);
    expect(shown.map(({ metric }) => metric.model)).toEqual(expect.arrayContaining(['gpt-4o', OTHER]));
    expect(whole?.values).toHaveLength((RANGE.to - RANGE.from) / STEP + 1);
    whole?.values.forEach(([time, value]) => {
      const sum = shown.flatMap(({ values }) => values.filter(([at]) => at === time)).map(([, each]) => Number(each));
      expect(sum).toHaveLength(SHOWN);
      expect(sum.reduce((all, each) => all + each, 0)).toBeCloseTo(Number(value), 6);
    });
  });

  it('are twenty percentiles: those of the models with the most traffic', async () => {
    const shown = await lines(byModel('latencyP95'));
    const busiest = MODELS.slice(-MOST_SERIES);
    expect(shown.map(({ metric }) => metric.model).sort()).toEqual(busiest.sort());
  });

  it('are at most twenty rows of a table, the same in each column', async () => {
    const [requests = '', latency = ''] = queriesOf('table', [
      ask('requestsPerMinute', ['model']),
      ask('latencyP95', ['model']),
    ]);
    const rows = await vectorAt(prometheus.url, requests, RANGE.to);
    const [whole] = await vectorAt(prometheus.url, 'sum(rate(choreoai_requests_total[4m])) * 60', RANGE.to);
    expect(rows).toHaveLength(SHOWN);
    expect(rows.reduce((all, { value }) => all + Number(value[1]), 0)).toBeCloseTo(Number(whole?.value[1]), 4);
    const names = rows.map(({ metric }) => metric.model);
    const more = (await vectorAt(prometheus.url, latency, RANGE.to)).map(({ metric }) => metric.model);
    expect(more.filter((name) => !names.includes(name))).toEqual([]);
    expect(more.length).toBeLessThanOrEqual(MOST_SERIES);
  });
});
