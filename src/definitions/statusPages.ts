import { canonicalProvider } from '../pricing/providers';

/** Where providers say how they are, by our names of them. */
const STATUS_PAGES: Readonly<Record<string, string>> = {
  openai: 'https://status.openai.com',
  azure: 'https://status.azure.com',
  azure_ai: 'https://status.azure.com',
  anthropic: 'https://status.anthropic.com',
  google: 'https://status.cloud.google.com',
  amazon: 'https://health.aws.amazon.com',
  mistral: 'https://status.mistral.ai',
  cohere: 'https://status.cohere.com',
  groq: 'https://groqstatus.com',
  deepseek: 'https://status.deepseek.com',
  xai: 'https://status.x.ai',
  perplexity: 'https://status.perplexity.com',
};

/** A provider's public status page, by whatever name it is called; undefined where we know none. */
export function statusPageOf(provider: string): string | undefined {
  const name = canonicalProvider(provider);
  return Object.hasOwn(STATUS_PAGES, name) ? STATUS_PAGES[name] : undefined;
}
