import { equals } from '../promql/matcher';
import { VOCABULARIES } from '../vocabularies/vocabularies';
import type { VocabularyId } from '../vocabularies/vocabulary';
import { choiceOf, toggled, type Choice } from './selection';

const view = (...ids: VocabularyId[]) => ids.map((id) => ({ vocabulary: VOCABULARIES[id], jobs: equals('job', id) }));

describe('a series stands for', () => {
  it.each<[string, VocabularyId[], Record<string, string>, Choice | undefined]>([
    ['its provider', ['choreoai'], { provider: 'openai' }, { dimension: 'provider', value: 'openai' }],
    ['its model', ['choreoai'], { model: 'gpt-4o' }, { dimension: 'model', value: 'gpt-4o' }],
    ['nothing where it is of many models', ['choreoai'], { model: 'other' }, undefined],
    [
      'its provider rather than its model',
      ['choreoai'],
      { model: 'gpt-4o', provider: 'azure' },
      { dimension: 'provider', value: 'azure' },
    ],
    [
      'a provider worked out from the model',
      ['convergeai'],
      { provider: 'meta' },
      { dimension: 'provider', value: 'meta' },
    ],
    [
      'a provider under OpenTelemetry’s name',
      ['otel-genai'],
      { gen_ai_provider_name: 'aws.bedrock' },
      { dimension: 'provider', value: 'aws.bedrock' },
    ],
    [
      'a model under OpenTelemetry’s name',
      ['otel-genai'],
      { gen_ai_request_model: 'o3' },
      { dimension: 'model', value: 'o3' },
    ],
    [
      'a value of the second of two systems',
      ['choreoai', 'otel-genai'],
      { gen_ai_request_model: 'o3' },
      { dimension: 'model', value: 'o3' },
    ],
    [
      'nothing, under a label of a system that is not in view',
      ['choreoai'],
      { gen_ai_provider_name: 'openai' },
      undefined,
    ],
    ['nothing, where it is split by something else', ['choreoai'], { endpoint: '/chat' }, undefined],
    ['nothing, where the value is empty', ['choreoai'], { provider: '' }, undefined],
    ['nothing, where it is not split', ['choreoai'], {}, undefined],
  ])('%s', (_, systems, labels, choice) => {
    expect(choiceOf(labels, view(...systems))).toEqual(choice);
  });
});

describe('a click', () => {
  it.each<[string, string[], string[]]>([
    ['selects a value where all are in view', [], ['openai']],
    ['selects it alone where others are selected', ['anthropic'], ['openai']],
    ['selects it alone where it is one of several', ['openai', 'anthropic'], ['openai']],
    ['shows everything again where it was alone', ['openai'], []],
  ])('%s', (_, before, after) => {
    expect(toggled(before, 'openai')).toEqual(after);
  });
});
