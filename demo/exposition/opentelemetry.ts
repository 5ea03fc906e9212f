import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

import type { DemoSystem } from '../systems/system';
import { measured } from '../traffic/requests';
import type { Exposition } from './exposition';

/**
 * Metrics in OpenTelemetry's own SDK, written by its own Prometheus exporter.
 * A histogram of OpenTelemetry has no way to bring in a series at 0: one appears with its first request.
 */
export function openTelemetryExposition(system: DemoSystem, meterName: string, replica: number): Exposition {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const resource = resourceFromAttributes({ 'service.name': system.id });
  const provider = new MeterProvider({ readers: [exporter], resource });
  const meter = provider.getMeter(meterName);
  const sinks = system.instruments(replica).map((row) => {
    if (row.kind === 'counter') {
      const counter = meter.createCounter(row.name, { description: row.help });
      return { row, add: counter.add.bind(counter) };
    }
    const histogram = meter.createHistogram(row.name, {
      description: row.help,
      unit: row.unit,
      advice: { explicitBucketBoundaries: [...row.buckets] },
    });
    return { row, add: histogram.record.bind(histogram) };
  });
  return {
    record(entry) {
      for (const { row, add } of sinks) {
        row.adds(entry).forEach(({ labels, measure }) => add(measured[measure](entry), labels));
      }
    },
    setGauge() {},
    initialise() {},
    answer: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  };
}
