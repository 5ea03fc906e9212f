import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { detect, howToEmit, resolve } from './detect';
import { litellm } from './litellm';
import { otelGenai } from './otelGenai';
import { projectAi } from './projectAi';
import { vllm } from './vllm';
import type { Presence } from './presence';
import { KNOWN, VOCABULARIES } from './vocabularies';
import type { MeasureId } from './measures';
import { dimensionsOf, sourceOf, type Vocabulary } from './vocabulary';

type Found = Record<string, string[]>;

const metrics = (found: Found) => new Map(Object.entries(found).map(([name, labels]) => [name, new Set(labels)]));

const presence = (jobs: Record<string, Found>): Presence =>
  new Map(Object.entries(jobs).map(([job, found]) => [job, metrics(found)]));

const detected = (jobs: Record<string, Found>) =>
  detect(presence(jobs), Object.values(VOCABULARIES)).map(({ vocabulary, jobs: found }) => [vocabulary.id, found]);

const GATEWAY: Found = { choreoai_requests_total: ['provider', 'model', 'endpoint', 'status', 'method'] };
const APPLICATION: Found = {
  llm_requests_total: ['model', 'operation'],
  http_requests_total: ['endpoint', 'status_code'],
};
const OTEL: Found = { gen_ai_client_operation_duration_count: ['gen_ai_provider_name', 'gen_ai_request_model'] };

describe('systems', () => {
  it('are told by their metrics, whatever their jobs are called', () => {
    expect(detected({ one: GATEWAY, two: APPLICATION, three: OTEL })).toEqual([
      ['choreoai', ['one']],
      ['convergeai', ['two']],
      ['otel-genai', ['three']],
    ]);
  });

  it('are told by one metric alone, under any of its names', () => {
    expect(detected({ a: { choreoai_tokens_processed_total: [] } })).toEqual([['choreoai', ['a']]]);
    expect(detected({ a: { choreoai_active_connections: [] } })).toEqual([['choreoai', ['a']]]);
    expect(detected({ a: { gen_ai_client_operation_duration_seconds_count: ['gen_ai_provider_name'] } })).toEqual([
      ['otel-genai', ['a']],
    ]);
  });

  it.each<[string, Found]>([
    ['some HTTP server', { http_requests_total: ['handler', 'status'] }],
    ['some Flask application', { flask_http_request_total: ['method', 'status'] }],
    ['what every SDK of OpenTelemetry writes', { gen_ai_client_operation_duration_count: ['telemetry_sdk_name'] }],
    ['one that shares half of the labels', { llm_requests_total: ['model'], http_requests_total: ['endpoint'] }],
    ['none', { node_load1: [] }],
  ])('that share a name are told by its labels: %s is none of these', (_, found) => {
    expect(detected({ job: found })).toEqual([]);
  });

  it.each<[string, Found]>([
    ['convergeai', { llm_requests_total: ['model', 'operation'] }],
    ['ai-companion', { llm_requests_total: ['model', 'status'] }],
    ['ai-companion', { custom_events_total: ['event_type'] }],
    ['project-ai', { project_ai_active_users: [], flask_http_request_total: ['method', 'status'] }],
    ['litellm', { litellm_proxy_total_requests_metric_total: ['requested_model'] }],
    ['vllm', { 'vllm:num_requests_running': ['model_name'], http_requests_total: ['handler', 'method', 'status'] }],
    ['envoy-ai-gateway', { gen_ai_client_token_usage_count: ['gen_ai_provider_name', 'gen_ai_original_model'] }],
    ['openlit', { ...OTEL, gen_ai_usage_cost_USD_count: ['gen_ai_provider_name'] }],
    ['otel-genai', { ...OTEL }],
    ['otel-genai-1', { gen_ai_client_operation_duration_count: ['gen_ai_system'] }],
    ['otel-genai-3', { gen_ai_client_inference_duration_seconds_count: ['gen_ai_provider_name'] }],
    ['otel-genai-3', { ...OTEL, gen_ai_client_inference_usage_input_tokens_total: ['gen_ai_provider_name'] }],
  ])('that share names are told apart: %s', (id, found) => {
    expect(detected({ job: found })).toEqual([[id, ['job']]]);
  });

  it('are what a person says they are, whatever they give evidence of', () => {
    const job = { gen_ai_client_operation_duration_count: ['gen_ai_provider_name'] };
    const systems = detect(presence({ job }), Object.values(VOCABULARIES), { job: 'openlit' });
    expect(systems.map(({ vocabulary }) => vocabulary.id)).toEqual(['openlit']);
  });

  it('are read as a person says, in the spelling that the job writes', () => {
    const job = { 'gen_ai.client.operation.duration_count': ['gen_ai.provider.name'] };
    const [system] = detect(presence({ job }), KNOWN, { job: 'otel-genai' });
    expect(system?.vocabulary.measures.requests).toMatchObject({
      series: [{ metric: ['gen_ai.client.operation.duration_count'] }],
    });
  });

  it('lose a job that a person leaves out, also to other systems', () => {
    const both = { one: { ...GATEWAY, ...APPLICATION }, other: GATEWAY };
    const systems = detect(presence(both), Object.values(VOCABULARIES), { one: 'none' });
    expect(systems.map(({ vocabulary, jobs }) => [vocabulary.id, jobs])).toEqual([['choreoai', ['other']]]);
  });

  it('are not told by a job that is called like a thing of JavaScript', () => {
    expect(detected({ constructor: GATEWAY })).toEqual([['choreoai', ['constructor']]]);
  });

  it('have all their jobs, in order', () => {
    expect(detected({ 'gateway-b': GATEWAY, 'gateway-a': GATEWAY, app: APPLICATION })).toEqual([
      ['choreoai', ['gateway-a', 'gateway-b']],
      ['convergeai', ['app']],
    ]);
  });

  it('do not share a job: the first one that it proves has it', () => {
    expect(detected({ both: { ...GATEWAY, ...APPLICATION } })).toEqual([['choreoai', ['both']]]);
  });

  it('are read by what their own jobs emit', () => {
    const [system] = detect(
      presence({
        one: { choreoai_requests_total: ['provider'] },
        other: { choreoai_tokens_total: ['model'], node_load1: [] },
      }),
      [choreoai]
    );
    expect(system?.vocabulary.measures.requests).toMatchObject({ series: [{ dimensions: ['provider'] }] });
    expect(system?.vocabulary.measures.tokens).toMatchObject({ series: [{ metric: ['choreoai_tokens_total'] }] });
  });
});

const measure = (vocabulary: Vocabulary, found: Found, id: MeasureId) =>
  sourceOf(resolve(vocabulary, metrics(found)), id);

const dimensions = (vocabulary: Vocabulary, found: Found, id: MeasureId) => {
  const source = measure(vocabulary, found, id);
  return source.kind === 'absent' ? source.why : dimensionsOf(source);
};

describe('a vocabulary, as metrics bear it out', () => {
  it('has the names in use only', () => {
    expect(measure(choreoai, { choreoai_tokens_processed_total: ['provider'] }, 'tokens')).toMatchObject({
      series: [{ metric: ['choreoai_tokens_processed_total'] }],
    });
    expect(
      measure(otelGenai, { gen_ai_client_operation_duration_count: ['gen_ai_provider_name'] }, 'latency')
    ).toMatchObject({ series: [{ metric: ['gen_ai_client_operation_duration'] }] });
  });

  it('has both names where both are in use', () => {
    const both = { choreoai_tokens_total: [], choreoai_tokens_processed_total: [] };
    expect(measure(choreoai, both, 'tokens')).toMatchObject({
      series: [{ metric: ['choreoai_tokens_total', 'choreoai_tokens_processed_total'] }],
    });
  });

  it.each<[string, Found, string[]]>([
    [
      'README',
      { choreoai_request_duration_seconds_count: ['provider', 'endpoint', 'method'] },
      ['provider', 'endpoint', 'method'],
    ],
    ['guide', { choreoai_request_duration_seconds_count: ['provider', 'model'] }, ['provider', 'model']],
  ])("has the labels of ChoreoAI's monitoring %s where these are carried", (_, found, expected) => {
    expect(dimensions(choreoai, found, 'latency')).toEqual(expected);
  });

  it('keeps a dimension that another label tells as long as that label is carried', () => {
    expect(dimensions(convergeai, { llm_requests_total: ['model'] }, 'requests')).toEqual(['provider', 'model']);
    expect(dimensions(convergeai, { llm_requests_total: ['operation'] }, 'requests')).toEqual(['operation']);
  });

  it('keeps the counter of exceptions before the first exception', () => {
    expect(measure(choreoai, GATEWAY, 'failures')).toMatchObject({
      series: [{ metric: ['choreoai_requests_total'] }, { metric: ['choreoai_errors_total'] }],
    });
    expect(measure(convergeai, APPLICATION, 'successes')).toMatchObject({ less: { metric: ['llm_errors_total'] } });
  });

  it('narrows what is taken off as well', () => {
    const found = { ...APPLICATION, llm_errors_total: ['model'] };
    expect(measure(convergeai, found, 'successes')).toMatchObject({ less: { dimensions: ['provider', 'model'] } });
  });

  it('lacks a measure that no metric feeds, and says which metric and how to emit it', () => {
    expect(measure(choreoai, GATEWAY, 'queueDepth')).toEqual({
      kind: 'absent',
      why: 'Prometheus has no series of choreoai_queue_size for ChoreoAI.',
      howToEmit: "Gauge('choreoai_queue_size', '…', [])",
    });
    expect(measure(otelGenai, OTEL, 'tokens')).toEqual({
      kind: 'absent',
      why: 'Prometheus has no series of gen_ai_client_token_usage_sum for OpenTelemetry GenAI: it is not emitted, or nothing was counted in it yet.',
      howToEmit:
        'Record a counter or histogram that arrives as gen_ai_client_token_usage_sum with gen_ai_provider_name, gen_ai_request_model, gen_ai_operation_name, gen_ai_token_type.',
    });
  });

  it('keeps the reason of a measure that the system never has', () => {
    expect(measure(otelGenai, OTEL, 'streaming')).toBe(otelGenai.measures.streaming);
  });

  it('reads Flask’s own metrics where Project-AI’s are not there, and never both', () => {
    const flask = { flask_http_request_total: ['method', 'status'], project_ai_active_users: [] };
    expect(measure(projectAi, flask, 'requests')).toMatchObject({ series: [{ metric: ['flask_http_request_total'] }] });
    expect(measure(projectAi, flask, 'failures')).toMatchObject({
      series: [{ metric: ['flask_http_request_total'], where: [{ label: 'status', text: '5..' }] }],
    });
    const both = { ...flask, project_ai_requests_total: ['method', 'endpoint', 'status'] };
    expect(measure(projectAi, both, 'requests')).toMatchObject({ series: [{ metric: ['project_ai_requests_total'] }] });
    expect(
      measure(projectAi, { flask_http_request_duration_seconds_count: ['method', 'path', 'status'] }, 'latency')
    ).toMatchObject({ series: [{ metric: ['flask_http_request_duration_seconds'] }] });
  });

  it('has a renamed metric under the name in use', () => {
    const old = {
      'vllm:time_per_output_token_seconds_count': ['model_name', 'instance'],
      'vllm:gpu_cache_usage_perc': ['model_name', 'instance'],
    };
    expect(measure(vllm, old, 'timePerOutputToken')).toMatchObject({
      series: [{ metric: ['vllm:time_per_output_token_seconds'] }],
    });
    expect(measure(vllm, old, 'kvCacheUsage')).toMatchObject({ series: [{ metric: ['vllm:gpu_cache_usage_perc'] }] });
  });

  it('tells tokens apart by the names of their counters', () => {
    const found = {
      litellm_input_tokens_metric_total: ['api_provider'],
      litellm_output_tokens_metric_total: ['api_provider'],
    };
    expect(dimensions(litellm, found, 'tokens')).toEqual(['provider', 'tokenType']);
  });

  it('still has its conditions', () => {
    expect(measure(choreoai, GATEWAY, 'requests')).toMatchObject({
      series: [{ where: [{ label: 'endpoint', op: '!~' }] }],
    });
  });
});

it('how to emit a metric names labels that are written, not those that are derived', () => {
  expect(howToEmit(convergeai, 'counter', { metric: ['x_total'], where: [], dimensions: ['provider', 'model'] })).toBe(
    "Counter('x_total', '…', ['model'])"
  );
});

describe('before the first failure', () => {
  it('failures are there to be none of the attempts', () => {
    expect(measure(convergeai, { llm_requests_total: ['model', 'operation'] }, 'failures')).toBe(
      convergeai.measures.failures
    );
    expect(measure(convergeai, { llm_requests_total: ['model', 'operation'] }, 'errors').kind).toBe('absent');
    expect(measure(convergeai, { http_requests_total: ['endpoint', 'status_code'] }, 'failures').kind).toBe('absent');
  });

  it('an error has a type, though no series has one yet', () => {
    const found = { gen_ai_client_operation_duration_seconds_count: ['gen_ai_provider_name'] };
    expect(dimensions(otelGenai, found, 'errors')).toContain('errorType');
    expect(dimensions(otelGenai, found, 'requests')).not.toContain('errorType');
  });

  it('a condition that leaves out series is no proof that the others have the label', () => {
    expect(dimensions(choreoai, { choreoai_errors_total: ['provider'] }, 'errors')).toEqual(['provider']);
  });
});

it('an application with HTTP metrics of the same names is not ConvergeAI', () => {
  const http = { http_requests_total: ['endpoint', 'status_code'], http_request_duration_seconds_count: ['endpoint'] };
  expect(detected({ webshop: http })).toEqual([]);
  expect(detected({ app: { ...http, agent_executions_total: ['agent_name', 'intent'] } })).toEqual([
    ['convergeai', ['app']],
  ]);
});
