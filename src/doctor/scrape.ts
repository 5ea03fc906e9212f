import { SYSTEMS } from '../vocabularies/vocabularies';
import type { SystemId } from '../vocabularies/vocabulary';

/** How a system is scraped, with the addresses of its own document. */
interface ScrapeJob {
  job: string;
  target: string;
  metricsPath: string;
}

const SCRAPE_JOBS: Record<SystemId, ScrapeJob> = {
  choreoai: { job: 'choreoai', target: 'localhost:8000', metricsPath: '/metrics' },
  convergeai: { job: 'convergeai-backend', target: 'localhost:8000', metricsPath: '/api/v1/metrics' },
  'otel-genai': { job: 'otel-genai', target: 'localhost:9464', metricsPath: '/metrics' },
};

/** A scrape configuration for every system, to cut from: the `scrape_configs` of `prometheus.yml`. */
export const scrapeSnippet = [
  'scrape_configs:',
  ...Object.values(SYSTEMS).flatMap(({ id, title }) => {
    const { job, target, metricsPath } = SCRAPE_JOBS[id];
    return [
      `  - job_name: ${job} # ${title}`,
      `    metrics_path: ${metricsPath}`,
      '    static_configs:',
      `      - targets: ['${target}']`,
    ];
  }),
].join('\n');
