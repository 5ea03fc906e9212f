import type { FieldConfigSource } from '@grafana/schema';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import type { Answer } from './answers';
import { UNKNOWN_TITLES } from './dimensionTitles';
import { seriesValue, type FilterLink } from './filterLink';
import type { CompiledQuery } from './query';

/**
 * The lines of what nobody knows the provider or model of, under a name of their own. The series keep their labels: a filter
 * is set to what the system wrote.
 * @param queries one for each answer
 */
export const unknownNames = (
  answers: readonly Answer[],
  queries: readonly CompiledQuery[],
  links: readonly FilterLink[]
): FieldConfigSource['overrides'] =>
  queries.flatMap(({ legendFormat }, index) => {
    const [dimension, ...more] = answers[index]?.ask.by ?? [];
    const title = dimension && UNKNOWN_TITLES[dimension];
    const label = answers[index]?.labels[0];
    if (title === undefined || label === undefined || more.length > 0) {
      return [];
    }
    const named = (name: string) => legendFormat.replace(`{{${label}}}`, () => name);
    const linked = links.map((link) => ({
      ...link,
      title: link.title.replace(`\${${seriesValue(label)}}`, () => title),
    }));
    return [
      {
        matcher: { id: 'byName', options: named(UNKNOWN_PROVIDER) },
        properties: [
          { id: 'displayName', value: named(title) },
          ...(linked.length > 0 ? [{ id: 'links', value: linked }] : []),
        ],
      },
    ];
  });
