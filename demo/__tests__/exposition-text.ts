/** Reads Prometheus's text format, and OpenMetrics without its exemplars, for comparing what is served with what should be. */

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^([\w:]+)(?:\{(.*?)\})? (\S+)(?: # \{[^}]*\} \S+ \S+)?$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export function readSamples(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels = '', value] = LINE.exec(line) ?? [];
      if (name === undefined) {
        throw new Error(`Not a sample: ${line}`);
      }
      return { name, labels: readLabels(labels), value: value === '+Inf' ? Infinity : Number(value) };
    });
}

function readLabels(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(LABEL)].map(([, label, value]) => [
      label,
      (value ?? '').replace(/\\(.)/g, (_escape, letter: string) => (letter === 'n' ? '\n' : letter)),
    ])
  );
}

/** Name and labels as one text, whatever the order of the labels. */
export function seriesKey({ name, labels }: Pick<Sample, 'name' | 'labels'>): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${name}${JSON.stringify(sorted)}`;
}

/** The sum of a metric's samples that carry all these labels. */
export function total(samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number {
  const wanted = Object.entries(labels);
  return samples
    .filter((sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
