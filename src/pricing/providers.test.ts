import { PROVIDER_OF_MODEL } from '../vocabularies/providerOfModel';
import { canonicalProvider, providerSpellings } from './providers';

describe('providers', () => {
  it.each([
    // OpenTelemetry's well-known values of gen_ai.provider.name.
    ['openai', 'openai'],
    ['gcp.gen_ai', 'google'],
    ['gcp.vertex_ai', 'google'],
    ['gcp.gemini', 'google'],
    ['anthropic', 'anthropic'],
    ['cohere', 'cohere'],
    ['azure.ai.inference', 'azure_ai'],
    ['azure.ai.openai', 'azure'],
    ['ibm.watsonx.ai', 'ibm'],
    ['aws.bedrock', 'amazon'],
    ['perplexity', 'perplexity'],
    ['x_ai', 'xai'],
    ['deepseek', 'deepseek'],
    ['groq', 'groq'],
    ['mistral_ai', 'mistral'],
    ['moonshot_ai', 'moonshot'],
    // Its older gen_ai.system.
    ['az.ai.openai', 'azure'],
    ['az.ai.inference', 'azure_ai'],
    ['vertex_ai', 'google'],
    ['gemini', 'google'],
    ['xai', 'xai'],
    // LiteLLM's.
    ['bedrock', 'amazon'],
    ['bedrock_converse', 'amazon'],
    ['cohere_chat', 'cohere'],
    ['azure_ai', 'azure_ai'],
    ['watsonx', 'ibm'],
    ['zai', 'zai'],
    ['moonshot', 'moonshot'],
    // OpenRouter's, and what people write.
    ['x-ai', 'xai'],
    ['z-ai', 'zai'],
    ['moonshotai', 'moonshot'],
    ['meta-llama', 'meta'],
    [' OpenAI ', 'openai'],
  ])('%j is %s', (name, canonical) => {
    expect(canonicalProvider(name)).toBe(canonical);
  });

  it.each(['our-gateway', 'unknown', '', 'constructor', '__proto__'])('%j stays as it is', (name) => {
    expect(canonicalProvider(name)).toBe(name);
    expect(providerSpellings(name)).toEqual([name]);
  });

  it('told from a model are called by the same names', () => {
    expect(PROVIDER_OF_MODEL.filter(({ provider }) => canonicalProvider(provider) !== provider)).toEqual([]);
    expect(PROVIDER_OF_MODEL.filter(({ provider }) => !providerSpellings(provider).includes(provider))).toEqual([]);
  });
});
