/** What Python's Prometheus client writes about its process of its own accord, made up from time alone. */

import { loadAt } from '../traffic/profile';
import type { Reading, ReadingRow } from './system';

interface Process {
  /** Of a core, the mean of a day. */
  cores: number;
  /** Resident memory a while after its start. */
  megabytes: number;
}

const MIB = 1024 ** 2;
const HOUR = 3600;
/** How memory grows: by a tenth within these many hours, and then no more. */
const GROWS_FOR = 12 * HOUR;
const MAX_FILES = 1024;

const GENERATIONS = ['0', '1', '2'];
/** How often the collector runs in each generation, in times a second. */
const COLLECTIONS: Record<string, number> = { '0': 0.6, '1': 0.055, '2': 0.004 };
const OBJECTS_PER_COLLECTION = 40;

/** A slow wave between -1 and 1, so that nothing stands quite still. */
export function wave(time: number, seconds: number): number {
  return Math.sin((2 * Math.PI * time) / seconds);
}

/** @param process how large and how busy it is */
export function pythonProcess({ cores, megabytes }: Process): ReadingRow[] {
  const memory = (time: number, age: number) =>
    megabytes * MIB * (1 + 0.1 * Math.min(1, age / GROWS_FOR) + 0.02 * wave(time, 900));
  const perGeneration = (rate: (generation: string) => number, age: number): Reading[] =>
    GENERATIONS.map((generation) => ({ labels: { generation }, value: Math.floor(rate(generation) * age) }));
  const collections = (generation: string) => COLLECTIONS[generation] ?? 0;
  return [
    row(
      'counter',
      'process_cpu_seconds_total',
      'Total user and system CPU time spent in seconds.',
      (_time, age) => cores * age
    ),
    row('gauge', 'process_resident_memory_bytes', 'Resident memory size in bytes.', (time, age) =>
      Math.round(memory(time, age))
    ),
    row('gauge', 'process_virtual_memory_bytes', 'Virtual memory size in bytes.', (time, age) =>
      Math.round(4 * memory(time, age))
    ),
    row(
      'gauge',
      'process_start_time_seconds',
      'Start time of the process since unix epoch in seconds.',
      (time, age) => time - age
    ),
    row('gauge', 'process_open_fds', 'Number of open file descriptors.', (time) => Math.round(20 + 20 * loadAt(time))),
    row('gauge', 'process_max_fds', 'Maximum number of open file descriptors.', () => MAX_FILES),
    {
      kind: 'gauge',
      name: 'python_info',
      help: 'Python platform information',
      labels: ['implementation', 'major', 'minor', 'patchlevel', 'version'],
      past: false,
      read: () => [
        {
          labels: { implementation: 'CPython', major: '3', minor: '12', patchlevel: '8', version: '3.12.8' },
          value: 1,
        },
      ],
    },
    {
      ...GENERATION,
      name: 'python_gc_objects_collected_total',
      help: 'Objects collected during gc',
      read: ({ time, start }) =>
        perGeneration((generation) => OBJECTS_PER_COLLECTION * collections(generation), time - start),
    },
    {
      ...GENERATION,
      name: 'python_gc_objects_uncollectable_total',
      help: 'Uncollectable objects found during GC',
      read: () => perGeneration(() => 0, 0),
    },
    {
      ...GENERATION,
      name: 'python_gc_collections_total',
      help: 'Number of times this generation was collected',
      read: ({ time, start }) => perGeneration(collections, time - start),
    },
  ];
}

const GENERATION = { kind: 'counter', labels: ['generation'], past: false } as const;

/** @param value of the time, and of the process's age, both in seconds */
function row(
  kind: ReadingRow['kind'],
  name: string,
  help: string,
  value: (time: number, age: number) => number
): ReadingRow {
  return {
    kind,
    name,
    help,
    labels: [],
    read: ({ time, start }) => [{ labels: {}, value: value(time, time - start) }],
  };
}
