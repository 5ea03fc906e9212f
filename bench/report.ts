/** The figures as a page of Markdown. */
import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { count, timesSlower, type Verdict } from './bounds';
import type { DashboardFigures, QueryTimes, SizeFigures } from './figures';
import { MODELS, PROVIDERS } from './gateway';

/** @param sizes the smallest first */
export const reportOf = (sizes: readonly SizeFigures[], verdicts: readonly Verdict[]): string =>
  [
    '# Query times',
    '',
    `Written by \`npm run bench -- prometheus\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.`,
    '',
    '## How',
    '',
    ...HOW,
    '',
    '![Query time of all queries of three dashboards against raw series](growth.svg)',
    '',
    '## Bounds',
    '',
    ...verdicts.map(({ met, text }) => `- ${met ? 'pass' : '**FAIL**'}: ${text}`),
    '',
    ...sizes.flatMap(sizeSection),
  ].join('\n');

const machine = () =>
  `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, Node ${process.versions.node}, ${prometheusVersion()}`;

const prometheusVersion = () =>
  /version \S+/
    .exec(execFileSync('prometheus', ['--version'], { encoding: 'utf8' }))?.[0]
    ?.replace('version', 'Prometheus') ?? 'Prometheus';

const HOW = [
  `One gateway as ChoreoAI's monitoring guide describes it, and as many replicas of it as the number of series needs. Each has ${MODELS.length} models of`,
  `${PROVIDERS.length} providers, and of each model: requests by endpoint and five statuses, latency with 14 or 18 buckets by turns, tokens by two types, streamed`,
  'requests; of each provider errors of three types; and connections, queue and process once. Raw series cover the last hour at 30 s, at the smallest',
  'size the last 30 days at 60 s. Recorded series are those that the rules in `rules/recordings.yaml` answer on these raw series, with a daily curve:',
  'over 5m for a day, over 1h for 30 days, over 1d for a year. All of it lies in blocks of Prometheus, with its own settings; nothing is scraped meanwhile.',
  'Cost tracking shows six hours first: of these the larger sizes have one in raw series, so that raw seems cheaper there than it is.',
  '',
  'Each query is the one that the app compiles, one after the other, with the step that Grafana takes for the width of its panel on a page of 1440',
  "pixels and a data source's own scrape interval of 15 s. Each is asked five times after a first time that does not count; raw ones over 30 days",
  'and at 100,000 series once. p50 and p95 are over all of these, the sum is of medians: what a page costs the server. "Still raw" is what a recorded',
  'page reads raw: latency by endpoint and the state of providers.',
];

function sizeSection(size: SizeFigures): string[] {
  const { series, replicas, samples, detection, recordings, limit, dashboards } = size;
  const ratio = timesSlower(size);
  return [
    `## ${count(series.llm)} series`,
    '',
    `${replicas} replicas, ${count(series.all)} raw series in all, ${count(series.recorded)} recorded series in each tier, ${count(samples)} samples.`,
    `Detection: p50 ${ms(detection.p50)} ms, p95 ${ms(detection.p95)} ms. What is recorded: p50 ${ms(recordings.p50)} ms, p95 ${ms(recordings.p95)} ms.`,
    `A day of raw buckets: ${count(limit.expected)} samples in the largest panel, ${limit.offersRaw ? 'offered' : 'not offered'} by the app; the server ${limit.refused ? `refuses as many: ${limit.refused}` : 'answers as many'}.`,
    ...(ratio === undefined ? [] : [`Raw over 30 days takes ${ratio.toFixed(1)} times as long as recorded.`]),
    '',
    'Milliseconds.',
    '',
    '| dashboard | range | raw: queries | p50 | p95 | sum | refused | recorded: queries | p50 | p95 | sum | slowest | still raw: queries | sum |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...dashboards.map(row),
    '',
  ];
}

function row({ dashboard, range, raw, recorded, unrecorded }: DashboardFigures): string {
  const cells = [
    dashboard,
    range,
    ...times(raw),
    raw ? `${raw.refused.length}` : '',
    ...times(recorded),
    recorded ? `${ms(recorded.slowest.took)} ${recorded.slowest.panel}` : '',
    unrecorded ? `${unrecorded.queries}` : '',
    unrecorded ? ms(unrecorded.sum) : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

const times = (of: QueryTimes | undefined): string[] =>
  of ? [`${of.queries}`, ms(of.p50), ms(of.p95), ms(of.sum)] : ['', '', '', ''];

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : count(Math.round(value)));
