import type { Dimension, GaugeSource, Measures, MetricNames } from './vocabulary';

const byInstance: readonly Dimension[] = ['instance'];

const gauge = (...metric: MetricNames): GaugeSource => ({
  kind: 'gauge',
  series: [{ metric, where: [], dimensions: byInstance }],
});

/** The labels that Prometheus itself gives every series. */
export const TARGET_LABELS: Partial<Record<Dimension, string>> = { instance: 'instance' };

/** What Prometheus writes about every target that it scrapes. */
export const SCRAPE_MEASURES: Measures = {
  targetUp: { ...gauge('up'), ofTheScrape: true },
  scrapeDuration: { ...gauge('scrape_duration_seconds'), ofTheScrape: true },
  scrapeSamples: { ...gauge('scrape_samples_scraped'), ofTheScrape: true },
};

/** What the Prometheus clients for Python, Go and JavaScript write about the process they are in. */
export const PROCESS_MEASURES: Measures = {
  ...SCRAPE_MEASURES,
  processCpu: {
    kind: 'counter',
    series: [{ metric: ['process_cpu_seconds_total'], where: [], dimensions: byInstance }],
  },
  processMemory: gauge('process_resident_memory_bytes'),
  processFiles: gauge('process_open_fds'),
  processFileLimit: gauge('process_max_fds'),
  processStart: gauge('process_start_time_seconds'),
  garbageCollections: {
    kind: 'counter',
    series: [
      {
        metric: ['python_gc_collections_total', 'go_gc_duration_seconds_count', 'nodejs_gc_duration_seconds_count'],
        where: [],
        dimensions: byInstance,
      },
    ],
  },
};
