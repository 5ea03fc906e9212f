import { factsOf } from '../../src/doctor/facts';
import { httpProbe } from '../../stack/doctor/http-probe';
import { choreoai } from '../../src/vocabularies/choreoai';
import { litellm } from '../../src/vocabularies/litellm';
import type { Vocabulary } from '../../src/vocabularies/vocabulary';
import { needs } from '../real';
import { pastPrometheus, type PastPrometheus } from './pastPrometheus';

const FROM = 1_700_000_400;
const STEP = 15;
const SCRAPES = 81;
const NOW = FROM + (SCRAPES - 1) * STEP;

const samples = (series: string, value: (scrape: number) => number | string) =>
  Array.from({ length: SCRAPES }, (_, scrape) => `${series} ${value(scrape)} ${FROM + scrape * STEP}`);

const bucket = (job: string, instance: string, le: string) =>
  `choreoai_request_duration_seconds_bucket{job="${job}",instance="${instance}",provider="openai",le="${le}"}`;

const PAST = [
  '# TYPE choreoai_requests counter',
  // A call, a series: the label that tells them apart is no label of the system.
  ...Array.from({ length: 200 }, (_, call) =>
    samples(`choreoai_requests_total{job="per-call",instance="a",provider="openai",request_id="r${call}"}`, () => 1)
  ).flat(),
  // Two workers behind one port: each scrape meets the other one.
  ...samples('choreoai_requests_total{job="workers",instance="w:80",provider="openai"}', (scrape) =>
    scrape % 2 === 0 ? 5000 + scrape : 300 + scrape
  ),
  // Well, and restarted once.
  ...samples('choreoai_requests_total{job="well",instance="a",provider="openai"}', (scrape) => 7 * (scrape % 60)),
  '# TYPE choreoai_request_duration_seconds histogram',
  ...['1.0', '10.0', '+Inf'].flatMap((le) => samples(bucket('well', 'a', le), (scrape) => scrape)),
  ...['1.0', '10.0', '60.0', '+Inf'].flatMap((le) => samples(bucket('well', 'b', le), (scrape) => scrape)),
  '# TYPE litellm_team_max_budget_metric gauge',
  ...samples('litellm_team_max_budget_metric{job="litellm",team_alias="a"}', () => '+Inf'),
  ...samples('litellm_team_max_budget_metric{job="litellm",team_alias="b"}', () => 100),
  '# TYPE litellm_remaining_team_budget_metric gauge',
  ...samples('litellm_remaining_team_budget_metric{job="litellm",team_alias="a"}', () => '+Inf'),
  '# EOF\n',
].join('\n');

needs('promtool', 'prometheus')('what the series of a system say', () => {
  let prometheus: PastPrometheus;
  beforeAll(async () => {
    prometheus = await pastPrometheus(PAST);
  });
  afterAll(() => prometheus?.stop());

  const look = (vocabulary: Vocabulary, job: string) =>
    factsOf(httpProbe({ url: prometheus.url }), { vocabulary, jobs: [job] }, undefined, NOW);

  it('a label whose values are requests', async () => {
    expect((await look(choreoai, 'per-call')).warnings).toMatchObject([
      { kind: 'per-request-label', seen: expect.stringMatching(/all of the 200 series .* "request_id"$/) },
    ]);
  });

  it('counters that bounce between workers', async () => {
    expect((await look(choreoai, 'workers')).warnings).toMatchObject([
      { kind: 'counters-bounce', seen: expect.stringMatching(/^counters of "w:80" fell (29|30) times/) },
    ]);
  });

  it('budgets without a limit', async () => {
    expect((await look(litellm, 'litellm')).warnings).toMatchObject([
      {
        kind: 'no-limit',
        seen: '1 series of litellm_remaining_team_budget_metric and 1 series of litellm_team_max_budget_metric are +Inf',
      },
    ]);
  });

  it('the top buckets of replicas that end differently, and nothing to warn of after one restart', async () => {
    expect(await look(choreoai, 'well')).toEqual({ warnings: [], topBounds: { latency: [10, 60] } });
  });
});
