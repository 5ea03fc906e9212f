/** cAdvisor, for the demo's containers: a matter of time alone, and of nobody's requests. */

import { loadAt } from '../traffic/profile';
import { wave } from './python-process';
import type { DemoSystem, Reading, ReadingRow } from './system';

interface Container {
  name: string;
  image: string;
  /** Of a core, the mean of a day. */
  cores: number;
  megabytes: number;
  /** Null where there is none: cAdvisor writes 0. */
  limitMegabytes: number | null;
  /** Of its periods, 0 to 1. */
  throttled: number;
  /** Seconds between two restarts, each for lack of memory; null where it just runs. */
  restarts: number | null;
}

const HOUR = 3600;

const CONTAINERS: readonly Container[] = [
  container('choreoai', 0.12, 210, 512),
  container('convergeai-backend', 0.25, 540, 768, { throttled: 0.04 }),
  container('project-ai', 0.2, 450, 512, { throttled: 0.12 }),
  container('ai-companion', 0.08, 470, 512, { restarts: 6 * HOUR }),
  container('litellm', 0.35, 940, 2048),
  container('postgres', 0.1, 320, 1024),
  container('redis', 0.03, 60, null),
];

function container(
  name: string,
  cores: number,
  megabytes: number,
  limitMegabytes: number | null,
  rest: Partial<Container> = {}
): Container {
  return {
    name,
    image: `demo/${name}:latest`,
    cores,
    megabytes,
    limitMegabytes,
    throttled: 0,
    restarts: null,
    ...rest,
  };
}

const MIB = 1024 ** 2;
/** CFS counts periods of 100 ms. */
const PERIODS_PER_SECOND = 10;
const BYTES_PER_SECOND = { receive: 42_000, transmit: 65_000 };
/** Where a container's counters were before the demo began: they go back to its own start. */
const AGE_AT_START = 5 * 24 * HOUR;

const LABELS = ['id', 'image', 'name'];

/** A container at one moment. */
interface State {
  container: Container;
  time: number;
  /** Seconds since it started. */
  age: number;
  /** Its restarts since the machine started. */
  restarts: number;
}

function row(
  kind: ReadingRow['kind'],
  name: string,
  help: string,
  value: (state: State) => number,
  extra: Readonly<Record<string, string>> = {}
): ReadingRow {
  return {
    kind,
    name: `container_${name}`,
    help,
    labels: [...LABELS, ...Object.keys(extra)],
    read: ({ time, start }): Reading[] => {
      const boot = Math.floor(start - AGE_AT_START);
      return CONTAINERS.map((each) => ({
        labels: { id: `/docker/${each.name}`, image: each.image, name: each.name, ...extra },
        value: value({ container: each, time, ...sinceBoot(each, time, boot) }),
      }));
    },
  };
}

function sinceBoot({ restarts }: Container, time: number, boot: number): Pick<State, 'age' | 'restarts'> {
  const running = time - boot;
  return restarts === null
    ? { age: running, restarts: 0 }
    : { age: time % restarts, restarts: Math.floor(time / restarts) - Math.floor(boot / restarts) };
}

/** A container that is going to be restarted fills its memory until then. */
function workingSet({ container: { megabytes, limitMegabytes, restarts }, time, age }: State): number {
  const swing = 1 + 0.05 * (loadAt(time) - 1) + 0.01 * wave(time, 600);
  const full = restarts === null ? 1 : 0.5 + 0.5 * (age / restarts);
  return Math.round(Math.min(megabytes * swing * full, limitMegabytes ?? Infinity) * MIB);
}

export const cadvisor: DemoSystem = {
  id: 'cadvisor',
  meter: null,
  profile: { calls: [], heldConnections: 0, workers: 0, fragile: 'openai' },
  historyStep: null,
  instruments: () => [],
  gauges: [],
  background: [
    row('gauge', 'memory_working_set_bytes', 'Current working set in bytes.', workingSet),
    row(
      'gauge',
      'spec_memory_limit_bytes',
      'Memory limit for the container.',
      ({ container: { limitMegabytes } }) => (limitMegabytes ?? 0) * MIB
    ),
    row(
      'counter',
      'cpu_usage_seconds_total',
      'Cumulative cpu time consumed in seconds.',
      ({ container: { cores }, age }) => cores * age,
      { cpu: 'total' }
    ),
    row('counter', 'cpu_cfs_periods_total', 'Number of elapsed enforcement period intervals.', ({ age }) =>
      Math.floor(PERIODS_PER_SECOND * age)
    ),
    row(
      'counter',
      'cpu_cfs_throttled_periods_total',
      'Number of throttled period intervals.',
      ({ container: { throttled }, age }) => Math.floor(throttled * PERIODS_PER_SECOND * age)
    ),
    ...(['receive', 'transmit'] as const).map((direction) =>
      row(
        'counter',
        `network_${direction}_bytes_total`,
        `Cumulative count of bytes (${direction}).`,
        ({ age }) => Math.floor(BYTES_PER_SECOND[direction] * age),
        { interface: 'eth0' }
      )
    ),
    row('gauge', 'start_time_seconds', 'Start time of the container since unix epoch in seconds.', ({ time, age }) =>
      Math.floor(time - age)
    ),
    row(
      'counter',
      'oom_events_total',
      'Count of out of memory events observed for the container.',
      ({ restarts }) => restarts
    ),
  ],
};
