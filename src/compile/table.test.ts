import { groupingLabels, metricNames, strings, syntaxErrors } from '../../tests/promql/lezer';
import type { PanelDefinition } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { compilePanel } from './panel';
import type { View } from './view';

const table: PanelDefinition = {
  id: 'providers',
  title: 'Providers',
  description: '',
  visualization: 'table',
  asks: [
    { signal: 'requestsPerMinute', by: ['provider'], name: 'Requests' },
    { signal: 'streamingShare', by: ['provider'], name: 'Streaming' },
    { signal: 'tokensPerMinute', by: ['provider'], name: 'Tokens' },
    { signal: 'errorRatio', by: ['provider'], name: 'Errors' },
  ],
  size: { width: 24, height: 7 },
  whenMissing: 'explain',
};

const compiled = (...vocabularies: [Vocabulary, ...Vocabulary[]]) => selecting({}, ...vocabularies);

function selecting(select: View['select'], first: Vocabulary, ...rest: Vocabulary[]) {
  const view = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const systems = [view(first), ...rest.map(view)] as const;
  const panel = compilePanel(table, { systems, select, window: '5m', path: '/page' });
  if (panel?.kind !== 'panel') {
    throw new Error('The table was not drawn.');
  }
  return panel;
}

it('a column is one instant query, whatever systems are in view', () => {
  const { queries } = compiled(choreoai, convergeai, otelGenai);
  expect(queries.map(({ refId, format, instant }) => ({ refId, format, instant }))).toEqual(
    ['A', 'B', 'C', 'D'].map((refId) => ({ refId, format: 'table', instant: true }))
  );
  expect(queries.flatMap(({ expr }) => syntaxErrors(expr))).toEqual([]);
});

it('rows are told by the dimension, however a system calls it', () => {
  const [query] = compiled(otelGenai).queries;
  expect(query?.expr).toMatch(/^sum by \(provider\) \(label_replace\(/);
  expect(query?.expr).toContain('"provider", "$1", "gen_ai_provider_name", "(?s)(.*)"');
});

it('a label that is called like the dimension is left as it is', () => {
  expect(compiled(choreoai).queries[0]?.expr).not.toContain('label_replace');
});

it('several systems in one column are named, so that equal providers keep their own row', () => {
  const [query] = compiled(choreoai, convergeai, otelGenai).queries;
  const titles = strings(query?.expr ?? '').filter((text) =>
    ['ChoreoAI', 'ConvergeAI', 'OpenTelemetry GenAI'].includes(text)
  );
  expect(titles).toEqual(['ChoreoAI', 'ConvergeAI', 'OpenTelemetry GenAI']);
  expect(groupingLabels(query?.expr ?? '')).not.toContain('system');
});

it('one system needs no name', () => {
  expect(compiled(choreoai).queries[0]?.expr).not.toContain('"system"');
});

it('a system that lacks a column is left out of it and told', () => {
  const { queries, description } = compiled(choreoai, otelGenai);
  expect([...new Set(metricNames(queries[1]?.expr ?? ''))]).toEqual([
    'choreoai_streaming_requests_total',
    'choreoai_requests_total',
  ]);
  expect(description).toContain('OpenTelemetry GenAI has no streaming share: ');
});

describe('a selected model', () => {
  const model = { model: ['gpt-4o'] };
  const exprs = (...vocabularies: [Vocabulary, ...Vocabulary[]]) =>
    selecting(model, ...vocabularies).queries.map(({ expr }) => expr);

  it('leaves out the column that cannot follow it: no row is half one model’s and half of all', () => {
    expect(exprs(choreoai)).toHaveLength(3);
    expect(exprs(choreoai).filter((expr) => !expr.includes('model="gpt-4o"'))).toEqual([]);
    expect(selecting(model, choreoai).title).toBe('Providers');
  });

  it('leaves out the system that cannot follow it where another can', () => {
    const errors = exprs(choreoai, otelGenai).at(-1) ?? '';
    expect(errors).toContain('gen_ai_request_model="gpt-4o"');
    expect(metricNames(errors).filter((name) => name.startsWith('choreoai_'))).toEqual([]);
  });

  it('is told in the title where no column can follow it', () => {
    const gauges: PanelDefinition = { ...table, asks: [{ signal: 'activeRequests', by: [], name: 'Active' }] };
    const systems = [{ vocabulary: choreoai, jobs: equals('job', 'x') }] as const;
    expect(compilePanel(gauges, { systems, select: model, window: '5m', path: '/page' })?.title).toBe(
      'Providers (all models)'
    );
  });

  it('of a dashboard variable leaves nothing out, because it may hold none', () => {
    const { queries, description } = selecting({ model: { variable: '$model' } }, choreoai);
    expect(queries).toHaveLength(4);
    expect(description).toContain('Figures that name no model are of all models, whatever is selected.');
  });
});

it('a column that no system in view has is not there, and the others close ranks', () => {
  const { queries, fieldConfig } = compiled(otelGenai);
  const titleOf = (column: string) =>
    fieldConfig.overrides.find(({ matcher }) => matcher.options === column)?.properties[0]?.value;
  expect(queries.map(({ refId }) => refId)).toEqual(['A', 'B', 'C']);
  expect(['Value #A', 'Value #B', 'Value #C', 'Value #D'].map(titleOf)).toEqual([
    'Requests',
    'Tokens',
    'Errors',
    undefined,
  ]);
});
