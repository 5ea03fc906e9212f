import { HOSTILE_VALUES } from '../../tests/promql/hostile';
import { strings } from '../../tests/promql/lezer';
import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import { PROVIDER_OF_MODEL } from '../vocabularies/providerOfModel';
import type { MeasureId } from '../vocabularies/measures';
import { sourceOf, type CounterSource, type Vocabulary } from '../vocabularies/vocabulary';
import { counterRate, filterable, seriesLabel } from './read';
import type { Scope } from './scope';

const scope: Scope = { jobs: equals('job', 'x'), select: {}, by: [], window: '5m' };

const rateOf = (vocabulary: Vocabulary, measure: MeasureId, about: Partial<Scope>): string =>
  counterRate(vocabulary, sourceOf(vocabulary, measure) as CounterSource, { ...scope, ...about });

const filters = (vocabulary: Vocabulary, measure: MeasureId) => {
  const source = sourceOf(vocabulary, measure);
  return source.kind === 'absent' ? [] : filterable(source);
};

const pattern = (provider: string) => PROVIDER_OF_MODEL.find((rule) => rule.provider === provider)?.models ?? '';

describe('a selection', () => {
  it('restricts every series of a measure, or none: exceptions name no model, and must not be lost', () => {
    expect(rateOf(choreoai, 'attempts', { select: { model: ['gpt-4o'], provider: ['openai'] } })).toBe(
      'sum((rate(choreoai_requests_total{job="x",endpoint!~"(/api/v1)?/(health|metrics).*",provider="openai"}[5m])) or ' +
        '(rate(choreoai_errors_total{job="x",endpoint!~"(/api/v1)?/(health|metrics).*",provider="openai"}[5m])))'
    );
  });

  it('leaves a measure alone that has the label nowhere', () => {
    expect(rateOf(choreoai, 'errors', { select: { model: ['gpt-4o'] } })).not.toContain('gpt-4o');
  });

  it('of nothing restricts nothing', () => {
    expect(rateOf(choreoai, 'requests', { select: { provider: [] } })).not.toContain('provider');
  });

  it('asks for the label that the system has for the dimension', () => {
    expect(rateOf(otelGenai, 'tokens', { select: { provider: ['openai', 'aws.bedrock'] } })).toContain(
      'gen_ai_provider_name=~"openai|aws\\\\.bedrock"'
    );
  });

  it.each(HOSTILE_VALUES)('of %j stays inside its quotes', (value) => {
    expect(strings(rateOf(choreoai, 'tokens', { select: { provider: [value] } }))).toEqual([
      ...['x', 'input|output', value],
      ...['x', 'input|output', value],
    ]);
  });
});

describe('a provider that the model tells', () => {
  const restricted = (...provider: string[]) => rateOf(convergeai, 'requests', { select: { provider } });

  it('is selected by its models', () => {
    expect(restricted('anthropic')).toContain(`model=~"${pattern('anthropic')}"`);
    expect(restricted('anthropic', 'xai')).toContain(`model=~"${pattern('anthropic')}|${pattern('xai')}"`);
  });

  it('that nobody knows is what the others leave', () => {
    expect(restricted('unknown')).toContain(`model!~"${PROVIDER_OF_MODEL.map(({ models }) => models).join('|')}"`);
    expect(restricted('unknown', 'anthropic')).not.toContain('claude');
  });

  it('together with all others and what is unknown is everything', () => {
    expect(restricted(...PROVIDER_OF_MODEL.map(({ provider }) => provider), 'unknown')).toBe(
      'sum(rate(llm_requests_total{job="x"}[5m]))'
    );
  });

  it('that this system does not have is nothing', () => {
    expect(restricted('azure')).toContain('{job="x",model="",model!=""}');
  });

  it('is written on the result, and unknown where no rule fits', () => {
    const expression = rateOf(convergeai, 'requests', { by: ['provider'] });
    expect(expression).toMatch(/^sum by \(provider\) \(label_replace\(/);
    expect(expression).toContain(
      'label_replace(sum by (model) (rate(llm_requests_total{job="x"}[5m])), "provider", "unknown", "", "")'
    );
    PROVIDER_OF_MODEL.forEach(({ provider, models }) =>
      expect(expression).toContain(`"provider", "${provider}", "model", "${models}")`)
    );
  });

  it('goes along with the model that it is told from', () => {
    const expression = rateOf(convergeai, 'requests', { by: ['provider', 'model'] });
    expect(expression).toMatch(/^sum by \(provider, model\)/);
    expect(expression).toContain('sum by (model) (rate');
  });
});

describe('what a measure can be filtered by', () => {
  it('is what all its series have', () => {
    expect(filters(choreoai, 'attempts')).toEqual(['provider', 'endpoint']);
  });

  it('is nothing for a bare gauge', () => {
    expect(filters(choreoai, 'activeRequests')).toEqual([]);
  });

  it('is no label that what is taken off lacks, or nothing would be taken off', () => {
    expect(filters(convergeai, 'requests')).toContain('operation');
    expect(filters(convergeai, 'successes')).toEqual(['provider', 'model']);
  });
});

it('results carry the label of the system, or the dimension where it is derived', () => {
  expect(seriesLabel(otelGenai, 'provider')).toBe('gen_ai_provider_name');
  expect(seriesLabel(convergeai, 'provider')).toBe('provider');
  expect(seriesLabel(otelGenai, 'endpoint')).toBeUndefined();
});
