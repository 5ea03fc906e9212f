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
  'project-ai': { job: 'project-ai', target: 'localhost:5000', metricsPath: '/metrics' },
  'ai-companion': { job: 'ai-companion', target: 'localhost:8000', metricsPath: '/metrics' },
  litellm: { job: 'litellm', target: 'localhost:4000', metricsPath: '/metrics/' },
  vllm: { job: 'vllm', target: 'localhost:8000', metricsPath: '/metrics' },
  'envoy-ai-gateway': { job: 'envoy-ai-gateway', target: 'localhost:1064', metricsPath: '/metrics' },
  openlit: { job: 'openlit', target: 'localhost:8889', metricsPath: '/metrics' },
  'otel-genai-3': { job: 'otel-genai-3', target: 'localhost:9464', metricsPath: '/metrics' },
  'otel-genai-1': { job: 'otel-genai-1', target: 'localhost:9464', metricsPath: '/metrics' },
  'otel-genai': { job: 'otel-genai', target: 'localhost:9464', metricsPath: '/metrics' },
};

/** One entry of the `scrape_configs` of `prometheus.yml`, in lines. */
export function scrapeJob(id: SystemId): string[] {
  const { job, target, metricsPath } = SCRAPE_JOBS[id];
  return [
    `  - job_name: ${job} # ${SYSTEMS[id].title}`,
    `    metrics_path: ${metricsPath}`,
    '    static_configs:',
    `      - targets: ['${target}']`,
  ];
}

/** A scrape configuration for every system, to cut from: the `scrape_configs` of `prometheus.yml`. */
export const scrapeSnippet = ['scrape_configs:', ...Object.values(SYSTEMS).flatMap(({ id }) => scrapeJob(id))].join(
  '\n'
);
