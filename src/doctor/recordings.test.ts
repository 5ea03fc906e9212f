import { choreoai } from '../vocabularies/choreoai';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { fakePrometheus } from './fakePrometheus';
import { recordingsOf } from './recordings';

const native = (vocabulary: Vocabulary): Vocabulary => {
  const { latency } = vocabulary.measures;
  return latency?.kind === 'histogram'
    ? { ...vocabulary, measures: { ...vocabulary.measures, latency: { ...latency, native: true } } }
    : vocabulary;
};

/** The question for raw series, and what comes of 300 of each job. */
async function look(...vocabularies: Vocabulary[]) {
  const prometheus = fakePrometheus({
    present: {},
    answer: (expression) =>
      expression.includes('count by (job)') ? [{ metric: { job: 'choreoai' }, value: 300 }] : [],
  });
  const systems = vocabularies.map((vocabulary) => ({ vocabulary, jobs: [vocabulary.id] }));
  const found = await recordingsOf(prometheus, systems, '5m', { from: 0, to: 3600 });
  return { question: prometheus.asked.find((asked) => asked.includes('count by (job)')), found };
}

it('counts the buckets of a classic histogram', async () => {
  const { question, found } = await look(choreoai);
  expect(question).toContain('"choreoai_request_duration_seconds_bucket"');
  expect(question).not.toContain('*');
  expect(found.get('choreoai')).toEqual({ rawSeries: 300, reaches: [] });
});

it('counts a native histogram under its own name, as so many buckets', async () => {
  const { question } = await look(native(choreoai));
  expect(question).toBe('(count by (job) ({__name__="choreoai_request_duration_seconds",job="choreoai"})) * 20');
});

it('asks for both kinds in one question', async () => {
  const { question } = await look(choreoai, native(otelGenai));
  expect(question).toMatch(/_bucket".*\) or \(.*gen_ai_client_operation_duration_seconds.*\* 20\)$/);
});

it.each([
  [40, ['day', 'month']],
  [20, ['day']],
  [0.5, []],
])('recorded for %d days reach back %j', async (days, reaches) => {
  const to = 1_800_000_000;
  const began = to - days * 86_400;
  const prometheus = fakePrometheus({
    present: {},
    answer: (expression) => {
      const [, window] = /\[(\d+)s:\d+s\]/.exec(expression) ?? [];
      return window === undefined
        ? []
        : [{ metric: { system: 'choreoai', job: 'gateway' }, value: Math.max(began, to - Number(window)) }];
    },
  });
  const system = { vocabulary: choreoai, jobs: ['gateway'] };
  const found = await recordingsOf(prometheus, [system], '5m', { from: to - 3600, to });
  expect(found.get('choreoai')?.reaches).toEqual(reaches);
});
