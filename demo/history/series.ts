/** The series that a replica exposes, and what each request of a kind is expected to add to each of them. */

import { writtenName, type DemoSystem, type HistogramRow, type Instrument } from '../systems/system';
import { mean, shareUpTo, type LogNormal } from '../traffic/log-normal';
import { MEASURES, type Measure } from '../traffic/measures';
import type { Kind } from '../traffic/profile';
import { typicalRequests } from '../traffic/requests';

/** One kind of request that moves a series. */
export interface Contribution {
  /** Its position among the profile's kinds. */
  kind: number;
  /** What one request of it adds, on average. */
  weight(kind: Kind): number;
}

export interface Series {
  /** Name and labels, as text. */
  name: string;
  /** Whether it counts things; a sum of seconds does not. */
  whole: boolean;
  contributions: Contribution[];
}

type Labels = Record<string, string>;

/** @param constant labels of every series: `job` and `instance`, and what the client library adds */
export function seriesOf(system: DemoSystem, replica: number, constant: Labels): Series[] {
  const requests = typicalRequests(system.profile, replica);
  const remembered = system.instruments(replica).filter(({ past }) => past !== false);
  return remembered.flatMap((row) => {
    const name = writtenName(row, system.meter);
    const written = system.meter && row.kind === 'counter' ? `${name}_total` : name;
    const byLabels = new Map<string, { labels: Labels; moves: Array<{ kind: number; measure: Measure }> }>();
    requests.forEach((request, kind) => {
      for (const { labels, measure } of row.adds(request)) {
        const key = JSON.stringify(labels);
        const group = byLabels.get(key) ?? { labels: { ...labels, ...constant }, moves: [] };
        group.moves.push({ kind, measure });
        byLabels.set(key, group);
      }
    });
    return [...byLabels.values()].flatMap(({ labels, moves }) => seriesOfGroup(row, written, labels, moves));
  });
}

function seriesOfGroup(
  row: Instrument,
  written: string,
  labels: Labels,
  moves: Array<{ kind: number; measure: Measure }>
): Series[] {
  const series = (suffix: string, extra: Labels, whole: boolean, weigh: (values: LogNormal) => number): Series => ({
    name: seriesName(`${written}${suffix}`, { ...labels, ...extra }),
    whole,
    contributions: moves.map(({ kind, measure }) => ({ kind, weight: (of) => weigh(MEASURES[measure].spread(of)) })),
  });
  if (row.kind === 'counter') {
    return [
      series(
        '',
        {},
        moves.every(({ measure }) => MEASURES[measure].whole),
        mean
      ),
    ];
  }
  return [
    ...bounds(row).map((le) => series('_bucket', { le: le === Infinity ? '+Inf' : `${le}` }, true, upTo(le))),
    series('_count', {}, true, upTo(Infinity)),
    series('_sum', {}, false, mean),
  ];
}

function bounds(row: HistogramRow): number[] {
  return [...row.buckets, Infinity];
}

function upTo(bound: number): (values: LogNormal) => number {
  return (values) => (bound === Infinity ? 1 : shareUpTo(values, bound));
}

/** A number as the text format has it. */
export function sampleValue(value: number): string {
  return value === Infinity ? '+Inf' : `${value}`;
}

/** `name{label="value"}`; dots become underscores, as in OpenTelemetry's Prometheus exporter. */
export function seriesName(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${underscored(label)}="${escaped(value)}"`);
  return `${underscored(name)}{${pairs.join(',')}}`;
}

function underscored(name: string): string {
  return name.replace(/[^\w:]/g, '_');
}

function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

/** How many of these requests are under way on average (Little's law). */
export function expectedUnderWay(kinds: readonly Kind[]): number {
  return kinds.reduce((sum, kind) => sum + kind.perSecond * mean(MEASURES.duration.spread(kind)), 0);
}
