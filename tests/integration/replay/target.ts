import { listen } from '../../../stack/doctor/bad-servers';
import type { InputSeries } from '../../promql/promtool';
import { samplesOf } from './notation';

/** Series that are replayed under a job of their own, so that many can be at the same time. */
export interface World {
  /** What its jobs' names end with. */
  suffix: string;
  series: InputSeries;
  /** The step at which it begins; what comes before is loaded as the past. */
  begins: number;
}

/** A series as it is written, and its value at each step. */
export interface Replayed {
  name: string;
  samples: ReadonlyArray<number | undefined>;
  begins: number;
}

/** @param counters what is divided by `times`, so that it counts as much a second */
export const replayed = (worlds: readonly World[], counters: ReadonlySet<string>, times: number): Replayed[] =>
  worlds.flatMap(({ suffix, series, begins }) =>
    Object.entries(series).map(([name, notation]) => {
      const counts = counters.has(name.slice(0, name.indexOf('{')));
      const samples = samplesOf(notation);
      return {
        name: ownJob(name, suffix),
        samples: counts ? samples.map((sample) => sample && sample / times) : samples,
        begins,
      };
    })
  );

const ownJob = (name: string, suffix: string): string => {
  const renamed = name.replace(/(?<=[{,]job=")[^"]+/, (job) => job + suffix);
  if (renamed === name) {
    throw new Error(`${name} has no job.`);
  }
  return renamed;
};

export interface Target {
  /** Host and port. */
  address: string;
  /** How often it was scraped: each time is a step. */
  steps(): number;
  close(): Promise<void>;
}

/** What happened last goes on: a counter counts as much more with each step, a level stays. What is gone stays gone. */
function sampleAt(samples: Replayed['samples'], step: number): number | undefined {
  const beyond = step - (samples.length - 1);
  const [before, last] = samples.slice(-2);
  return beyond <= 0 || last === undefined ? samples[step] : last + beyond * Math.max(0, last - (before ?? last));
}

/** Answers each scrape with the next step of all series. */
export async function serve(series: readonly Replayed[]): Promise<Target> {
  let step = 0;
  const { url, close } = await listen((_, response) => {
    const lines = series.flatMap(({ name, samples, begins }) => {
      const sample = sampleAt(samples, begins + step);
      return sample === undefined ? [] : [`${name} ${sample}\n`];
    });
    step += 1;
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(lines.join(''));
  });
  return { address: new URL(url).host, steps: () => step, close };
}

/** The steps before each world begins, as OpenMetrics: one a second, the last a second before `to` in seconds since 1970. */
export function pastOf(series: readonly Replayed[], to: number): string {
  const byName = [...series].sort((one, other) => (one.name < other.name ? -1 : 1));
  const lines = byName.flatMap(({ name, samples, begins }) =>
    samples
      .slice(0, begins)
      .flatMap((sample, step) => (sample === undefined ? [] : [`${name} ${sample} ${to - begins + step}\n`]))
  );
  return `${lines.join('')}# EOF\n`;
}
