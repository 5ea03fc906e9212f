import { choreoai } from '../vocabularies/choreoai';
import { litellm } from '../vocabularies/litellm';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { factsOf } from './facts';
import { fakePrometheus } from './fakePrometheus';
import type { Sample } from './prometheus';

/** Answers the question that has these words in it; every other has no answer. */
const look = (vocabulary: Vocabulary, words: string, samples: Sample[]) =>
  factsOf(fakePrometheus({ present: {}, answer: (expression) => (expression.includes(words) ? samples : []) }), {
    vocabulary,
    jobs: ['gateway'],
  });

const kinds = async (facts: ReturnType<typeof look>) => (await facts).warnings.map(({ kind }) => kind);

/** What the first question finds: so many series, so many of them with one request, and some of those. */
const requests = (all: number, once: number, some: Array<Record<string, string>>): Sample[] => [
  { metric: { looked_for: 'all' }, value: all },
  { metric: { looked_for: 'once' }, value: once },
  ...some.map((metric) => ({ metric: { job: 'gateway', instance: 'a', ...metric }, value: 1 })),
];

const calls = (label: string, value: (index: number) => string) =>
  Array.from({ length: 20 }, (_, index) => ({ provider: 'openai', model: `m${index}`, [label]: value(index) }));

describe('a label of its own for each request', () => {
  const each = calls('request_id', (index) => `r-${index}`);

  it.each<[string, Sample[], string[]]>([
    ['is told', requests(5000, 4900, each), ['per-request-label']],
    ['is not made of a few series', requests(49, 49, each), []],
    ['is not where series count several requests', requests(5000, 2000, each), []],
    [
      'is not where the label has a few values',
      requests(
        5000,
        5000,
        calls('pod', (index) => `p-${index % 3}`)
      ),
      [],
    ],
    [
      'is not a label of the system, such as misspelt models',
      requests(
        5000,
        5000,
        calls('team', () => 'a')
      ),
      [],
    ],
    ['is not made of no answer', [], []],
  ])('%s', async (_, samples, expected) => {
    expect(await kinds(look(choreoai, 'looked_for', samples))).toEqual(expected);
  });

  it('is named, and what to do about it follows from the instrumentation', async () => {
    const found = requests(5000, 4900, each);
    const [ofPython] = (await look(choreoai, 'looked_for', found)).warnings;
    expect(ofPython?.seen).toBe(
      'nearly all of the 5000 series of choreoai_requests_total have counted one request: each has a value of its own of "request_id"'
    );
    expect(ofPython?.about).toEqual(['requests', 'attempts', 'failures', 'successes', 'httpRequests']);
    const [ofOtel] = (await look(otelGenai, 'looked_for', found)).warnings;
    expect(ofOtel?.fix).toContain('register a view of gen_ai_client_operation_duration_seconds');
    expect(ofOtel?.about).toEqual(expect.arrayContaining(['requests', 'errors', 'latency']));
  });
});

describe('counters', () => {
  const fell = (times: number) => [{ metric: { job: 'gateway', instance: 'a:4000' }, value: times }];

  it.each([
    [0, []],
    [2, []],
    [4, []],
    [5, ['counters-bounce']],
    [31, ['counters-bounce']],
  ])('that fell %d times in a quarter of an hour', async (times, expected) => {
    expect(await kinds(look(litellm, 'resets(', fell(times)))).toEqual(expected);
  });

  it('that bounce are told with the target, and make every rate doubtful and no gauge', async () => {
    const [warning] = (await look(litellm, 'resets(', fell(31))).warnings;
    expect(warning?.seen).toBe('counters of "a:4000" fell 31 times in 15 minutes');
    expect(warning?.about).toEqual(expect.arrayContaining(['requests', 'tokens', 'latency']));
    expect(warning?.about).not.toContain('budget');
  });
});

describe('budgets of +Inf', () => {
  const BUDGET = 'litellm_team_max_budget_metric';

  it('are no limit', async () => {
    const { warnings } = await look(litellm, '+Inf', [{ metric: { __name__: BUDGET }, value: 2 }]);
    expect(warnings).toMatchObject([{ kind: 'no-limit', seen: `2 series of ${BUDGET} are +Inf` }]);
    expect(warnings[0]?.about).toContain('budget');
  });

  it('are not asked for where a system has no budgets', async () => {
    const prometheus = fakePrometheus({ present: {}, answer: () => [] });
    await factsOf(prometheus, { vocabulary: choreoai, jobs: ['gateway'] });
    expect(prometheus.asked.join()).not.toContain('+Inf');
    expect(prometheus.asked).toHaveLength(3);
  });
});

describe('the top buckets', () => {
  const BUCKETS = 'choreoai_request_duration_seconds_bucket';
  const series = (counts: Record<string, number>): Sample[] =>
    Object.entries(counts).map(([le, value]) => ({ metric: { __name__: BUCKETS, le }, value }));

  it.each<[string, Record<string, number>, number[]]>([
    ['of replicas with the same bounds is one', { '1.0': 4, '5.0': 4, '10.0': 4, '+Inf': 4 }, [10]],
    ['of replicas that end differently are several', { '5': 6, '10': 6, '60': 2, '+Inf': 6 }, [10, 60]],
    ['of spellings of one bound are one', { '5': 2, '5.0': 2, '10': 4, '+Inf': 4 }, [10]],
    ['of a histogram without finite bounds are none', { '+Inf': 4 }, []],
  ])('%s', async (_, counts, expected) => {
    const { topBounds } = await look(choreoai, 'count by (__name__, le)', series(counts));
    expect(topBounds.latency ?? []).toEqual(expected);
  });
});
