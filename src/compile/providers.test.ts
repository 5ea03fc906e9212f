import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import { providerTabs, type ProviderTab } from '../definitions/dashboards/providerTabs';
import type { DashboardContent } from '../definitions/dashboard';
import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { litellm } from '../vocabularies/litellm';
import { otelGenai } from '../vocabularies/otelGenai';
import type { Vocabulary } from '../vocabularies/vocabulary';
import { toDashboardJson } from './dashboardJson';
import { compileDashboard, type CompiledPanel } from './panel';
import type { View } from './view';

const IN_APP: View['addresses'] = { dashboard: (id) => `/app/${id}`, provider: (name) => `/app/providers/${name}` };

/** A panel as the app has it. */
function drawn(content: DashboardContent, id: string, ...vocabularies: Vocabulary[]): CompiledPanel {
  const [first = choreoai, ...rest] = vocabularies;
  const system = (vocabulary: Vocabulary) => ({ vocabulary, jobs: equals('job', vocabulary.id) });
  const panels = compileDashboard(content, {
    systems: [system(first), ...rest.map(system)],
    select: { provider: ['openai'] },
    window: '5m',
    path: '/app/page',
    addresses: IN_APP,
  }).flatMap((row) => row.panels);
  const panel = panels.find((candidate) => candidate.id === id);
  if (panel?.kind !== 'panel') {
    throw new Error(`${id} was not drawn.`);
  }
  return panel;
}

const tab = (name: ProviderTab) => providerTabs({ rpm: 6000 })[name];

const propertyOf = ({ fieldConfig }: Pick<CompiledPanel, 'fieldConfig'>, column: string, property: string): unknown =>
  fieldConfig.overrides.find(({ matcher }) => matcher.options === column)?.properties.find(({ id }) => id === property)
    ?.value;

const urlsOf = (panel: Pick<CompiledPanel, 'fieldConfig'>) =>
  (propertyOf(panel, 'provider', 'links') as Array<{ url: string }>).map(({ url }) => url);

describe('the table of providers', () => {
  const table = drawn(DASHBOARDS.providers, 'provider-health');

  it('has the worst provider first', () => {
    expect(table.options.sortBy).toEqual([{ displayName: 'Error ratio', desc: true }]);
  });

  it('has a column for what the system tells, and misses none that it never does', () => {
    expect(table.queries).toHaveLength(6);
    expect(table.description).not.toContain('ChoreoAI has no');
  });

  it('fills the state with the colours of the error ratio’s limits, from above', () => {
    expect(propertyOf(table, 'Value #A', 'custom.cellOptions')).toEqual({ type: 'color-background', mode: 'basic' });
    expect(propertyOf(table, 'Value #A', 'thresholds')).toMatchObject({
      steps: [
        { color: 'red', value: null },
        { color: 'orange', value: 0.9 },
        { color: 'green', value: 0.95 },
      ],
    });
  });

  it('fills nothing where several systems have limits of their own', () => {
    const both = drawn(DASHBOARDS.providers, 'provider-health', choreoai, convergeai);
    expect(propertyOf(both, 'Value #A', 'custom.cellOptions')).toEqual({ type: 'auto' });
    const equal = drawn(DASHBOARDS.providers, 'provider-health', choreoai, otelGenai);
    expect(propertyOf(equal, 'Value #A', 'custom.cellOptions')).toMatchObject({ type: 'color-background' });
  });

  it('opens a provider’s own page in the app, with everything else that is selected', () => {
    expect(urlsOf(table)).toEqual(['/app/providers/${__value.raw:percentencode}${__url.params:exclude:var-provider}']);
  });

  it('opens it from anywhere in its row, and keeps the colours of the state', () => {
    const [link] = propertyOf(table, 'Value #A', 'links') as Array<{ title: string; url: string }>;
    expect(link?.url).toBe(
      '/app/providers/${__data.fields.provider:percentencode}${__url.params:exclude:var-provider}'
    );
    const columns = ['A', 'B', 'C', 'D', 'E', 'F'].map((refId) => `Value #${refId}`);
    [...columns, 'system'].forEach((column) => expect(propertyOf(table, column, 'links')).toEqual([link]));
    expect(propertyOf(table, 'Value #A', 'custom.cellOptions')).toMatchObject({ type: 'color-background' });
  });

  it('opens nothing from the rest of a row where a name is a filter too, or no page of its own is there', () => {
    expect(propertyOf(drawn(DASHBOARDS.overview, 'providers'), 'Value #A', 'links')).toBeUndefined();
    const bundled = toDashboardJson(DASHBOARDS.providers, choreoai).panels.find(
      ({ title }) => title === 'Provider health'
    );
    expect(JSON.stringify(bundled)).not.toContain('__data.fields');
  });

  it('has room for the longest name of a system', () => {
    const both = drawn(DASHBOARDS.providers, 'provider-health', choreoai, otelGenai);
    expect(propertyOf(both, 'system', 'custom.width')).toBeGreaterThan(
      propertyOf(table, 'system', 'custom.width') as number
    );
  });

  it('calls what nobody can be named for unattributed', () => {
    expect(propertyOf(table, 'provider', 'mappings')).toEqual([
      { type: 'value', options: { unknown: { text: 'Unattributed', index: 0 } } },
    ]);
  });
});

describe('the overview’s table', () => {
  const bundled = (vocabulary: typeof choreoai) => {
    const panel = toDashboardJson(DASHBOARDS.overview, vocabulary).panels.find(
      ({ title }) => title === 'Providers at a glance'
    );
    if (!panel || !('fieldConfig' in panel) || !panel.fieldConfig || !panel.links) {
      throw new Error('The table is not there.');
    }
    return { fieldConfig: panel.fieldConfig, links: panel.links };
  };

  it('leads to provider health, and from a row also to the provider’s page', () => {
    const table = drawn(DASHBOARDS.overview, 'providers');
    expect(table.links.map(({ url }) => url)).toEqual(['/app/providers${__url.params}']);
    expect(urlsOf(table)).toHaveLength(2);
    expect(urlsOf(table)[1]).toMatch(/^\/app\/providers\/\$\{__value/);
  });

  it('leads to the same system’s dashboard where it is bundled', () => {
    expect(bundled(choreoai).links.map(({ url }) => url)).toEqual(['/d/cao-choreoai-providers${__url.params}']);
    expect(urlsOf(bundled(choreoai))[1]).toBe(
      '/d/cao-choreoai-providers${__url.params:exclude:var-provider}&var-provider=${__value.raw:percentencode}'
    );
  });

  it('sets no selector to a name that holds patterns', () => {
    expect(urlsOf(bundled(convergeai))).toEqual([]);
  });
});

describe('the page of a provider', () => {
  it('marks the limit and 80% of it, however far away it is', () => {
    const { defaults } = drawn(tab('limits'), 'requests-against-limit').fieldConfig;
    expect(defaults.thresholds?.steps.map(({ value }) => value)).toEqual([null, 4800, 6000]);
    expect(defaults.custom).toMatchObject({ axisSoftMax: 6000, thresholdsStyle: { mode: 'dashed' } });
  });

  it('says where no limit is known', () => {
    const { description, fieldConfig } = drawn(tab('limits'), 'tokens-against-limit');
    expect(description).toContain('No limit is known: set one in the settings.');
    expect(fieldConfig.defaults.custom).not.toHaveProperty('axisSoftMax');
  });

  it('draws the limit that a system tells, and what is left of it, in place of the one in the settings', () => {
    const { description, fieldConfig, queries } = drawn(tab('limits'), 'requests-against-limit', litellm);
    expect(queries.map(({ legendFormat }) => legendFormat)).toEqual(['Requests', 'Limit', 'Left until the limit']);
    expect(queries[1]?.expr).toContain('litellm_deployment_rpm_limit');
    expect(description).toContain('The limit is what the system itself tells.');
    expect(description).not.toContain('6,000');
    expect(fieldConfig.defaults.thresholds?.steps.map(({ value }) => value)).toEqual([null]);
    expect(fieldConfig.defaults.custom).not.toHaveProperty('axisSoftMax');
  });

  it('says whose the limit in the settings is where another system tells its own', () => {
    const { description, fieldConfig } = drawn(tab('limits'), 'requests-against-limit', choreoai, litellm);
    expect(description).toContain('The limit in the settings is 6,000;');
    expect(description).toContain('It is of ChoreoAI: the others tell theirs.');
    expect(fieldConfig.defaults.custom).toMatchObject({ axisSoftMax: 6000 });
  });

  it('has a heatmap of buckets, by their upper bounds', () => {
    const { queries, pluginId, options } = drawn(tab('latency'), 'latency-heatmap');
    expect({ pluginId, options }).toMatchObject({ pluginId: 'heatmap', options: { yAxis: { unit: 's' } } });
    expect(queries).toMatchObject([{ format: 'heatmap', legendFormat: '{{le}}', instant: false }]);
    expect(queries[0]?.expr).toContain('sum by (le) (');
    expect(queries[0]?.expr).toContain('provider="openai"');
  });

  it('has a heatmap for each of several systems: their buckets are not merged', () => {
    const both = ['choreoai', 'convergeai'].map((id) =>
      drawn(tab('latency'), `latency-heatmap-${id}`, choreoai, convergeai)
    );
    expect(both.map(({ title }) => title)).toEqual(['Latency heatmap · ChoreoAI', 'Latency heatmap · ConvergeAI']);
    expect(both.map(({ queries }) => queries.length)).toEqual([1, 1]);
  });
});
