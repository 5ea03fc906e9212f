import type { PanelDefinition, Visualization } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import type { SignalId } from '../signals/signals';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import type { Facts, SystemWarning } from './facts';
import { compilePanel } from './panel';

const BOUNCES: SystemWarning = {
  kind: 'counters-bounce',
  seen: 'counters fell',
  cause: '',
  fix: '',
  about: ['requests'],
};

function drawn(visualization: Visualization, signals: SignalId[], systems: Array<[Vocabulary, Facts?]>) {
  const definition: PanelDefinition = {
    id: 'a-panel',
    title: 'A panel',
    description: '',
    visualization,
    asks: signals.map((signal) => ({ signal, by: [], name: signal })) as unknown as PanelDefinition['asks'],
    size: { width: 4, height: 4 },
    whenMissing: 'explain',
  };
  const [first, ...rest] = systems.map(([vocabulary, facts]) => ({
    vocabulary,
    facts,
    jobs: equals('job', vocabulary.id),
  }));
  const panel =
    first && compilePanel(definition, { systems: [first, ...rest], select: {}, window: '5m', path: '/page' });
  if (panel?.kind !== 'panel') {
    throw new Error('The panel was not drawn.');
  }
  return panel;
}

const mappingsIn = ({ fieldConfig }: ReturnType<typeof drawn>) =>
  fieldConfig.overrides.flatMap(({ matcher, properties }) =>
    properties.filter(({ id }) => id === 'mappings').map(({ value }) => [matcher.options, value])
  );

describe('a panel', () => {
  const bouncing: Facts = { warnings: [BOUNCES], topBounds: {} };

  it.each<[SignalId, string[]]>([
    ['requestRate', ['ChoreoAI: counters fell']],
    ['activeRequests', []],
  ])('of %s warns of what its own measures have', (signal, expected) => {
    expect(drawn('stat', [signal], [[choreoai, bouncing]]).warnings.map(({ seen }) => seen)).toEqual(expected);
  });

  it('says of which of several systems a warning is, and says it once', () => {
    const panel = drawn(
      'lines',
      ['requestRate', 'throughput', 'requestsPerMinute'],
      [[convergeai], [choreoai, bouncing]]
    );
    expect(panel.warnings.map(({ seen }) => seen)).toEqual(['ChoreoAI: counters fell']);
  });
});

describe('a percentile at the top bucket', () => {
  const topped: Facts = { warnings: [], topBounds: { latency: [10, 60] } };
  const shown = { '10': { text: '>= 10 s' }, '60': { text: '>= 60 s' } };

  it('is shown as what it is, and a mean is not', () => {
    const panel = drawn('lines', ['latencyMean', 'latencyP95'], [[choreoai, topped]]);
    expect(mappingsIn(panel)).toEqual([['B', [{ type: 'value', options: shown }]]]);
    expect(panel.pinned).toMatchObject([
      { refId: 'B', bound: 10, warning: { kind: 'top-bucket', seen: 'Latency, 95th percentile is >= 10 s' } },
      { refId: 'B', bound: 60 },
    ]);
    expect(panel.pinned[0]?.warning.fix).toBe('Give choreoai_request_duration_seconds larger buckets.');
  });

  it('is shown so in a column of a table', () => {
    const panel = drawn('table', ['requestRate', 'latencyP95'], [[choreoai, topped]]);
    expect(mappingsIn(panel)).toEqual([['Value #B', [{ type: 'value', options: shown }]]]);
    expect(panel.pinned.map(({ refId }) => refId)).toEqual(['B', 'B']);
  });

  it('has bounds of its own for each of several systems', () => {
    const other: Facts = { warnings: [], topBounds: { latency: [120] } };
    const panel = drawn(
      'stat',
      ['latencyP95'],
      [
        [choreoai, topped],
        [convergeai, other],
      ]
    );
    expect(mappingsIn(panel)).toEqual([
      ['A', [{ type: 'value', options: shown }]],
      ['B', [{ type: 'value', options: { '120': { text: '>= 120 s' } } }]],
    ]);
  });

  it('is shown as it comes where nobody looked', () => {
    const panel = drawn('lines', ['latencyP95'], [[choreoai]]);
    expect([mappingsIn(panel), panel.pinned, panel.warnings]).toEqual([[], [], []]);
  });
});
