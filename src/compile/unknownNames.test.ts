import type { PanelDefinition } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import type { Dimension, Vocabulary } from '../vocabularies/vocabulary';
import { choreoai } from '../vocabularies/choreoai';
import { litellm } from '../vocabularies/litellm';
import { titleOfValue } from './dimensionTitles';
import { compilePanel } from './panel';

function drawn(
  by: Dimension,
  visualization: PanelDefinition['visualization'],
  first: Vocabulary,
  ...rest: Vocabulary[]
) {
  const system = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const panel = compilePanel(
    {
      id: 'p',
      title: 'P',
      description: '',
      visualization,
      asks: [{ signal: 'requestRate', by: [by], name: 'Requests' }],
      size: { width: 8, height: 8 },
      whenMissing: 'explain',
    },
    { systems: [system(first), ...rest.map(system)], select: {}, window: '5m', path: '/page' }
  );
  return panel?.kind === 'panel' ? panel.fieldConfig.overrides : [];
}

/** The name that Grafana would show -> the one it shows. */
const renamed = (overrides: ReturnType<typeof drawn>) =>
  overrides.flatMap(({ matcher, properties }) =>
    properties.filter(({ id }) => id === 'displayName').map(({ value }) => [matcher.options, value])
  );

describe('what nobody knows', () => {
  it.each<[Dimension, Vocabulary[], string[][]]>([
    ['provider', [choreoai], [['unknown', 'Unattributed']]],
    ['model', [choreoai], [['unknown', 'Unknown model']]],
    [
      'model',
      [choreoai, litellm],
      [
        ['ChoreoAI · unknown', 'ChoreoAI · Unknown model'],
        ['LiteLLM · unknown', 'LiteLLM · Unknown model'],
      ],
    ],
    ['status', [choreoai], []],
  ])('by %s has a name in a legend, also of several systems', (by, [first = choreoai, ...rest], expected) => {
    expect(renamed(drawn(by, 'lines', first, ...rest))).toEqual(expected);
  });

  it('has that name in the link that shows it alone, and is asked for as it was written', () => {
    const override = drawn('provider', 'lines', choreoai).find(({ matcher }) => matcher.options === 'unknown');
    expect(override?.properties.find(({ id }) => id === 'links')?.value).toMatchObject([
      {
        title: 'Show only Unattributed',
        url: expect.stringContaining('var-provider=${__field.labels.provider:percentencode}'),
      },
    ]);
  });

  it('has that name in a table and its link', () => {
    const column = drawn('model', 'table', choreoai).find(({ matcher }) => matcher.options === 'model');
    expect(column?.properties).toEqual(
      expect.arrayContaining([
        {
          id: 'mappings',
          value: [{ type: 'value', options: { unknown: { text: 'Unknown model', index: 0 } } }],
        },
        { id: 'links', value: [expect.objectContaining({ title: 'Show only ${__value.text}' })] },
      ])
    );
  });

  it('has that name in a selector', () => {
    expect(titleOfValue('model', 'unknown')).toBe('Unknown model');
    expect(titleOfValue('provider', 'unknown')).toBe('Unattributed');
    expect(titleOfValue('status', 'unknown')).toBe('unknown');
    expect(titleOfValue('model', 'gpt-4o')).toBe('gpt-4o');
  });
});
