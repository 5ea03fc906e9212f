import { llmJobs } from './jobs';
import type { Overrules } from './detect';
import { KNOWN } from './vocabularies';

const metrics = (found: Record<string, string[]>) =>
  new Map(Object.entries(found).map(([name, labels]) => [name, new Set(labels)]));

const GATEWAY = metrics({ choreoai_requests_total: ['provider'], process_cpu_seconds_total: [] });
const GEN_AI = metrics({
  gen_ai_client_token_usage_count: ['gen_ai_provider_name', 'gen_ai_original_model'],
  node_load1: [],
});
const MACHINE = metrics({ node_load1: [] });

const jobs = (overrules: Overrules = {}) =>
  llmJobs(
    new Map([
      ['gateway', GATEWAY],
      ['app', GEN_AI],
      ['machine', MACHINE],
    ]),
    KNOWN,
    overrules
  );

it('are those that prove a system that calls models, with what proves it, by name', () => {
  expect(jobs()).toEqual([
    {
      job: 'app',
      system: 'envoy-ai-gateway',
      detected: 'envoy-ai-gateway',
      proof: [{ metric: 'gen_ai_client_token_usage_count', labels: ['gen_ai_original_model'] }],
      others: ['otel-genai'],
    },
    {
      job: 'gateway',
      system: 'choreoai',
      detected: 'choreoai',
      proof: [{ metric: 'choreoai_requests_total', labels: [] }],
      others: [],
    },
  ]);
});

it('are read as a person says, and still tell what detection alone would', () => {
  expect(jobs({ app: 'otel-genai', gateway: 'none', machine: 'vllm' })).toMatchObject([
    { job: 'app', system: 'otel-genai', detected: 'envoy-ai-gateway' },
    { job: 'gateway', system: undefined, detected: 'choreoai' },
    { job: 'machine', system: 'vllm', proof: [] },
  ]);
});
