import { metricNames } from '../../tests/promql/lezer';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import type { Ask, PanelDefinition } from '../definitions/dashboard';
import { anyOf } from '../promql/matcher';
import type { SignalId } from '../signals/signals';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { resolve } from '../vocabularies/detect';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Dimension, Vocabulary } from '../vocabularies/vocabulary';
import { compileDashboard, compilePanel, type CompiledPanel, type MissingPanel } from './panel';
import type { SystemView, View } from './view';

const system = (vocabulary: Vocabulary): SystemView => ({ vocabulary, jobs: anyOf('job', [`${vocabulary.id}-job`]) });

const viewOf = (first: Vocabulary, ...rest: Vocabulary[]): View => ({
  systems: [system(first), ...rest.map(system)],
  select: {},
  window: '5m',
  path: '/page',
});

const ask = (signal: SignalId, ...by: Dimension[]): Ask => ({ signal, by, name: `Name of ${signal}` });

const panel = (first: Ask, ...rest: Ask[]): PanelDefinition => ({
  id: 'a-panel',
  title: 'A panel',
  description: 'What it shows.',
  visualization: 'lines',
  asks: [first, ...rest],
  size: { width: 12, height: 8 },
  whenMissing: 'explain',
});

function drawn(definition: PanelDefinition, view: View): CompiledPanel {
  const compiled = compilePanel(definition, view);
  if (compiled?.kind !== 'panel') {
    throw new Error(`${definition.id} was not drawn.`);
  }
  return compiled;
}

describe('a panel that a system can fill', () => {
  it('has what its definition says, and one query an ask', () => {
    const { kind, id, title, description, size, queries, missing } = drawn(
      panel(ask('latencyP50'), ask('latencyP95')),
      viewOf(choreoai)
    );
    expect({ kind, id, title, description, size, missing }).toEqual({
      kind: 'panel',
      id: 'a-panel',
      title: 'A panel',
      description: 'What it shows.',
      size: { width: 12, height: 8 },
      missing: [],
    });
    expect(queries.map(({ refId }) => refId)).toEqual(['A', 'B']);
    expect(queries.every(({ format, instant }) => format === 'time_series' && !instant)).toBe(true);
  });

  it('asks the jobs in view over the range in view', () => {
    const [query] = drawn(panel(ask('requestRate')), { ...viewOf(convergeai), window: '7m' }).queries;
    expect(query?.expr).toBe('sum(rate(llm_requests_total{job="convergeai-job"}[7m]))');
  });

  it.each<[string, PanelDefinition, View, string[]]>([
    ['the ask', panel(ask('requestRate')), viewOf(choreoai), ['Name of requestRate']],
    ['the label', panel(ask('requestRate', 'provider')), viewOf(otelGenai), ['{{gen_ai_provider_name}}']],
    ['the derived dimension', panel(ask('requestRate', 'provider')), viewOf(convergeai), ['{{provider}}']],
    [
      'each of several asks, with its label',
      panel(ask('latencyP50', 'provider'), ask('latencyP95', 'provider')),
      viewOf(choreoai),
      ['Name of latencyP50 · {{provider}}', 'Name of latencyP95 · {{provider}}'],
    ],
  ])('names its lines by %s', (_, definition, view, legends) => {
    expect(drawn(definition, view).queries.map(({ legendFormat }) => legendFormat)).toEqual(legends);
  });
});

describe('a panel that a system cannot fill', () => {
  it('says why, and how to emit what is missing', () => {
    expect(compilePanel(panel(ask('queueDepth')), viewOf(otelGenai))).toEqual<MissingPanel>({
      kind: 'missing',
      id: 'a-panel',
      title: 'A panel',
      description: 'What it shows.',
      size: { width: 12, height: 8 },
      missing: [
        {
          system: 'OpenTelemetry GenAI',
          signal: 'Queue depth',
          why: 'The GenAI conventions have no queue.',
          howToEmit: 'If calls wait in a queue of yours, export its length as an observable gauge.',
        },
      ],
    });
  });

  it('is left out where its definition says so', () => {
    expect(compilePanel({ ...panel(ask('queueDepth')), whenMissing: 'omit' }, viewOf(otelGenai))).toBeUndefined();
  });

  it('is drawn with what can be asked, and tells the rest', () => {
    const { queries, missing } = drawn(panel(ask('activeRequests'), ask('queueDepth')), viewOf(convergeai));
    expect(queries).toHaveLength(1);
    expect(missing.map(({ signal }) => signal)).toEqual(['Queue depth']);
  });

  it('lacks a label just as it lacks a metric', () => {
    expect(compilePanel(panel(ask('requestRate', 'endpoint')), viewOf(convergeai))).toMatchObject({
      kind: 'missing',
      missing: [{ why: 'llm_requests_total has no label endpoint, so it cannot be split by it.' }],
    });
  });

  it('follows what the system emits here, not what its documents promise', () => {
    const guide = resolve(
      choreoai,
      new Map([['choreoai_request_duration_seconds_count', new Set(['provider', 'model'])]])
    );
    expect(compilePanel(panel(ask('latencyP95', 'model')), viewOf(guide))?.kind).toBe('panel');
    expect(compilePanel(panel(ask('latencyP95', 'endpoint')), viewOf(guide))?.kind).toBe('missing');
    expect(compilePanel(panel(ask('requestRate')), viewOf(guide))?.kind).toBe('missing');
  });
});

describe('several systems in one panel', () => {
  it('have a query each, named by system', () => {
    const { queries } = drawn(panel(ask('requestRate', 'provider')), viewOf(choreoai, convergeai, otelGenai));
    expect(queries.map(({ refId, legendFormat }) => `${refId} ${legendFormat}`)).toEqual([
      'A ChoreoAI · {{provider}}',
      'B ConvergeAI · {{provider}}',
      'C OpenTelemetry GenAI · {{gen_ai_provider_name}}',
    ]);
  });

  it('are never in one query, so that nothing is added up across them', () => {
    const { queries } = drawn(panel(ask('latencyP95')), viewOf(choreoai, convergeai, otelGenai));
    const metricsOf = [choreoai, convergeai, otelGenai].map(({ measures }) =>
      measures.latency.kind === 'histogram' ? measures.latency.series[0].metric.map((name) => `${name}_bucket`) : []
    );
    expect(queries.map(({ expr }) => [...new Set(metricNames(expr))])).toEqual(metricsOf);
  });

  it('ask their own jobs only', () => {
    drawn(panel(ask('errorRatio')), viewOf(choreoai, convergeai)).queries.forEach(({ expr }, index) => {
      const own = ['choreoai-job', 'convergeai-job'][index];
      expect([...new Set(expr.match(/job="[^"]*"/g))]).toEqual([`job="${own}"`]);
    });
  });

  it('are drawn as far as they can be, and the others told', () => {
    const { queries, missing } = drawn(panel(ask('streamingShare')), viewOf(convergeai, choreoai));
    expect(queries).toHaveLength(1);
    expect(missing.map((one) => one.system)).toEqual(['ConvergeAI']);
  });
});

describe('a selection', () => {
  const selecting = (definition: PanelDefinition, select: View['select'], vocabulary: Vocabulary = choreoai) =>
    drawn(definition, { ...viewOf(vocabulary), select });

  it('is honoured where the figures can be restricted to it', () => {
    const { title, queries } = selecting(panel(ask('requestRate')), { model: ['gpt-4o'], provider: ['openai'] });
    expect(title).toBe('A panel');
    expect(queries[0]?.expr).toContain('provider="openai",model="gpt-4o"');
  });

  it('that cannot be honoured is told in the title', () => {
    const { title, queries } = selecting(panel(ask('errorRate')), { model: ['gpt-4o'], provider: ['openai'] });
    expect(title).toBe('A panel (all models)');
    expect(queries[0]?.expr).toContain('provider="openai"');
    expect(queries[0]?.expr).not.toContain('gpt-4o');
    expect(selecting(panel(ask('activeRequests')), { model: ['gpt-4o'], provider: ['openai'] }).title).toBe(
      'A panel (all models) (all providers)'
    );
  });

  it('of nothing, or of a variable, needs no note', () => {
    expect(selecting(panel(ask('activeRequests')), { model: [], provider: { variable: '$provider' } }).title).toBe(
      'A panel'
    );
  });

  it('restricts both sides of a share or none: all streamed requests are no share of one model’s', () => {
    const bare = resolve(
      choreoai,
      new Map([
        ['choreoai_requests_total', new Set(['provider', 'model'])],
        ['choreoai_streaming_requests_total', new Set<string>()],
      ])
    );
    const { title, queries } = selecting(panel(ask('streamingShare')), { model: ['gpt-4o'] }, bare);
    expect(title).toBe('A panel (all models)');
    expect(queries[0]?.expr).not.toContain('gpt-4o');
  });
});

describe.each(Object.values(DASHBOARDS))('the dashboard $id', (definition) => {
  it.each([choreoai, convergeai, otelGenai])('of $title has no empty row, and no panel twice', (vocabulary) => {
    const rows = compileDashboard(definition, viewOf(vocabulary));
    const ids = rows.flatMap(({ panels }) => panels.map(({ id }) => id));
    expect(rows.every(({ panels }) => panels.length > 0)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves out the rows that a system has nothing for', () => {
    const rowsOf = (vocabulary: Vocabulary) => compileDashboard(definition, viewOf(vocabulary)).map(({ id }) => id);
    expect(rowsOf(convergeai)).toContain('http');
    expect(rowsOf(otelGenai)).not.toContain('http');
  });
});
