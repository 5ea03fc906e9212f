/** What the recording rules make of the gateway, over as long as each tier is kept. */
import { toRecordingRules } from '../src/compile/recordingRules';
import { SHIPPED_BOOK } from '../src/pricing/lookUp';
import { EVALUATED, JOBS, recordedAs, TIER_IDS, TIERS, type TierId } from '../src/signals/recorded';
import { choreoai } from '../src/vocabularies/choreoai';
import { vectorAt, type Sample } from '../tests/truth/prometheus';
import { JOB } from './gateway';
import { seriesName, type Track } from './track';

const DAY = 86_400;

/** How far back each tier reaches, in seconds. */
export const KEPT: Readonly<Record<TierId, number>> = { '5m': DAY, '1h': 30 * DAY, '1d': 365 * DAY };

const SHORTEST: TierId = '5m';

/** One recorded series of the shortest tier: its name, its labels and what it was. */
export interface Recorded {
  record: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** Which job is the gateway's: the rule that every other one joins. */
export const JOB_SERIES: Recorded = {
  record: `${JOBS}:${recordedAs('avg', SHORTEST)}`,
  labels: { system: choreoai.id, job: JOB },
  value: 1,
};

/** One series for all systems: what sums over a window are divided by. */
const EVALUATED_SERIES: Recorded = { record: `${EVALUATED}:${recordedAs('rate', SHORTEST)}`, labels: {}, value: 1 };

/** Those that follow no traffic. */
const STEADY: readonly Recorded[] = [JOB_SERIES, EVALUATED_SERIES];

/** The series that the gateway's own rules yield on a server that has its raw series and `JOB_SERIES`. */
export async function recordedSeries(prometheus: string, time: number): Promise<Recorded[]> {
  const group = toRecordingRules(SHIPPED_BOOK).find(({ name }) => name === `llm-${choreoai.id}-${SHORTEST}`);
  const answers = await Promise.all(
    (group?.rules ?? []).map(async ({ record, expr, labels }) =>
      (await vectorAt(prometheus, expr, time)).map(({ metric, value }: Sample): Recorded => {
        const { __name__: _, ...own } = metric;
        return { record, labels: { ...own, ...labels }, value: Number(value[1]) };
      })
    )
  );
  return [...STEADY, ...answers.flat()];
}

/** The recorded series in all tiers, up to `to` in seconds since 1970. Traffic follows a daily curve. */
export const recordedTracks = (series: readonly Recorded[], to: number): Track[] =>
  TIER_IDS.flatMap((tier) =>
    series.map(({ record, labels, value }): Track => ({
      name: seriesName(`${record.slice(0, -SHORTEST.length)}${tier}`, labels),
      from: to - KEPT[tier],
      to,
      every: TIERS[tier].everySeconds,
      value: STEADY.some((one) => one.record === record)
        ? () => 1
        : (time) => Number((value * curve(time)).toPrecision(6)),
    }))
  );

/** The same for every series at one moment, so that buckets stay in order. */
const curve = (time: number) => 1 + 0.3 * Math.sin((2 * Math.PI * time) / DAY) + 0.05 * Math.sin(time / 1700);
