/** Log lines as Loki's push API takes them. */

import type { Logged } from './log-lines';
import type { Origin } from './origin';
import { nanoseconds } from './time';

export interface LogOf extends Logged {
  from: Origin;
}

interface Stream {
  stream: Record<string, string>;
  /** Nanoseconds since 1970, and the line. */
  values: Array<[string, string]>;
}

/** The path of the API, below Loki's address. */
export const LOKI_PUSH = '/loki/api/v1/push';

/** One stream for each replica and level: ids stay in the lines, where they make no streams. */
export function lokiPush(logs: readonly LogOf[]): { streams: Stream[] } {
  const streams = new Map<string, Stream>();
  for (const { from, time, line } of logs) {
    const key = `${from.service} ${from.instance} ${line.level}`;
    const stream = streams.get(key) ?? {
      stream: { service_name: from.service, instance: from.instance, level: line.level },
      values: [],
    };
    stream.values.push([nanoseconds(time), JSON.stringify(line)]);
    streams.set(key, stream);
  }
  return { streams: [...streams.values()] };
}
