/** A series over time, as a rule and not as samples: how a hundred million of these are written without being held. */
export interface Track {
  /** Name and labels, as the text format has them. */
  name: string;
  /** The first and the last sample lie at or within these, in seconds since 1970, at whole multiples of `every` seconds. */
  from: number;
  to: number;
  every: number;
  value(time: number): number;
}

export interface Period {
  from: number;
  /** Not part of it. */
  before: number;
}

/** The samples of a track in a period as OpenMetrics text, and how many they are. */
export function textOf({ name, from, to, every, value }: Track, period: Period): { text: string; samples: number } {
  const first = Math.ceil(Math.max(from, period.from) / every) * every;
  let text = '';
  let samples = 0;
  for (let time = first; time <= to && time < period.before; time += every) {
    text += `${name} ${value(time)} ${time}\n`;
    samples++;
  }
  return { text, samples };
}

export function seriesName(name: string, labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return `${name}{${pairs.join(',')}}`;
}

const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
