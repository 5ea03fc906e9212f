import { howToEmit } from '../vocabularies/detect';
import { CORE_MEASURES, type CoreMeasureId } from '../vocabularies/measures';
import { SYSTEMS } from '../vocabularies/vocabularies';
import {
  emittedLabel,
  seriesOf,
  sourceOf,
  type Dimension,
  type SystemId,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import { scrapeJob } from './scrape';

/** Values that make an example of a dimension. */
const EXAMPLES: Partial<Record<Dimension, string>> = {
  provider: 'openai',
  model: 'gpt-4o',
  endpoint: '/v1/chat/completions',
  method: 'POST',
  status: '200',
  tokenType: 'input',
  errorType: 'Timeout',
  operation: 'chat',
};

const USE = { counter: 'inc()', histogram: 'observe(1.2)', gauge: 'set(1)' };

/** A module in Python that has every core metric of a system, each used once. */
function inPython(vocabulary: Vocabulary): string {
  const lines = new Map<string, string[]>();
  (Object.keys(CORE_MEASURES) as CoreMeasureId[]).forEach((measure) => {
    const source = sourceOf(vocabulary, measure);
    if (source.kind === 'absent') {
      return;
    }
    seriesOf(source).forEach((series) => {
      const [metric] = series.metric;
      const labels = series.dimensions.flatMap((dimension): string[] => {
        const label = emittedLabel(vocabulary, dimension);
        return label === undefined || typeof vocabulary.labels[dimension] !== 'string'
          ? []
          : [`${label}='${EXAMPLES[dimension] ?? '-'}'`];
      });
      const use = `${metric}${labels.length === 0 ? '' : `.labels(${labels.join(', ')})`}.${USE[source.kind]}`;
      lines.set(metric, [`${metric} = ${howToEmit(vocabulary, source.kind, series)}`, use]);
    });
  });
  const all = [...lines.values()];
  return [
    'from prometheus_client import Counter, Gauge, Histogram, start_http_server',
    '',
    ...all.map(([definition]) => definition),
    '',
    '# At each call. Counters are there from their first increment on: start them with inc(0).',
    ...all.map(([, use]) => use),
    'start_http_server(8000)',
  ].join('\n');
}

const OPENTELEMETRY = `from opentelemetry import metrics
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_client import start_http_server

metrics.set_meter_provider(MeterProvider(metric_readers=[PrometheusMetricReader()]))
meter = metrics.get_meter("gateway")
SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
duration = meter.create_histogram("gen_ai.client.operation.duration", "s", explicit_bucket_boundaries_advisory=SECONDS)
tokens = meter.create_histogram("gen_ai.client.token.usage", "{token}")

# At each call. No attribute whose values are requests: such values belong in traces.
call = {"gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o"}
duration.record(1.2, call)
tokens.record(150, {**call, "gen_ai.token.type": "input"})
tokens.record(50, {**call, "gen_ai.token.type": "output"})
start_http_server(9464)`;

const CODE: Record<SystemId, (vocabulary: Vocabulary) => string> = {
  choreoai: inPython,
  convergeai: inPython,
  'project-ai': inPython,
  'ai-companion': inPython,
  litellm: () => 'litellm_settings:\n  callbacks: ["prometheus"]',
  vllm: () => '# It serves /metrics by itself.\nvllm serve Qwen/Qwen3-8B --port 8000',
  'envoy-ai-gateway': () => '# It serves /metrics on port 1064 by itself.',
  openlit: () =>
    'import openlit\n\n# To a collector that has a Prometheus exporter on port 8889.\nopenlit.init(otlp_endpoint="http://localhost:4318")',
  'otel-genai-3': () => OPENTELEMETRY,
  'otel-genai-1': () => OPENTELEMETRY,
  'otel-genai': () => OPENTELEMETRY,
};

/** What makes a system write its metrics: lines of code or of its configuration. */
export const instrumentation = (id: SystemId): string => CODE[id](SYSTEMS[id]);

/** What makes Prometheus scrape a system. */
export const scraped = (id: SystemId): string => ['scrape_configs:', ...scrapeJob(id)].join('\n');
