import { statusPageOf } from './statusPages';

it.each([
  ['openai', 'https://status.openai.com'],
  ['aws.bedrock', 'https://health.aws.amazon.com'],
  ['gcp.vertex_ai', 'https://status.cloud.google.com'],
  ['unknown', undefined],
  ['constructor', undefined],
  ['https://evil.example', undefined],
])('%s says how it is at %s', (provider, page) => {
  expect(statusPageOf(provider)).toBe(page);
});
