import type { Ask, PanelDefinition, Visualization } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import { SIGNALS, type SignalId } from '../signals/signals';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { compilePanel } from './panel';

const asking = (...signals: SignalId[]): Ask[] => signals.map((signal) => ({ signal, by: [], name: signal }));

function drawn(visualization: Visualization, signals: SignalId[], ...vocabularies: Vocabulary[]) {
  const definition: PanelDefinition = {
    id: 'a-panel',
    title: 'A panel',
    description: '',
    visualization,
    asks: asking(...signals) as unknown as PanelDefinition['asks'],
    size: { width: 4, height: 4 },
    whenMissing: 'explain',
  };
  const [first = choreoai, ...rest] = vocabularies;
  const view = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const systems = [view(first), ...rest.map(view)] as const;
  const panel = compilePanel(definition, { systems, select: {}, window: '5m', path: '/page' });
  if (panel?.kind !== 'panel') {
    throw new Error('The panel was not drawn.');
  }
  return panel;
}

const stepsOf = (...about: Parameters<typeof drawn>) => drawn(...about).fieldConfig.defaults.thresholds?.steps;

it.each<[Visualization, string]>([
  ['stat', 'stat'],
  ['lines', 'timeseries'],
  ['stackedLines', 'timeseries'],
  ['table', 'table'],
  ['heatmap', 'heatmap'],
])('%s is drawn by Grafana’s panel %s', (visualization, pluginId) => {
  expect(drawn(visualization, [visualization === 'heatmap' ? 'latencyBuckets' : 'requestRate']).pluginId).toBe(
    pluginId
  );
});

describe('limits', () => {
  it('colour a panel where its system’s document has them', () => {
    expect(stepsOf('stat', ['errorRatio'])).toEqual([
      { color: 'green', value: null },
      { color: 'orange', value: 0.05 },
      { color: 'red', value: 0.1 },
    ]);
    expect(stepsOf('stat', ['latencyP95'])).toEqual([
      { color: 'green', value: null },
      { color: 'orange', value: 5 },
    ]);
  });

  it('are none where there is none', () => {
    expect(stepsOf('stat', ['requestRate'])).toEqual([{ color: 'green', value: null }]);
    expect(drawn('lines', ['requestRate']).fieldConfig.defaults.custom).toMatchObject({
      thresholdsStyle: { mode: 'off' },
    });
  });

  it('are drawn as lines across a graph', () => {
    expect(drawn('lines', ['errorRatio']).fieldConfig.defaults.custom).toMatchObject({
      thresholdsStyle: { mode: 'dashed' },
    });
  });

  it('of several systems are each its own', () => {
    const { defaults, overrides } = drawn('stat', ['errorRatio'], choreoai, convergeai).fieldConfig;
    expect(defaults.thresholds?.steps.map(({ value }) => value)).toEqual([null, 0.05, 0.1]);
    expect(overrides).toMatchObject([
      {
        matcher: { id: 'byFrameRefID', options: 'B' },
        properties: [{ id: 'thresholds', value: { steps: [{ color: 'green' }, { color: 'red', value: 0.05 }] } }],
      },
    ]);
  });

  it('of several systems are not drawn across one graph', () => {
    const styleOf = (...about: Parameters<typeof drawn>) => drawn(...about).fieldConfig.defaults.custom;
    expect(styleOf('lines', ['errorRatio'], choreoai, convergeai)).toMatchObject({ thresholdsStyle: { mode: 'off' } });
    expect(styleOf('lines', ['latencyP95', 'latencyP99'])).toMatchObject({ thresholdsStyle: { mode: 'off' } });
  });

  it('are borrowed from no other system', () => {
    const { defaults, overrides } = drawn('stat', ['latencyP99'], convergeai, choreoai).fieldConfig;
    expect(defaults.thresholds?.steps).toEqual([{ color: 'green', value: null }]);
    expect(overrides[0]?.properties[0]?.value).toMatchObject({ steps: [{ value: null }, { value: 10 }] });
  });

  it('count downwards where small values are bad', () => {
    expect(stepsOf('stat', ['successRatio'])).toEqual([
      { color: 'red', value: null },
      { color: 'orange', value: 0.9 },
      { color: 'green', value: 0.95 },
    ]);
    expect(stepsOf('stat', ['successRatio'], convergeai)).toEqual([
      { color: 'red', value: null },
      { color: 'green', value: 0.95 },
    ]);
  });

  const columnLimits = (...vocabularies: Vocabulary[]) => {
    const { overrides } = drawn('table', ['requestRate', 'errorRatio'], ...vocabularies).fieldConfig;
    return ['Value #A', 'Value #B'].map(
      (column) =>
        overrides.find(({ matcher }) => matcher.options === column)?.properties.find(({ id }) => id === 'thresholds')
          ?.value
    );
  };

  it('colour no column that holds several systems', () => {
    const none = { mode: 'absolute', steps: [{ color: 'green', value: null }] };
    expect(columnLimits(choreoai, convergeai)).toEqual([none, none]);
  });

  it('colour each column of a table by itself', () => {
    expect(columnLimits()).toMatchObject([
      { steps: [{ color: 'green' }] },
      { steps: [{ color: 'green' }, { color: 'orange' }, { color: 'red' }] },
    ]);
  });
});

describe('units', () => {
  it.each<SignalId>(['requestsPerMinute', 'errorRatio', 'latencyP95', 'tokenRate', 'activeRequests'])(
    'are the signal’s: %s',
    (signal) => {
      expect(drawn('stat', [signal]).fieldConfig.defaults.unit).toBe(SIGNALS[signal].unit);
    }
  );

  it('of a table are each column’s', () => {
    const { overrides } = drawn('table', ['requestsPerMinute', 'errorRatio']).fieldConfig;
    const units = overrides.flatMap(({ properties }) =>
      properties.flatMap(({ id, value }) => (id === 'unit' ? [value as string] : []))
    );
    expect(units).toEqual(['reqpm', 'percentunit']);
  });
});

it('an axis of shares ends near them where all are 0', () => {
  expect(drawn('lines', ['errorRatio']).fieldConfig.defaults.custom).toMatchObject({ axisSoftMax: 0.01 });
  expect(drawn('lines', ['requestRate']).fieldConfig.defaults.custom).not.toHaveProperty('axisSoftMax');
});

it('the only column of a table is called Value by the data source, and is titled all the same', () => {
  const { overrides } = drawn('table', ['errorRatio']).fieldConfig;
  expect(overrides.find(({ matcher }) => matcher.options === 'Value')?.properties[0]?.value).toBe('errorRatio');
});

it('an empty graph names the metrics that it looked for, why they may have no value, once each, and what to do', () => {
  const noValueOf = (...signals: SignalId[]) => drawn('lines', signals, otelGenai).fieldConfig.defaults.noValue;
  const next =
    'Clear the filters, widen the time range, or check that the target is up and scraped as often as the data source says.';
  expect(noValueOf('latencyP50', 'latencyP95', 'tokenRate')).toBe(
    'Nothing to show from gen_ai_client_operation_duration_seconds, gen_ai_client_token_usage_sum: no traffic, or no data. ' +
      `Replicas whose histograms have no bucket in common have no percentile together. ${next}`
  );
  expect(noValueOf('errorRate')).toBe(
    `Nothing to show from gen_ai_client_operation_duration_seconds_count: no traffic, or no data. There may have been no error. ${next}`
  );
});

it('systems are not stacked on each other: one request may be counted in two', () => {
  const stackingOf = (...vocabularies: Vocabulary[]) =>
    drawn('stackedLines', ['requestRate'], ...vocabularies).fieldConfig.defaults.custom;
  expect(stackingOf(choreoai)).toMatchObject({ stacking: { mode: 'normal' } });
  expect(stackingOf(choreoai, convergeai)).toMatchObject({ stacking: { mode: 'none' } });
});

it('a drawing is plain data, and the same as JSON', () => {
  const { options, fieldConfig, transformations } = drawn('table', ['requestRate', 'errorRatio']);
  const visual = { options, fieldConfig, transformations };
  expect(JSON.parse(JSON.stringify(visual))).toEqual(visual);
});
