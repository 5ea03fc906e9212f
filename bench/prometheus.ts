/** Dashboards' queries, raw and recorded, on a real Prometheus with a thousand to a hundred thousand series. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isTooMany, lookingBackOf, rawSamples, readingOf, type Reading } from '../src/compile/readFrom';
import { DASHBOARDS } from '../src/definitions/dashboards/dashboards';
import { detectSystems } from '../src/doctor/detectSystems';
import { recordingsOf, stepOf } from '../src/doctor/recordings';
import { tierFor } from '../src/signals/recorded';
import type { DetectedSystem } from '../src/vocabularies/detect';
import { choreoai } from '../src/vocabularies/choreoai';
import { httpProbe } from '../stack/doctor/http-probe';
import { missingParts } from '../tests/real';
import { asked } from './ask';
import { LONG, verdicts } from './bounds';
import { queryTimes, type DashboardFigures, type LimitFigures, type SizeFigures } from './figures';
import { countSeries, gatewayTracks, replicasFor } from './gateway';
import { loadTracks } from './blocks';
import { percentile } from './percentile';
import { growthPlot } from './plot';
import { BENCHED, questionsOf, type Question } from './questions';
import { JOB_SERIES, KEPT, recordedSeries, recordedTracks } from './recorded';
import { reportOf } from './report';
import { startServer, type Server } from './server';
import { seriesName, type Track } from './track';

/** In series of LLM calls: the smallest first, because raw series over a month are its alone. */
const SIZES = [1_000, 10_000, 100_000];
const REPORT = join(__dirname, '../docs/bench');

const HOUR = 3600;
const DAY = 24 * HOUR;
const RANGES: Readonly<Record<string, number>> = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  [LONG]: 30 * DAY,
  '1y': 365 * DAY,
};

/** Seconds between two samples of a raw series over its hour, and over a month. */
const SCRAPED = 30;
const SCRAPED_LONG = 60;

const RUNS = 5;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @param args sizes; the report is written where all of them are measured */
export async function benchPrometheus(args: readonly string[], signal: AbortSignal): Promise<boolean> {
  const missing = missingParts('prometheus', 'promtool');
  if (missing.length > 0) {
    throw new Error(missing.join(' '));
  }
  const sizes = args.length > 0 ? args.map(Number) : SIZES;
  if (!sizes.every((size) => size >= 1 && size <= 1_000_000)) {
    throw new Error(`A size is a number of series, such as ${SIZES.join(', ')}.`);
  }
  const figures: SizeFigures[] = [];
  for (const [index, size] of sizes.entries()) {
    figures.push(await inFolder((folder) => measure(size, index === 0, folder, signal)));
  }
  const all = verdicts(figures);
  say('');
  say(reportOf(figures, all));
  if (args.length === 0) {
    mkdirSync(REPORT, { recursive: true });
    writeFileSync(join(REPORT, 'README.md'), reportOf(figures, all));
    writeFileSync(join(REPORT, 'growth.svg'), growthPlot(figures));
    say(`Written to docs/bench.`);
  }
  return all.every(({ met }) => met);
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'choreoai-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(size: number, long: boolean, folder: string, signal: AbortSignal): Promise<SizeFigures> {
  const replicas = replicasFor(size);
  const series = countSeries(replicas);
  const to = Math.floor(Date.now() / 1000 / HOUR) * HOUR;
  say(`\n${series.llm} series of LLM calls (${series.all} in all) of ${replicas} replicas`);
  const recorded = await inFolder((scratch) => learnRecorded(replicas, to, scratch, signal));
  const reach = long ? (RANGES[LONG] ?? DAY) : HOUR;
  const raw = { from: to - reach, to, every: long ? SCRAPED_LONG : SCRAPED };
  const tracks = function* (): Generator<Track> {
    yield* gatewayTracks(replicas, raw);
    yield* recordedTracks(recorded, to);
  };
  const data = join(folder, 'data');
  const started = performance.now();
  const samples = await loadTracks(tracks, { from: to - KEPT['1d'], to, data, signal });
  say(
    `  ${samples} samples loaded in ${((performance.now() - started) / 1000).toFixed(0)} s, ${recorded.length} recorded series in each tier`
  );
  const server = await startServer(folder, data, signal);
  try {
    const system = await detected(server, to);
    const looked = await lookingUp(server, system, to, signal);
    return {
      replicas,
      series: { ...series, recorded: recorded.length },
      samples,
      ...looked,
      dashboards: await dashboards(server, system, { to, reach, series: series.llm }, signal),
      limit: await limitOf(server, system, to, signal),
    };
  } finally {
    await server.stop();
  }
}

/** The rules' own series: asked of a server that has the last minutes of the raw ones. */
async function learnRecorded(replicas: number, to: number, folder: string, signal: AbortSignal) {
  const minutes = { from: to - 330, to, every: SCRAPED };
  const job: Track = { name: seriesName(JOB_SERIES.record, JOB_SERIES.labels), ...minutes, value: () => 1 };
  const data = join(folder, 'data');
  const tracks = function* () {
    yield job;
    yield* gatewayTracks(replicas, minutes);
  };
  await loadTracks(tracks, { from: minutes.from, to, data, signal });
  const server = await startServer(folder, data, signal);
  try {
    return await recordedSeries(server.url, to);
  } finally {
    await server.stop();
  }
}

const probeOf = ({ url }: Server) => httpProbe({ url });

async function detected(server: Server, to: number): Promise<DetectedSystem> {
  const detection = await detectSystems(probeOf(server), undefined, undefined, [to - HOUR, to]);
  const found = detection.kind === 'ok' ? detection.value : [];
  const system = found.find(({ vocabulary }) => vocabulary.id === choreoai.id);
  if (system === undefined) {
    throw new Error(`The gateway was not detected: ${JSON.stringify(detection)}.`);
  }
  return system;
}

/** What a page asks before its panels do. */
async function lookingUp(server: Server, system: DetectedSystem, to: number, signal: AbortSignal) {
  const range = { from: to - HOUR, to };
  const timed = async (work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let run = 0; run < 2 * RUNS; run++) {
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
    return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
  };
  const detection = await timed(() => detectSystems(probeOf(server), signal, undefined, [range.from, range.to]));
  const recordings = await timed(() => recordingsOf(probeOf(server), [system], tierFor(HOUR), range, signal));
  say(
    `  detection p50 ${detection.p50.toFixed(0)} ms, p95 ${detection.p95.toFixed(0)} ms; what is recorded p95 ${recordings.p95.toFixed(0)} ms`
  );
  return { detection, recordings };
}

/** How the app reads a system over a range. */
async function readingFor(server: Server, system: DetectedSystem, choice: 'auto' | 'raw', range: number, to: number) {
  const tier = tierFor(range);
  const within = { from: to - range, to };
  const found = (await recordingsOf(probeOf(server), [system], tier, within)).get(system.vocabulary.id);
  const available = found ?? { rawSeries: 0, reaches: [] };
  const reading = readingOf(choice, available, { range, begins: within.from, slack: stepOf(tier, within) });
  return { available, reading, lookingBack: lookingBackOf(choice, available) };
}

const RAW: Reading = { from: 'raw', why: 'asked' };

/** What is measured of a dashboard, and of which data. */
interface Measured {
  to: number;
  /** How far back the raw series reach, in seconds. */
  reach: number;
  series: number;
}

async function dashboards(
  server: Server,
  system: DetectedSystem,
  measured: Measured,
  signal: AbortSignal
): Promise<DashboardFigures[]> {
  const figures: DashboardFigures[] = [];
  for (const id of BENCHED) {
    for (const [name, range] of Object.entries(RANGES)) {
      if (name === firstRangeOf(id) || range >= DAY) {
        const one = await dashboardOver(server, system, { ...measured, id, name, range }, signal);
        say(`  ${lineOf(one)}`);
        figures.push(one);
      }
    }
  }
  return figures;
}

/** The range that a dashboard opens with. */
const firstRangeOf = (id: (typeof BENCHED)[number]) => DASHBOARDS[id].from.replace('now-', '');

async function dashboardOver(
  server: Server,
  system: DetectedSystem,
  { id, name, range, to, reach, series }: Measured & { id: (typeof BENCHED)[number]; name: string; range: number },
  signal: AbortSignal
): Promise<DashboardFigures> {
  const { reading, lookingBack } = await readingFor(server, system, 'auto', range, to);
  // Over a longer range than they reach, raw series would seem cheap.
  const hasRaw = name === firstRangeOf(id) || (name === LONG && reach > HOUR);
  const raw = hasRaw ? questionsOf(id, system, RAW, [], { range, to }) : [];
  const auto = questionsOf(id, system, reading, lookingBack, { range, to });
  const once = name === LONG || series > 50_000;
  const runs = { runs: once ? 1 : RUNS, warm: !once, signal };
  const times = async (questions: readonly Question[], how: Parameters<typeof asked>[2]) =>
    queryTimes(await each(server, questions, how));
  return {
    dashboard: id,
    range: name,
    raw: await times(raw, runs),
    recorded: await times(
      auto.filter(({ recorded }) => recorded),
      { runs: RUNS, warm: true, signal }
    ),
    unrecorded: await times(
      auto.filter(({ recorded }) => !recorded),
      runs
    ),
  };
}

async function each(server: Server, questions: readonly Question[], how: Parameters<typeof asked>[2]) {
  const answers = [];
  for (const question of questions) {
    answers.push(await asked(server.url, question, how));
  }
  return answers;
}

function lineOf({ dashboard, range, raw, recorded, unrecorded }: DashboardFigures): string {
  const kinds = Object.entries({ raw, recorded, unrecorded }).flatMap(([kind, times]) =>
    times
      ? [
          `${kind} ${times.queries} queries p50 ${times.p50.toFixed(0)} p95 ${times.p95.toFixed(0)} sum ${times.sum.toFixed(0)} ms (${times.slowest.panel} ${times.slowest.took.toFixed(0)}; ${times.mostSeries} series; ${times.refused.length} refused)`,
        ]
      : []
  );
  return `${dashboard} ${range}: ${kinds.join('; ')}`;
}

/** As many steps as a panel of the whole page's width has over a day: the hour that is there is asked in as many. */
const STEPS = 1000;

async function limitOf(server: Server, system: DetectedSystem, to: number, signal: AbortSignal): Promise<LimitFigures> {
  const { available, reading } = await readingFor(server, system, 'auto', DAY, to);
  const question: Question = {
    panel: 'a day in an hour',
    expression: `sum by (le) (rate(choreoai_request_duration_seconds_bucket{job="${system.jobs.join('|')}"}[2m]))`,
    from: to - HOUR + 60,
    to,
    step: (HOUR - 60) / STEPS,
    recorded: false,
  };
  const { refused } = await asked(server.url, question, { runs: 1, warm: false, signal });
  const figures: LimitFigures = {
    expected: rawSamples(available.rawSeries, DAY),
    offersRaw: !isTooMany(available, DAY),
    readsRecorded: reading.from === 'recorded',
    ...(refused !== undefined && { refused }),
  };
  say(
    `  a day of raw series: ${figures.expected} samples expected, the server ${refused ?? 'answers as many'}, raw is ${figures.offersRaw ? '' : 'not '}offered`
  );
  return figures;
}
