import type { SystemId } from '../../../src/vocabularies/vocabulary';
import type { InputSeries } from '../promtool';
import { series, type Labels } from '../series';
import { counter, IDLE, type Phase } from './timeline';

/** Calls to models by minute; what is undefined has never been, so that there are no series of it. */
export interface Traffic {
  succeeded?: readonly Phase[];
  failed?: readonly Phase[];
}

/** Both, minute by minute: their phases are equally long. */
const together = (one: readonly Phase[] = [], other: readonly Phase[] = []): Phase[] =>
  (one.length > 0 ? one : other).map(([, minutes], index) => [
    (one[index]?.[0] ?? 0) + (other[index]?.[0] ?? 0),
    minutes,
  ]);

const counted = (name: string, labels: Labels, phases: readonly Phase[] | undefined): InputSeries =>
  phases === undefined ? {} : { [series(name, labels)]: counter(...phases) };

/** A histogram with two bounds: what is not fast is above both. */
export const observed = (
  name: string,
  labels: Labels,
  bounds: readonly string[],
  fast: readonly Phase[],
  slow: readonly Phase[]
): InputSeries => {
  const all = together(fast, slow);
  return {
    ...Object.fromEntries(bounds.map((le) => [series(`${name}_bucket`, { ...labels, le }), counter(...fast)])),
    [series(`${name}_bucket`, { ...labels, le: '+Inf' })]: counter(...all),
    [series(`${name}_count`, labels)]: counter(...all),
  };
};

/** How a system writes its calls, as in its own document: none of it comes from our vocabularies. */
export interface SystemTraffic {
  job: string;
  /** What is there whatever happens, and proves the system. */
  always: InputSeries;
  calls(traffic: Traffic): InputSeries;
  /** Name, labels and bounds (5 s and 10 s) of the histogram that `HighLatency` is about. */
  latency: [name: string, labels: Labels, bounds: readonly string[]];
  firstToken?: [name: string, labels: Labels] | undefined;
}

const PYTHON = ['5.0', '10.0'];
const GO = ['5', '10'];
const CONVENTIONS = ['5.12', '10.24'];

const choreo = { job: 'choreoai', instance: 'a:8000' };
const chat = { ...choreo, provider: 'openai', model: 'gpt-4o', endpoint: '/v1/chat/completions', method: 'POST' };

const converge = { job: 'convergeai-backend', instance: 'a:8020' };
const project = { job: 'project-ai', instance: 'a:8030', method: 'POST', endpoint: '/api/chat' };
const companion = { job: 'ai-companion', instance: 'a:8040' };
const lite = { job: 'litellm', instance: 'a:8060', api_provider: 'openai', requested_model: 'gpt-4o', team_alias: 'x' };
const vllm = { job: 'vllm', instance: 'a:8070', model_name: 'llama' };

/** Systems that write OpenTelemetry's conventions count calls by the histogram of their duration. */
const conventions = (job: string, duration: string, labels: Labels, always: InputSeries = {}): SystemTraffic => {
  const all = { job, instance: 'a:1', gen_ai_request_model: 'gpt-4o', gen_ai_operation_name: 'chat', ...labels };
  return {
    job,
    always,
    calls: ({ succeeded, failed }) => ({
      ...counted(`${duration}_count`, all, succeeded),
      ...counted(`${duration}_count`, { ...all, error_type: 'timeout' }, failed),
    }),
    latency: [duration, all, CONVENTIONS],
    firstToken: ['gen_ai_server_time_to_first_token_seconds', all],
  };
};

const CLIENT = 'gen_ai_client_operation_duration_seconds';

export const TRAFFIC: Record<SystemId, SystemTraffic> = {
  choreoai: {
    job: choreo.job,
    // Probes and scrapes are counted as requests, and hide nothing.
    always: {
      [series('choreoai_requests_total', { ...choreo, endpoint: '/health', method: 'GET', status: '200' })]: '0+12x400',
      [series('choreoai_requests_total', { ...choreo, endpoint: '/metrics', method: 'GET', status: '200' })]: '0+4x400',
    },
    calls: ({ succeeded, failed }) => ({
      ...counted('choreoai_requests_total', { ...chat, status: '200' }, succeeded),
      ...counted('choreoai_errors_total', { ...choreo, provider: 'openai', error_type: 'Timeout' }, failed),
    }),
    latency: ['choreoai_request_duration_seconds', { ...choreo, provider: 'openai', endpoint: '/v1/chat' }, PYTHON],
  },
  convergeai: {
    job: converge.job,
    always: {
      [series('agent_executions_total', { ...converge, agent_name: 'booking', intent: 'book', status: 'ok' })]: IDLE,
    },
    calls: ({ succeeded, failed }) => ({
      ...counted(
        'llm_requests_total',
        { ...converge, model: 'gpt-4o', operation: 'chat' },
        together(succeeded, failed)
      ),
      ...counted('llm_errors_total', { ...converge, model: 'gpt-4o', error_type: 'timeout' }, failed),
    }),
    latency: ['http_request_duration_seconds', { ...converge, method: 'POST', endpoint: '/api/v1/chat' }, PYTHON],
  },
  'project-ai': {
    job: project.job,
    always: { [series('project_ai_active_users', { job: project.job })]: '3x400' },
    calls: ({ succeeded, failed }) => ({
      ...counted('project_ai_requests_total', { ...project, status: '200' }, succeeded),
      ...counted('project_ai_requests_total', { ...project, status: '500' }, failed),
    }),
    latency: ['project_ai_request_duration_seconds', project, PYTHON],
  },
  'ai-companion': {
    job: companion.job,
    always: { [series('custom_events_total', { ...companion, event_type: 'login' })]: IDLE },
    calls: ({ succeeded, failed }) => ({
      ...counted('llm_requests_total', { ...companion, model: 'gpt-4o', status: 'success' }, succeeded),
      ...counted('llm_requests_total', { ...companion, model: 'gpt-4o', status: 'error' }, failed),
    }),
    latency: ['app_request_duration_seconds', { ...companion, method: 'POST', endpoint: '/chat' }, PYTHON],
  },
  litellm: {
    job: lite.job,
    always: { [series('litellm_in_flight_requests', { job: lite.job, instance: lite.instance })]: '0x400' },
    calls: ({ succeeded, failed }) => ({
      ...counted('litellm_proxy_total_requests_metric_total', { ...lite, status_code: '200' }, succeeded),
      ...counted('litellm_proxy_total_requests_metric_total', { ...lite, status_code: '500' }, failed),
      ...counted('litellm_proxy_failed_requests_metric_total', { ...lite, exception_class: 'Timeout' }, failed),
    }),
    latency: ['litellm_request_total_latency_metric', lite, PYTHON],
    firstToken: ['litellm_llm_api_time_to_first_token_metric', lite],
  },
  vllm: {
    job: vllm.job,
    always: { [series('vllm:num_requests_running', vllm)]: '0x400' },
    calls: ({ succeeded, failed }) => ({
      ...counted('vllm:request_success_total', { ...vllm, finished_reason: 'stop' }, succeeded),
      ...counted(
        'http_requests_total',
        { job: vllm.job, instance: vllm.instance, handler: '/v1/chat/completions', method: 'POST', status: '5xx' },
        failed
      ),
    }),
    // Go's and vLLM's clients differ in how they write whole bounds: either is found.
    latency: ['vllm:e2e_request_latency_seconds', vllm, GO],
    firstToken: ['vllm:time_to_first_token_seconds', vllm],
  },
  'envoy-ai-gateway': conventions('envoy-ai-gateway', 'gen_ai_server_request_duration_seconds', {
    gen_ai_provider_name: 'openai',
    gen_ai_original_model: 'gpt-4o',
  }),
  openlit: conventions(
    'openlit',
    CLIENT,
    { gen_ai_provider_name: 'openai' },
    {
      'gen_ai_usage_cost_USD_count{job="openlit",gen_ai_provider_name="openai"}': IDLE,
    }
  ),
  'otel-genai-3': {
    ...conventions('otel-genai', 'gen_ai_client_inference_duration_seconds', { gen_ai_provider_name: 'openai' }),
    firstToken: undefined,
  },
  'otel-genai': conventions('otel-genai', CLIENT, { gen_ai_provider_name: 'openai' }),
  'otel-genai-1': conventions('otel-genai', CLIENT, { gen_ai_system: 'openai' }),
};
