import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import type { Dimension, Vocabulary } from '../vocabularies/vocabulary';
import { filterLinks } from './filterLink';
import type { View } from './view';

const linksOf = (dimension: Dimension, vocabulary: Vocabulary, select: View['select'] = {}) =>
  filterLinks(dimension, '__field.labels.provider', {
    systems: [{ vocabulary, jobs: equals('job', 'x') }],
    select,
    window: '5m',
    path: '/page',
  });

it('a provider leads to its own page: the rest of the address is kept, and its name is encoded', () => {
  const [link, ...more] = linksOf('provider', choreoai);
  expect(more).toEqual([]);
  expect(link?.title).toBe('Show only ${__field.labels.provider}');
  expect(link?.url).toBe(
    '/page${__url.params:exclude:var-provider}&var-provider=${__field.labels.provider:percentencode}'
  );
});

it('what the page has no selector for leads nowhere', () => {
  expect(linksOf('endpoint', choreoai)).toEqual([]);
});

it('a selector that holds patterns over models cannot be set to a provider’s name', () => {
  const select = { provider: { variable: '${provider:pipe}' } };
  expect(linksOf('provider', convergeai, select)).toEqual([]);
  expect(linksOf('provider', choreoai, select)).toHaveLength(1);
  expect(linksOf('provider', convergeai, { provider: ['openai'] })).toHaveLength(1);
});
