import { MEASURES, type MeasureId } from './measures';
import { PROBE_ENDPOINTS } from './probes';
import { PROVIDER_OF_MODEL, UNKNOWN_PROVIDER } from './providerOfModel';
import { VOCABULARIES } from './vocabularies';
import { emittedLabel, seriesOf, sourceOf, type Source } from './vocabulary';

const vocabularies = Object.entries(VOCABULARIES);

/** As Prometheus matches: the whole value. */
const matchesAll = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`).test(value);

describe.each(vocabularies)('%s', (id, vocabulary) => {
  const sources = Object.entries(vocabulary.measures).filter(
    (entry): entry is [string, Source] => entry[1].kind !== 'absent'
  );

  it('goes by its own id', () => {
    expect(vocabulary.id).toBe(id);
  });

  it('says of every measure what feeds it, or why there is none and what to do', () => {
    Object.keys(MEASURES).forEach((measure) => {
      const source = sourceOf(vocabulary, measure as MeasureId);
      const said = source.kind === 'absent' ? [source.why, source.howToEmit] : [];
      said.forEach((sentence) => expect(sentence).toMatch(/^([A-Z]|vLLM ).*\.$/));
    });
  });

  it.each(sources)('%s has a label for each of its dimensions', (_, source) => {
    const dimensions = seriesOf(source).flatMap((series) => series.dimensions);
    expect(dimensions.filter((dimension) => emittedLabel(vocabulary, dimension) === undefined)).toEqual([]);
  });

  it('is proven by something', () => {
    expect(vocabulary.evidence.length).toBeGreaterThan(0);
  });
});

it.each([
  ['/health', true],
  ['/metrics', true],
  ['/metrics/', true],
  ['/api/v1/health/live', true],
  ['/api/v1/metrics', true],
  ['/v1/chat/completions', false],
  ['/chat', false],
  ['/users/health', false],
  ['', false],
])('%s is a probe: %s', (endpoint, probe) => {
  expect(matchesAll(PROBE_ENDPOINTS, endpoint)).toBe(probe);
});

describe('the provider of a model', () => {
  it.each([
    ['gpt-4o-2024-08-06', 'openai'],
    ['o3-mini', 'openai'],
    ['o1', 'openai'],
    ['text-embedding-3-small', 'openai'],
    ['claude-sonnet-4-20250514', 'anthropic'],
    ['gemini-2.5-flash', 'google'],
    ['mistral-large-latest', 'mistral'],
    ['open-mixtral-8x22b', 'mistral'],
    ['llama-3.3-70b-versatile', 'meta'],
    ['meta-llama-3-8b', 'meta'],
    ['command-r-plus', 'cohere'],
    ['deepseek-chat', 'deepseek'],
    ['grok-4', 'xai'],
    ['openai/gpt-4o', 'openai'],
    ['openai/o3-mini', 'openai'],
    ['anthropic/claude-3-5-haiku', 'anthropic'],
    ['gemini/gemini-2.5-pro', 'google'],
    ['google/gemma-3-27b-it', 'google'],
    ['vertex_ai/gemini-2.5-pro', 'google'],
    ['mistral/codestral-latest', 'mistral'],
    ['cohere/rerank-v3.5', 'cohere'],
    ['deepseek/deepseek-chat', 'deepseek'],
    ['xai/grok-4', 'xai'],
    ['groq/llama-3.3-70b-versatile', 'groq'],
    ['nova-pro-v1:0', 'amazon'],
    ['amazon.nova-pro-v1:0', 'amazon'],
    ['bedrock/amazon.nova-lite-v1:0', 'amazon'],
    ['kimi-k2', 'moonshot'],
    ['moonshot/kimi-k2', 'moonshot'],
    ['glm-4.6', 'zai'],
    ['zai/glm-4.6', 'zai'],
    ['sonar', 'perplexity'],
    ['perplexity/sonar-pro', 'perplexity'],
    ['sonarqube', UNKNOWN_PROVIDER],
    ['somebody/gpt-4o', UNKNOWN_PROVIDER],
    ['xai/gpt-4o', UNKNOWN_PROVIDER],
    ['our-own-model', UNKNOWN_PROVIDER],
    ['my-gpt-4o', UNKNOWN_PROVIDER],
    ['', UNKNOWN_PROVIDER],
  ])('%s: %s', (model, provider) => {
    const found = PROVIDER_OF_MODEL.filter(({ models }) => matchesAll(models, model)).map((rule) => rule.provider);
    expect(found).toEqual(provider === UNKNOWN_PROVIDER ? [] : [provider]);
  });

  it('is told by one rule a provider, and none of them is called unknown', () => {
    const providers = PROVIDER_OF_MODEL.map(({ provider }) => provider);
    expect(new Set(providers).size).toBe(providers.length);
    expect(providers).not.toContain(UNKNOWN_PROVIDER);
  });
});
