import { Counter, Gauge, Histogram, Registry, type RegistryContentType } from 'prom-client';

import type { DemoSystem, Instrument, Reading, ReadingRow } from '../systems/system';
import { MEASURES } from '../traffic/measures';
import type { Exposition } from './exposition';

interface Sink {
  add(labels: Record<string, string>, value: number, traceId: string | undefined): void;
  initialise(labels: Record<string, string>): void;
}

/**
 * Metrics in a registry of prom-client, one for each replica. One that has exemplars answers in OpenMetrics, whatever it is
 * asked for: prom-client renames counters for it, so that a registry cannot have both formats.
 */
export function promClientExposition(system: DemoSystem, replica: number): Exposition {
  const registry = new Registry<RegistryContentType>();
  registry.setContentType(system.tells ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE);
  const sinks = system.instruments(replica).map((row) => ({ row, sink: sinkOf(row, registry) }));
  const read = new Map([...system.gauges, ...system.background].map((row) => [row.name, readerOf(row, registry)]));
  return {
    record(entry, traceId) {
      for (const { row, sink } of sinks) {
        row.adds(entry).forEach(({ labels, measure }) => sink.add(labels, MEASURES[measure].of(entry), traceId));
      }
    },
    read(name, readings) {
      read.get(name)?.(readings);
    },
    initialise(typical) {
      for (const { row, sink } of sinks) {
        typical.flatMap((entry) => row.adds(entry)).forEach(({ labels }) => sink.initialise(labels));
      }
    },
    async answer(_request, response) {
      const text = await registry.metrics();
      response.setHeader('content-type', registry.contentType);
      response.end(text);
    },
    async close() {
      registry.clear();
    },
  };
}

function readerOf(row: ReadingRow, registry: Registry<RegistryContentType>): (readings: readonly Reading[]) => void {
  const settings = { name: row.name, help: row.help, labelNames: [...row.labels], registers: [registry] };
  if (row.kind === 'gauge') {
    const gauge = new Gauge(settings);
    return (readings) => readings.forEach(({ labels, value }) => gauge.set(labels, value));
  }
  const counter = new Counter(settings);
  return (readings) => {
    counter.reset();
    readings.forEach(({ labels, value }) => counter.inc(labels, value));
  };
}

function sinkOf(row: Instrument, registry: Registry<RegistryContentType>): Sink {
  const settings = { name: row.name, help: row.help, labelNames: [...row.labels], registers: [registry] };
  if (row.kind === 'counter') {
    const counter = new Counter(settings);
    return {
      add: (labels, value) => counter.inc(labels, value),
      initialise: (labels) => counter.inc(labels, 0),
    };
  }
  const enableExemplars = registry.contentType === Registry.OPENMETRICS_CONTENT_TYPE;
  const histogram = new Histogram({ ...settings, buckets: [...row.buckets], enableExemplars });
  const initialised = new Set<string>();
  return {
    add(labels, value, traceId) {
      if (enableExemplars) {
        histogram.observe({ labels, value, exemplarLabels: traceId === undefined ? {} : { trace_id: traceId } });
      } else {
        histogram.observe(labels, value);
      }
    },
    initialise(labels) {
      // `zero` would throw away what the histogram holds already.
      const key = JSON.stringify(labels);
      if (!initialised.has(key)) {
        initialised.add(key);
        histogram.zero(labels);
      }
    },
  };
}
