import { litellm } from '../../../src/vocabularies/litellm';
import type { SignalId } from '../../../src/signals/signals';
import type { Dimension } from '../../../src/vocabularies/vocabulary';
import type { Answers, InputSeries } from '../promtool';
import type { Situation } from '../situation';

const of = (signal: SignalId, by: Dimension | undefined, answers: Answers): Situation['ours'] => ({
  vocabulary: litellm,
  job: 'litellm',
  signal,
  by: by ? [by] : [],
  answers,
});

const replica = (name: number, labels: string) => `{job="litellm",instance="litellm-${name}",${labels}}`;

/** Two replicas tell of the same keys: one has a budget of $100 and $25 left, the other has none. */
const BUDGETS: InputSeries = Object.fromEntries(
  [1, 2].flatMap((name) => [
    [`litellm_api_key_max_budget_metric${replica(name, 'api_key_alias="batch"')}`, '100x20'],
    [`litellm_remaining_api_key_budget_metric${replica(name, 'api_key_alias="batch"')}`, '25x20'],
    [`litellm_remaining_api_key_budget_metric${replica(name, 'api_key_alias="boss"')}`, '+Inf '.repeat(21)],
    [`litellm_api_key_budget_remaining_hours_metric${replica(name, 'api_key_alias="batch"')}`, '12x20'],
  ])
);

const deployment = (name: number, model: string, provider: string) =>
  replica(name, `api_provider="${provider}",litellm_model_name="${model}"`);

/** Two deployments of one provider, of which both replicas tell; one of another. */
const LIMITS: InputSeries = Object.fromEntries(
  [1, 2].flatMap((name) => [
    [`litellm_deployment_rpm_limit${deployment(name, 'gpt-4o', 'openai')}`, '600x20'],
    [`litellm_deployment_rpm_limit${deployment(name, 'gpt-4o-mini', 'openai')}`, '900x20'],
    [`litellm_deployment_rpm_limit${deployment(name, 'claude', 'anthropic')}`, '50x20'],
    [`litellm_remaining_requests_metric${deployment(name, 'gpt-4o', 'openai')}`, `${100 * name}x20`],
    [`litellm_remaining_requests_metric${deployment(name, 'gpt-4o-mini', 'openai')}`, '300x20'],
  ])
);

export const LIMITED: readonly Situation[] = [
  {
    title: 'a budget of which replicas all tell is one budget, and none has no share',
    series: BUDGETS,
    ours: of('keyBudgetUsed', 'apiKey', { '{api_key_alias="batch"}': 0.75 }),
  },
  {
    title: 'what is left of no budget is infinite',
    series: BUDGETS,
    ours: of('keyBudgetLeft', 'apiKey', { '{api_key_alias="batch"}': 25, '{api_key_alias="boss"}': Infinity }),
  },
  {
    title: 'a budget is renewed once, however many replicas tell of it',
    series: BUDGETS,
    ours: of('keyBudgetRenewed', 'apiKey', { '{api_key_alias="batch"}': 12 }),
  },
  {
    title: 'the limits of deployments add up to that of their provider, told by replicas once',
    series: LIMITS,
    ours: of('requestLimit', 'provider', { '{api_provider="openai"}': 1500, '{api_provider="anthropic"}': 50 }),
  },
  {
    title: 'of what replicas were told is left the least counts',
    series: LIMITS,
    ours: of('requestsLeft', undefined, { '{}': 400 }),
  },
];
