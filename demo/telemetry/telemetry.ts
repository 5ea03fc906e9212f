/** What the demo writes besides metrics: log lines and traces of some requests, and which trace an exemplar leads to. */

import type { Entry } from '../ledger';
import type { DemoSystem } from '../systems/system';
import { demoTarget, instances } from '../targets';
import { identityOf, isKept } from './identity';
import { logLines } from './log-lines';
import { LOKI_PUSH, lokiPush, type LogOf } from './loki';
import type { Origin } from './origin';
import { OTLP_TRACES, otlpTraces, type SpanOf } from './otlp';
import { Outbox, type OutboxState } from './outbox';
import { spansOf } from './spans';

export interface TelemetryOptions {
  /** Takes each log line as JSON. */
  write?(line: string): void;
  /** Loki's address, without a slash at the end; none where there is no Loki. */
  loki?: string;
  /** The address of an OTLP receiver over HTTP, as `OTEL_EXPORTER_OTLP_ENDPOINT` names it; none where there is none. */
  otlp?: string;
}

/** What `GET /telemetry` answers. */
export interface TelemetryState {
  /** Null where they are sent nowhere. */
  logs: OutboxState | null;
  spans: OutboxState | null;
}

/** Whatever happens, no more requests than this to one replica leave log lines and a trace in a second. */
export const MOST_IN_A_SECOND = 3;

export class Telemetry {
  private readonly logs: Outbox<LogOf> | undefined;
  private readonly spans: Outbox<SpanOf> | undefined;
  /** How many were told of each replica, in its latest second. */
  private readonly latest = new Map<number, { second: number; told: number }>();

  /**
   * @param since seconds since 1970: what ended before is not told
   * @param portOffset of the demo, for the names of its replicas
   */
  constructor(
    private readonly options: TelemetryOptions,
    private readonly since: number,
    private readonly portOffset: number
  ) {
    const { loki, otlp } = options;
    this.logs = loki === undefined ? undefined : new Outbox({ url: `${loki}${LOKI_PUSH}`, body: lokiPush });
    this.spans = otlp === undefined ? undefined : new Outbox({ url: `${otlp}${OTLP_TRACES}`, body: otlpTraces });
  }

  get state(): TelemetryState {
    return { logs: this.logs?.state ?? null, spans: this.spans?.state ?? null };
  }

  /**
   * Tells of a request that ended.
   * @returns the id of its trace, where it has one
   */
  tell(system: DemoSystem, entry: Entry): string | undefined {
    const identity = identityOf(entry);
    if (!system.tells || entry.time <= this.since || !isKept(entry, identity) || !this.hasRoom(entry)) {
      return undefined;
    }
    const from: Origin = {
      service: system.id,
      instance: instances(demoTarget(system.id, this.portOffset))[entry.replica - 1] ?? '',
    };
    const spans = spansOf(entry, identity);
    const logs = logLines(entry, identity, spans.length > 0);
    logs.forEach(({ line }) => this.options.write?.(JSON.stringify(line)));
    this.logs?.add(logs.map((logged) => ({ from, ...logged })));
    this.spans?.add(spans.map((span) => ({ from, span })));
    return spans[0]?.traceId;
  }

  /** Sends what is left, where the receivers answer in time. */
  async close() {
    await Promise.all([this.logs?.close(), this.spans?.close()]);
  }

  private hasRoom({ time, replica }: Entry): boolean {
    const second = Math.floor(time);
    const latest = this.latest.get(replica);
    const told = latest?.second === second ? latest.told + 1 : 1;
    this.latest.set(replica, { second, told });
    return told <= MOST_IN_A_SECOND;
  }
}
