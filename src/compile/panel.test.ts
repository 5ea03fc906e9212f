import { metricNames } from '../../tests/promql/lezer';
import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import type { Ask, PanelDefinition } from '../definitions/dashboard';
import { anyOf } from '../promql/matcher';
import type { SignalId } from '../signals/signals';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { resolve } from '../vocabularies/detect';
import { EXPORTERS } from '../vocabularies/exporters';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Dimension, Vocabulary } from '../vocabularies/vocabulary';
import { vllm } from '../vocabularies/vllm';
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
    const { kind, id, title, description, size, queries } = drawn(
      panel(ask('latencyP50'), ask('latencyP95')),
      viewOf(choreoai)
    );
    expect({ kind, id, title, description, size }).toEqual({
      kind: 'panel',
      id: 'a-panel',
      title: 'A panel',
      description: 'What it shows.',
      size: { width: 12, height: 8 },
    });
    expect(queries.map(({ refId }) => refId)).toEqual(['A', 'B']);
    expect(queries.every(({ format, instant }) => format === 'time_series' && !instant)).toBe(true);
  });

  it('asks for the exemplars of a latency once a system, and for none of what is no time', () => {
    const definition = panel(ask('latencyMean'), ask('latencyP50'), ask('latencyP95'), ask('requestRate'));
    const { queries } = drawn(definition, viewOf(choreoai, convergeai));
    const asked = queries.flatMap(({ exemplar, expr }) => (exemplar ? [...new Set(metricNames(expr))] : []));
    expect(asked).toEqual(['choreoai_request_duration_seconds_bucket', 'llm_request_duration_seconds_bucket']);
    expect(drawn(panel(ask('promptLengthP50')), viewOf(vllm)).queries[0]).not.toHaveProperty('exemplar');
    expect(drawn({ ...definition, visualization: 'stat' }, viewOf(choreoai)).queries.some((one) => one.exemplar)).toBe(
      false
    );
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
    const { queries, description } = drawn(panel(ask('activeRequests'), ask('queueDepth')), viewOf(convergeai));
    expect(queries).toHaveLength(1);
    expect(description).toBe('What it shows. ConvergeAI has no queue depth: ConvergeAI has no queue of requests.');
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
    const { queries, description } = drawn(panel(ask('streamingShare')), viewOf(convergeai, choreoai));
    expect(queries).toHaveLength(1);
    expect(description).toBe(
      'What it shows. ConvergeAI has no streaming share: ConvergeAI does not count streamed LLM calls.'
    );
  });

  it('keep their abbreviations where they are told', () => {
    expect(drawn(panel(ask('httpErrorRatio')), viewOf(convergeai, choreoai)).description).toContain(
      'ChoreoAI has no HTTP error ratio: '
    );
  });

  it('that cannot honour a selection are told one by one, in the title where none can', () => {
    const selecting = (signal: SignalId) =>
      drawn(panel(ask(signal)), { ...viewOf(choreoai, convergeai), select: { model: ['gpt-4o'] } });
    const { title, queries } = selecting('errorRatio');
    expect(title).toBe('A panel');
    expect(queries.map(({ legendFormat }) => legendFormat)).toEqual(['ChoreoAI (all models)', 'ConvergeAI']);
    expect(queries.map(({ expr }) => expr.includes('model="gpt-4o"'))).toEqual([false, true]);
    expect(selecting('activeRequests').title).toBe('A panel (all models)');
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
    const { title, queries, description } = selecting(panel(ask('errorRate')), {
      model: ['gpt-4o'],
      provider: ['openai'],
    });
    expect(title).toBe('A panel (all models)');
    expect(queries[0]?.expr).toContain('provider="openai"');
    expect(queries[0]?.expr).not.toContain('gpt-4o');
    expect(queries[0]?.legendFormat).toBe('Name of errorRate');
    expect(description).toBe('What it shows. Figures that name no model are of all models, whatever is selected.');
    expect(selecting(panel(ask('activeRequests')), { model: ['gpt-4o'], provider: ['openai'] }).title).toBe(
      'A panel (all models) (all providers)'
    );
  });

  it('of a model leaves the error ratio that of all models: the exceptions of an outage name none', () => {
    const { title, queries } = selecting(panel(ask('errorRatio')), { model: ['gpt-4o'] });
    expect(title).toBe('A panel (all models)');
    expect(queries).toEqual([{ ...selecting(panel(ask('errorRatio')), {}).queries[0] }]);
  });

  it('that some lines of a panel honour and others do not is told of those', () => {
    const { title, queries } = selecting(panel(ask('requestRate'), ask('errorRate')), { model: ['gpt-4o'] });
    expect(title).toBe('A panel');
    expect(queries.map(({ legendFormat }) => legendFormat)).toEqual([
      'Name of requestRate',
      'Name of errorRate (all models)',
    ]);
  });

  it('of nothing, or of a variable, needs no note in the title: the description tells what cannot follow it', () => {
    const { title, description } = selecting(panel(ask('activeRequests')), {
      model: [],
      provider: { variable: '$provider' },
    });
    expect(title).toBe('A panel');
    expect(description).toBe(
      'What it shows. Figures that name no model are of all models, whatever is selected. ' +
        'Figures that name no provider are of all providers, whatever is selected.'
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
});

describe('the Overview', () => {
  const { overview } = DASHBOARDS;

  it('leaves out the rows that a system has nothing for', () => {
    const rowsOf = (vocabulary: Vocabulary) => compileDashboard(overview, viewOf(vocabulary)).map(({ id }) => id);
    expect(rowsOf(convergeai)).toContain('http');
    expect(rowsOf(otelGenai)).not.toContain('http');
  });

  it('has the latency of each endpoint once: of the gateway’s answers, or of the application’s own interface', () => {
    const panelsOf = (vocabulary: Vocabulary) =>
      compileDashboard(overview, viewOf(vocabulary)).flatMap(({ panels }) =>
        panels.flatMap(({ id }) => (id.endsWith('latency-by-endpoint') ? [id] : []))
      );
    expect([choreoai, convergeai, otelGenai].map(panelsOf)).toEqual([
      ['latency-by-endpoint'],
      ['http-latency-by-endpoint'],
      [],
    ]);
  });
});

describe('System metrics', () => {
  const row = (id: string, ...exporters: Vocabulary[]) => {
    const rows = compileDashboard(DASHBOARDS.system, viewOf(choreoai, ...exporters));
    return rows.find((compiled) => compiled.id === id);
  };

  it('explains a row whose exporter is not there in one panel', () => {
    expect(row('redis')?.panels).toEqual([
      expect.objectContaining({
        kind: 'missing',
        missing: [expect.objectContaining({ system: 'Redis', why: 'Prometheus has no metric of Redis.' })],
      }),
    ]);
  });

  it('shows an exporter’s figures, of its own jobs, in a row of their own', () => {
    const panels = row('redis', EXPORTERS.redis)?.panels ?? [];
    expect(panels.length).toBeGreaterThan(5);
    panels.forEach((panel) => {
      expect(panel.kind === 'panel' && panel.queries.every(({ expr }) => expr.includes('job="redis-job"'))).toBe(true);
    });
    expect(row('process', EXPORTERS.redis)?.panels.some((panel) => JSON.stringify(panel).includes('redis'))).toBe(
      false
    );
  });
});
