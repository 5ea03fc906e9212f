import { groupingLabels, metricNames, strings, syntaxErrors } from '../../tests/promql/lezer';
import type { PanelDefinition } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { compilePanel } from './panel';

const table: PanelDefinition = {
  id: 'providers',
  title: 'Providers',
  description: '',
  visualization: 'table',
  asks: [
    { signal: 'requestsPerMinute', by: ['provider'], name: 'Requests' },
    { signal: 'streamingShare', by: ['provider'], name: 'Streaming' },
    { signal: 'tokensPerMinute', by: ['provider'], name: 'Tokens' },
  ],
  size: { width: 24, height: 7 },
  whenMissing: 'explain',
};

function compiled(first: Vocabulary, ...rest: Vocabulary[]) {
  const view = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const systems = [view(first), ...rest.map(view)] as const;
  const panel = compilePanel(table, { systems, select: {}, window: '5m', path: '/page' });
  if (panel?.kind !== 'panel') {
    throw new Error('The table was not drawn.');
  }
  return panel;
}

it('a column is one instant query, whatever systems are in view', () => {
  const { queries } = compiled(choreoai, convergeai, otelGenai);
  expect(queries.map(({ refId, format, instant }) => ({ refId, format, instant }))).toEqual(
    ['A', 'B', 'C'].map((refId) => ({ refId, format: 'table', instant: true }))
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
  const { queries, missing } = compiled(choreoai, otelGenai);
  expect([...new Set(metricNames(queries[1]?.expr ?? ''))]).toEqual([
    'choreoai_streaming_requests_total',
    'choreoai_requests_total',
  ]);
  expect(missing).toMatchObject([{ system: 'OpenTelemetry GenAI', signal: 'Streaming share' }]);
});

it('a column that no system in view has is not there, and the others close ranks', () => {
  const { queries, fieldConfig } = compiled(otelGenai);
  const titleOf = (column: string) =>
    fieldConfig.overrides.find(({ matcher }) => matcher.options === column)?.properties[0]?.value;
  expect(queries.map(({ refId }) => refId)).toEqual(['A', 'B']);
  expect(['Value #A', 'Value #B', 'Value #C'].map(titleOf)).toEqual(['Requests', 'Tokens', undefined]);
});
