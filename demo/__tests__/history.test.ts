import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadHistory, periodsOf } from '../history/load';
import { pastOfAll, type Period, type ReplicaPast } from '../history/past';
import { SYSTEMS } from '../systems/all';
import { demoTargets, instances, type DemoSystemId } from '../targets';
import { readSamples, seriesKey, total, type Sample } from './exposition-text';
import { runDemo } from './running-demo';

const END = 1780315200;
const HOUR = 3600;
const MINUTE = 60;
const PATIENCE = 60_000;

/** Everything over an hour, or over the given periods. */
function write(seed: number, periods = periodsOf({ end: END, seconds: HOUR }), only?: DemoSystemId[]): string {
  const past = pastOfAll({ seed, end: END, portOffset: 0, only });
  return periods.flatMap((period) => past.flatMap((replica) => [...lines(replica, period)])).join('');
}

function* lines(replica: ReplicaPast, period: Period): Generator<string> {
  const times = replica.times(period);
  for (const { name, values } of replica.series(period)) {
    yield values.map((value, step) => `${name} ${value} ${times[step]}\n`).join('');
  }
}

function read(text: string): Sample[] {
  return readSamples(text.replace(/ \d+$/gm, ''));
}

/** A series and all its values, in order. */
interface Track extends Pick<Sample, 'name' | 'labels'> {
  values: number[];
}

function tracksOf(samples: Sample[]): Track[] {
  const tracks = new Map<string, Track>();
  for (const { name, labels, value } of samples) {
    const key = seriesKey({ name, labels });
    const track = tracks.get(key) ?? { name, labels, values: [] };
    track.values.push(value);
    tracks.set(key, track);
  }
  return [...tracks.values()];
}

function lastOf(tracks: Track[]): Sample[] {
  return tracks.map(({ name, labels, values }) => ({ name, labels, value: values.at(-1) ?? NaN }));
}

/** Metrics that a history leaves out. */
function leftOut(id: DemoSystemId): RegExp {
  const { instruments, gauges, background } = SYSTEMS[id];
  const names = [...instruments(1), ...gauges, ...background].flatMap(({ name, past }) => (past === false ? name : []));
  return new RegExp(`^(${names.join('|')})(_bucket|_count|_sum)?$`);
}

describe('a history', () => {
  const tracks = tracksOf(read(write(42)));
  const latest = lastOf(tracks);

  it('is the same for the same seed and end, and another one for another seed', () => {
    expect(write(42)).toBe(write(42));
    expect(write(43)).not.toBe(write(42));
  });

  it.each([
    ['each minute', 'choreoai', HOUR / MINUTE],
    ['every other minute', 'litellm', HOUR / MINUTE / 2],
  ])('has a sample of every series %s', (_when, job, count) => {
    const own = tracks.filter(({ labels }) => labels.job === job);
    expect(new Set(own.map(({ values }) => values.length))).toEqual(new Set([count]));
  });

  it('has a sample of every series every other minute where it is older than a week', () => {
    const from = END - 8 * 24 * HOUR;
    const older = tracksOf(read(write(42, [{ from, to: from + HOUR }], ['choreoai'])));
    expect(new Set(older.map(({ values }) => values.length))).toEqual(new Set([HOUR / MINUTE / 2]));
  });

  it('knows teams without a budget, and spending in every one of the others', () => {
    const left = latest.filter(({ name }) => name === 'litellm_remaining_team_budget_metric');
    expect(left.filter(({ value }) => value === Infinity).map(({ labels }) => labels.team_alias)).toEqual(['lab']);
    const spend = tracks.filter(({ name }) => name === 'litellm_spend_metric_total');
    const spending = spend.filter(({ values }) => (values.at(-1) ?? 0) > 0);
    expect(new Set(spending.map(({ labels }) => labels.team_alias))).toEqual(
      new Set(['search', 'support', 'research'])
    );
  });

  it('never counts backwards', () => {
    const counters = tracks.filter(({ name }) => /_(total|bucket|count|sum)$/.test(name));
    expect(counters.length).toBeGreaterThan(1000);
    expect(counters.filter(({ values }) => String(values) !== String([...values].sort((a, b) => a - b)))).toEqual([]);
  });

  it('has as many durations as answered requests, in buckets that add up', () => {
    const instance = { instance: '127.0.0.1:8000' };
    const requests = total(latest, 'choreoai_requests_total', instance);
    const bucket = (le: string) => total(latest, 'choreoai_request_duration_seconds_bucket', { ...instance, le });
    expect(requests / HOUR).toBeGreaterThan(5);
    expect(bucket('+Inf')).toBe(requests);
    expect(total(latest, 'choreoai_request_duration_seconds_count', instance)).toBe(requests);
    expect(bucket('0.5')).toBeLessThan(bucket('2.5'));
    expect(bucket('2.5')).toBeLessThan(bucket('10'));
  });

  it(
    'has the means and the shares of live traffic',
    async () => {
      const running = await runDemo(25000, { only: ['choreoai'] });
      try {
        running.pass(HOUR / 3);
        const scraped = await running.scrape('choreoai');
        const past = latest.filter(({ labels }) => labels.instance === '127.0.0.1:8000');
        const compare = (ratio: (of: Sample[]) => number, tolerance: number) =>
          expect(Math.abs(ratio(past) / ratio(scraped) - 1)).toBeLessThan(tolerance);
        const per = (part: string, labels: Record<string, string>) => (of: Sample[]) =>
          total(of, part, labels) / total(of, 'choreoai_requests_total');
        compare(per('choreoai_request_duration_seconds_sum', {}), 0.05);
        compare(per('choreoai_request_duration_seconds_bucket', { le: '2.5' }), 0.03);
        compare(per('choreoai_tokens_total', { type: 'output' }), 0.05);
        compare(per('choreoai_requests_total', { provider: 'openai' }), 0.05);
      } finally {
        await running.demo.stop();
      }
    },
    PATIENCE
  );

  it(
    'continues in the very series that live scraping writes',
    async () => {
      const running = await runDemo(24000);
      try {
        running.pass(HOUR / 3);
        for (const target of demoTargets().filter(({ id }) => SYSTEMS[id].historyStep !== null)) {
          const left = leftOut(target.id);
          for (const [index, instance] of instances(target).entries()) {
            const scraped = (await running.scrape(target.id, index + 1)).filter(
              ({ name }) => name !== 'target_info' && !left.test(name)
            );
            const live = scraped.map(({ name, labels }) =>
              seriesKey({ name, labels: { ...labels, job: target.job, instance } })
            );
            const past = latest
              .filter(({ name, labels }) => name !== 'up' && labels.instance === instance)
              .map(seriesKey);
            // Series of OpenTelemetry appear with their first request, so that some may not be there yet.
            const missingYet = SYSTEMS[target.id].meter ? past.filter((key) => !live.includes(key)) : [];
            expect([...live, ...missingYet].sort()).toEqual(past.sort());
            expect(missingYet.length).toBeLessThan(past.length / 4);
          }
        }
      } finally {
        await running.demo.stop();
      }
    },
    PATIENCE
  );

  it('has incidents: 20 hours before its end, three calls in ten fail', () => {
    const errorsPerRequest = (hoursBeforeEnd: number) => {
      const from = END - hoursBeforeEnd * HOUR;
      const last = lastOf(tracksOf(read(write(42, [{ from, to: from + 20 * MINUTE }], ['convergeai']))));
      return total(last, 'llm_errors_total') / total(last, 'llm_requests_total');
    };
    expect(errorsPerRequest(20)).toBeGreaterThan(0.25);
    expect(errorsPerRequest(15)).toBeLessThan(0.03);
  });
});

describe('periods', () => {
  it('follow each other up to the end, each within one block of promtool', () => {
    const periods = periodsOf({ end: END + 17, seconds: 30 * 24 * HOUR });
    expect(periods.at(0)?.from).toBe(END - 30 * 24 * HOUR + MINUTE);
    expect(periods.at(-1)?.to).toBe(END + MINUTE);
    periods.slice(1).forEach(({ from }, index) => expect(from).toBe(periods[index]?.to));
    const block = (time: number) => Math.floor(time / (18 * HOUR));
    periods.forEach(({ from, to }) => expect(block(to - MINUTE)).toBe(block(from)));
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

(hasPromtool || process.env.REQUIRE_REAL ? describe : describe.skip)('promtool', () => {
  const output = mkdtempSync(join(tmpdir(), 'history-'));
  afterAll(() => rmSync(output, { recursive: true }));

  it(
    'loads a history, and nothing but blocks is left',
    async () => {
      const { samples, blocks } = await loadHistory({ seed: 42, portOffset: 0, seconds: HOUR, end: END, output });
      expect(readdirSync(output)).toHaveLength(blocks);
      const listed = spawnSync('promtool', ['tsdb', 'list', output], { encoding: 'utf8' });
      const loaded = listed.stdout
        .split('\n')
        .slice(1)
        .filter((line) => line !== '')
        .map((line) => Number(line.trim().split(/\s+/)[4]));
      expect(loaded.reduce((sum, count) => sum + count, 0)).toBe(samples);
      expect(samples).toBeGreaterThan(60_000);
    },
    PATIENCE
  );

  it(
    'is stopped at once, and nothing is left',
    async () => {
      const empty = mkdtempSync(join(tmpdir(), 'history-'));
      const stopping = new AbortController();
      const loading = loadHistory({
        seed: 42,
        portOffset: 0,
        seconds: 24 * HOUR,
        end: END,
        output: empty,
        signal: stopping.signal,
      });
      stopping.abort();
      await expect(loading).rejects.toThrow();
      expect(readdirSync(empty)).toEqual([]);
      rmSync(empty, { recursive: true });
    },
    PATIENCE
  );
});
