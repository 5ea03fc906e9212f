import { observedWith } from './genAi';
import { otelGenai } from './otelGenai';
import { counter } from './sources';
import type { SystemVocabulary } from './vocabulary';

/**
 * OpenLIT's SDK: names of the OpenTelemetry conventions, and a histogram of costs, which it alone has. That tells it from
 * other applications with the conventions; its label `telemetry_sdk_name` does not, because every SDK of OpenTelemetry has one.
 */
export const openlit: SystemVocabulary = {
  ...otelGenai,
  id: 'openlit',
  title: 'OpenLIT',
  source: 'OpenLIT SDK, openlit/otel/metrics.py',
  evidence: [observedWith(['gen_ai_usage_cost_USD', 'gen_ai_usage_cost'])],
  measures: {
    ...otelGenai.measures,
    spend: counter(['gen_ai_usage_cost_USD_sum', 'gen_ai_usage_cost_sum'], ['provider', 'model', 'operation']),
  },
};
