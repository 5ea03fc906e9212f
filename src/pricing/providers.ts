/**
 * One provider under the names that different sources give it, today's name of ours first: `gen_ai.provider.name` and the
 * older `gen_ai.system` of OpenTelemetry, LiteLLM's provider names (which are also its routing prefixes), and routers' own.
 */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ['openai', 'text-completion-openai'],
  azure: ['azure', 'azure.ai.openai', 'az.ai.openai', 'azure_ai_openai', 'azure_openai', 'azure_text'],
  azure_ai: ['azure_ai', 'azure.ai.inference', 'az.ai.inference', 'azure_ai_inference'],
  anthropic: ['anthropic', 'anthropic_text'],
  google: [
    'google',
    'gemini',
    'gcp.gemini',
    'gcp.gen_ai',
    'gcp.vertex_ai',
    'vertex_ai',
    'vertex_ai_beta',
    'vertexai',
    'google_genai',
  ],
  amazon: ['amazon', 'bedrock', 'bedrock_converse', 'aws.bedrock', 'aws_bedrock', 'amazon_nova'],
  mistral: ['mistral', 'mistral_ai', 'mistralai', 'codestral'],
  meta: ['meta', 'meta_llama', 'meta-llama'],
  cohere: ['cohere', 'cohere_chat'],
  deepseek: ['deepseek'],
  xai: ['xai', 'x_ai', 'x-ai'],
  groq: ['groq'],
  moonshot: ['moonshot', 'moonshot_ai', 'moonshotai'],
  zai: ['zai', 'z-ai', 'z_ai'],
  perplexity: ['perplexity'],
  ibm: ['ibm', 'ibm.watsonx.ai', 'watsonx', 'watsonx_text'],
};

const CANONICAL: ReadonlyMap<string, string> = new Map(
  Object.entries(PROVIDERS).flatMap(([name, spellings]) => spellings.map((spelling) => [spelling, name] as const))
);

/** The one name of a provider that sources call differently; a name that nobody knows stays as it is. */
export const canonicalProvider = (name: string): string => CANONICAL.get(name.trim().toLowerCase()) ?? name;

/** Every known name of the provider that goes by one of them. */
export function providerSpellings(name: string): readonly string[] {
  const canonical = canonicalProvider(name);
  return CANONICAL.has(canonical) ? (PROVIDERS[canonical] ?? []) : [name];
}

/** What routers and clouds put before a model's name. */
export const ROUTE_PREFIXES: readonly string[] = [
  ...[...CANONICAL.keys()].map((name) => `${name}/`),
  'openrouter/',
  'litellm_proxy/',
  'models/',
  // Bedrock: where the model may run, then who made it.
  'us.',
  'eu.',
  'apac.',
  'global.',
  'anthropic.',
];
