import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

import { writtenName, type DemoSystem, type Meter } from '../systems/system';
import { MEASURES } from '../traffic/measures';
import type { Exposition } from './exposition';

/**
 * Metrics in OpenTelemetry's own SDK, written by its own Prometheus exporter.
 * A histogram of OpenTelemetry has no way to bring in a series at 0: one appears with its first request.
 */
export function openTelemetryExposition(system: DemoSystem, named: Meter, replica: number): Exposition {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const resource = resourceFromAttributes({ 'service.name': system.id });
  const provider = new MeterProvider({ readers: [exporter], resource });
  const meter = provider.getMeter(named.name);
  const sinks = system.instruments(replica).map((row) => {
    const name = writtenName(row, named);
    if (row.kind === 'counter') {
      const counter = meter.createCounter(name, { description: row.help });
      return { row, add: counter.add.bind(counter) };
    }
    const histogram = meter.createHistogram(name, {
      description: row.help,
      unit: row.unit,
      advice: { explicitBucketBoundaries: [...row.buckets] },
    });
    return { row, add: histogram.record.bind(histogram) };
  });
  return {
    record(entry) {
      for (const { row, add } of sinks) {
        row.adds(entry).forEach(({ labels, measure }) => add(MEASURES[measure].of(entry), labels));
      }
    },
    read() {},
    initialise() {},
    answer: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  };
}
