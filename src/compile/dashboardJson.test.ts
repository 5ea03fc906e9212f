import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import plugin from '../plugin.json';
import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import { bundledDashboards } from './bundled';
import { toDashboardJson, withRevision, type DashboardJson } from './dashboardJson';
import { dashboardUid } from './identity';

/** Links, bookmarks and provisioning hold on to these: they never change. */
const SHIPPED: Record<string, [uid: string, title: string]> = {
  'choreoai-overview.json': ['cao-choreoai-overview', 'ChoreoAI Overview'],
  'convergeai-overview.json': ['cao-convergeai-overview', 'ConvergeAI - System Overview'],
  'project-ai-overview.json': ['cao-project-ai-overview', 'Project-AI Overview'],
  'ai-companion-overview.json': ['cao-ai-companion-overview', 'AI Companion Overview'],
  'litellm-overview.json': ['cao-litellm-overview', 'LiteLLM Overview'],
  'vllm-overview.json': ['cao-vllm-overview', 'vLLM Overview'],
  'envoy-ai-gateway-overview.json': ['cao-envoy-ai-gateway-overview', 'Envoy AI Gateway Overview'],
  'openlit-overview.json': ['cao-openlit-overview', 'OpenLIT Overview'],
  'otel-genai-3-overview.json': ['cao-otel-genai-3-overview', 'OpenTelemetry GenAI Overview (after 1.41)'],
  'otel-genai-overview.json': ['cao-otel-genai-overview', 'OpenTelemetry GenAI Overview'],
  'otel-genai-1-overview.json': ['cao-otel-genai-1-overview', 'OpenTelemetry GenAI Overview (up to 1.36)'],
  'choreoai-providers.json': ['cao-choreoai-providers', 'ChoreoAI Provider Health'],
  'convergeai-providers.json': ['cao-convergeai-providers', 'ConvergeAI Provider Health'],
  'ai-companion-providers.json': ['cao-ai-companion-providers', 'AI Companion Provider Health'],
  'litellm-providers.json': ['cao-litellm-providers', 'LiteLLM Provider Health'],
  'vllm-providers.json': ['cao-vllm-providers', 'vLLM Provider Health'],
  'envoy-ai-gateway-providers.json': ['cao-envoy-ai-gateway-providers', 'Envoy AI Gateway Provider Health'],
  'openlit-providers.json': ['cao-openlit-providers', 'OpenLIT Provider Health'],
  'otel-genai-3-providers.json': ['cao-otel-genai-3-providers', 'OpenTelemetry GenAI after 1.41 Provider Health'],
  'otel-genai-providers.json': ['cao-otel-genai-providers', 'OpenTelemetry GenAI Provider Health'],
  'otel-genai-1-providers.json': ['cao-otel-genai-1-providers', 'OpenTelemetry GenAI up to 1.36 Provider Health'],
  'choreoai-cost.json': ['cao-choreoai-cost', 'ChoreoAI Cost Tracking'],
  'convergeai-cost.json': ['cao-convergeai-cost', 'ConvergeAI Cost Tracking'],
  'project-ai-cost.json': ['cao-project-ai-cost', 'Project-AI Cost Tracking'],
  'ai-companion-cost.json': ['cao-ai-companion-cost', 'AI Companion Cost Tracking'],
  'litellm-cost.json': ['cao-litellm-cost', 'LiteLLM Cost Tracking'],
  'vllm-cost.json': ['cao-vllm-cost', 'vLLM Cost Tracking'],
  'envoy-ai-gateway-cost.json': ['cao-envoy-ai-gateway-cost', 'Envoy AI Gateway Cost Tracking'],
  'openlit-cost.json': ['cao-openlit-cost', 'OpenLIT Cost Tracking'],
  'otel-genai-3-cost.json': ['cao-otel-genai-3-cost', 'OpenTelemetry GenAI after 1.41 Cost Tracking'],
  'otel-genai-cost.json': ['cao-otel-genai-cost', 'OpenTelemetry GenAI Cost Tracking'],
  'otel-genai-1-cost.json': ['cao-otel-genai-1-cost', 'OpenTelemetry GenAI up to 1.36 Cost Tracking'],
  'choreoai-system.json': ['cao-choreoai-system', 'ChoreoAI System Metrics'],
  'convergeai-system.json': ['cao-convergeai-system', 'ConvergeAI - System Metrics'],
  'project-ai-system.json': ['cao-project-ai-system', 'Project-AI System Metrics'],
  'ai-companion-system.json': ['cao-ai-companion-system', 'AI Companion System Metrics'],
  'litellm-system.json': ['cao-litellm-system', 'LiteLLM System Metrics'],
  'vllm-system.json': ['cao-vllm-system', 'vLLM System Metrics'],
  'envoy-ai-gateway-system.json': ['cao-envoy-ai-gateway-system', 'Envoy AI Gateway System Metrics'],
  'openlit-system.json': ['cao-openlit-system', 'OpenLIT System Metrics'],
  'otel-genai-3-system.json': ['cao-otel-genai-3-system', 'OpenTelemetry GenAI System Metrics (after 1.41)'],
  'otel-genai-system.json': ['cao-otel-genai-system', 'OpenTelemetry GenAI System Metrics'],
  'otel-genai-1-system.json': ['cao-otel-genai-1-system', 'OpenTelemetry GenAI System Metrics (up to 1.36)'],
};

const BUNDLED = bundledDashboards();

it('every dashboard has the uid and title that it was shipped with', () => {
  expect(Object.fromEntries(BUNDLED.map(({ file, json }) => [file, [json.uid, json.title]]))).toEqual(SHIPPED);
});

it('no uid has two owners, and Grafana takes each of them', () => {
  const uids = BUNDLED.map(({ json }) => json.uid);
  expect(new Set(uids).size).toBe(uids.length);
  expect(uids.filter((uid) => !/^[a-z0-9-]{1,40}$/.test(uid))).toEqual([]);
});

it('a uid that Grafana would refuse is an error', () => {
  const definition = { ...DASHBOARDS.overview, id: 'a-name-of-more-than-forty-characters' as 'overview' };
  expect(() => dashboardUid(definition, choreoai)).toThrow('has 49 characters; Grafana takes 40');
});

it('the plugin brings the gateway’s dashboards; the others are provisioned, so that none has two owners', () => {
  const included = plugin.includes.filter(({ type }) => type === 'dashboard').map(({ path }) => path);
  expect(included).toEqual([
    'dashboards/choreoai-overview.json',
    'dashboards/choreoai-providers.json',
    'dashboards/choreoai-cost.json',
    'dashboards/choreoai-system.json',
  ]);
});

const rectangles = (json: DashboardJson) => json.panels.map(({ gridPos }) => gridPos);

describe.each(BUNDLED)('$file', ({ json, definition }) => {
  /** Only the providers' dashboard has so few panels. */
  const few = definition.id === 'providers' ? 5 : 10;
  const drawn = json.panels.filter((panel) => 'targets' in panel && panel.targets !== undefined);

  it('is a model that Grafana imports, not an export with inputs', () => {
    expect(json.id).toBeNull();
    expect(json.schemaVersion).toBeGreaterThanOrEqual(36);
    expect(json).not.toHaveProperty('__inputs');
    expect(json).not.toHaveProperty('dashboard');
  });

  it('refreshes every 10 s, where it reads no long past', () => {
    expect(json.refresh).toBe(json.uid.endsWith('-cost') ? '1m' : '10s');
  });

  it('has panels, each with an id of its own', () => {
    const ids = json.panels.map(({ id }) => id);
    expect(drawn.length).toBeGreaterThan(few);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lays out its panels on 24 columns, none upon another', () => {
    const all = rectangles(json);
    all.forEach(({ x, w }) => expect(x + w).toBeLessThanOrEqual(24));
    const overlapping = all.flatMap((one, index) =>
      all
        .slice(index + 1)
        .filter(
          (other) =>
            one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
        )
    );
    expect(overlapping).toEqual([]);
  });

  it('names no data source but its variable', () => {
    const uids = JSON.stringify(json).match(/"uid":"[^"]*"/g) ?? [];
    expect([...new Set(uids)].sort()).toEqual([`"uid":"${json.uid}"`, '"uid":"${ds}"'].sort());
    drawn.forEach((panel) => expect(panel).toMatchObject({ datasource: { type: 'prometheus', uid: '${ds}' } }));
  });

  it('names no selection in a title: a variable may or may not hold one', () => {
    expect(json.panels.filter(({ title }) => title.includes('(all '))).toEqual([]);
  });

  it('has a variable for every one that it uses', () => {
    const defined = json.templating.list.map(({ name }) => name);
    const used = [...JSON.stringify(json).matchAll(/\$\{?(\w+)/g)].flatMap(([, name = '']) =>
      /^(__|\d)/.test(name) ? [] : [name]
    );
    expect(used.filter((name) => !defined.includes(name))).toEqual([]);
  });

  it('asks every metric of its jobs only', () => {
    const expressions = drawn
      .flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : []))
      .map(({ expr }) => expr);
    const unscoped = expressions.flatMap((expr) =>
      (expr.match(/\w+\{[^}]*\}/g) ?? []).filter((selector) => !/job=~"\$(job|\w+_job)"/.test(selector))
    );
    expect(expressions.length).toBeGreaterThan(few);
    expect(unscoped).toEqual([]);
  });

  it('has a description, and what to show without data, for every panel', () => {
    drawn.forEach((panel) => {
      expect(panel).toMatchObject({ description: expect.stringMatching(/\.$/) });
      const noValue =
        'type' in panel && panel.type === 'stat'
          ? expect.stringMatching(/^No (traffic|budget)$/)
          : expect.stringMatching(/^Nothing to show from [\w:]+(, [\w:]+)*: .*\.$/);
      expect(panel).toMatchObject({ fieldConfig: { defaults: { noValue } } });
    });
  });
});

it.each([
  [choreoai, true],
  [convergeai, false],
  [otelGenai, false],
])('of $title some figures cannot follow a selected model: %s', (vocabulary, some) => {
  const { panels } = toDashboardJson(DASHBOARDS.overview, vocabulary);
  const told = (title: string) => JSON.stringify(panels.find((panel) => panel.title === title));
  const allModels = 'Figures that name no model are of all models, whatever is selected.';
  expect(told('Error ratio').includes(allModels)).toBe(some);
  expect(told('Request rate by provider')).not.toContain(allModels);
});

it('asks each exporter’s metrics of its own jobs', () => {
  const { panels } = toDashboardJson(DASHBOARDS.system, choreoai);
  const asked = panels.flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : [])).map(({ expr }) => expr);
  const jobsOf = (prefix: string) =>
    new Set(
      asked.flatMap((expr) =>
        [...expr.matchAll(new RegExp(`${prefix}\\w*\\{job=~"(\\$\\w+)"`, 'g'))].map(([, job]) => job)
      )
    );
  expect(jobsOf('node_')).toEqual(new Set(['$node_job']));
  expect(jobsOf('container_')).toEqual(new Set(['$cadvisor_job']));
  expect(jobsOf('redis_')).toEqual(new Set(['$redis_job']));
  expect(jobsOf('pg_')).toEqual(new Set(['$postgres_job']));
  expect(jobsOf('process_')).toEqual(new Set(['$job']));
});

describe('what a person can select', () => {
  const variables = (json: DashboardJson) => Object.fromEntries(json.templating.list.map((one) => [one.name, one]));

  it('is read from the metrics of the jobs in view, under each of their names', () => {
    expect(variables(toDashboardJson(DASHBOARDS.overview, choreoai))).toMatchObject({
      ds: { type: 'datasource' },
      job: { definition: 'label_values(choreoai_requests_total, job)' },
      provider: {
        label: 'Provider',
        definition: 'label_values(choreoai_requests_total{job=~"$job"}, provider)',
        allValue: '.*',
      },
      model: { label: 'Model', definition: 'label_values(choreoai_requests_total{job=~"$job"}, model)' },
    });
    expect(variables(toDashboardJson(DASHBOARDS.overview, otelGenai))).toMatchObject({
      provider: {
        definition:
          'label_values({__name__=~"gen_ai_client_operation_duration_seconds_count|gen_ai_client_operation_duration_count",gen_ai_provider_name!="",job=~"$job"}, gen_ai_provider_name)',
      },
    });
  });

  it('is nothing of another system that has a metric of the same name', () => {
    expect(variables(toDashboardJson(DASHBOARDS.overview, convergeai))).toMatchObject({
      job: { definition: 'label_values(llm_requests_total{model!="",operation!=""}, job)' },
      model: { definition: 'label_values(llm_requests_total{model!="",operation!="",job=~"$job"}, model)' },
    });
  });

  it('is a pattern over models where the provider is told from them, and reaches the query as it is', () => {
    const json = toDashboardJson(DASHBOARDS.overview, convergeai);
    expect(variables(json)).toMatchObject({
      provider: {
        type: 'custom',
        allValue: '.*',
        query: expect.stringContaining('anthropic : (anthropic/)?claude-.*, '),
      },
    });
    expect(JSON.stringify(json)).toContain('model=~\\"${provider:pipe}\\"');
  });
});

it('a line of a provider links to the page of that provider, its name encoded', () => {
  const linked = toDashboardJson(DASHBOARDS.overview, choreoai).panels.filter((panel) =>
    JSON.stringify(panel).includes('var-provider=${__field.labels.provider:percentencode}')
  );
  expect(linked.map(({ title }) => title)).toContain('Request rate by provider');
});

it('leads to the other dashboards of its system that Grafana has', () => {
  const { links, tags } = toDashboardJson(DASHBOARDS.overview, choreoai);
  expect(links).toMatchObject([{ type: 'dashboards', tags, keepTime: true, includeVars: true }]);
  expect(tags).toEqual(toDashboardJson(DASHBOARDS.cost, choreoai).tags);
  expect(tags).not.toEqual(toDashboardJson(DASHBOARDS.cost, convergeai).tags);
});

it('a panel that the system cannot fill says why, and what to do', () => {
  const panel = toDashboardJson(DASHBOARDS.overview, otelGenai).panels.find(({ title }) => title === 'Streaming share');
  expect(panel).toMatchObject({
    type: 'text',
    options: { content: expect.stringMatching(/do not say whether a call was streamed\.\n\nAdd a counter/) },
  });
});

it('a changed dashboard has another revision, or Grafana would keep the one it has', () => {
  const { revision } = withRevision(toDashboardJson(DASHBOARDS.overview, choreoai));
  const changed = withRevision(toDashboardJson({ ...DASHBOARDS.overview, refresh: '30s' }, choreoai));
  expect(withRevision(toDashboardJson(DASHBOARDS.overview, choreoai)).revision).toBe(revision);
  expect(changed.revision).not.toBe(revision);
  expect([revision, changed.revision].every((one) => Number.isInteger(one) && one >= 0 && one < 2 ** 31)).toBe(true);
});

describe.each(BUNDLED.filter(({ definition }) => definition.id === 'cost'))('$file', ({ json, vocabulary }) => {
  const emitted = ['litellm', 'openlit'].includes(vocabulary.id);
  const panels = json.panels.flatMap((panel) => ('targets' in panel ? [panel] : []));
  const expressionsOf = (title: string) =>
    panels.flatMap((panel) => (panel.title.startsWith(title) ? (panel.targets ?? []) : [])).map(({ expr }) => expr);

  it('holds the whole vector of prices once, in a hidden constant that reaches the queries as it is', () => {
    const [constant] = json.templating.list.filter(({ type }) => type === 'constant');
    expect(constant).toMatchObject({ name: 'prices', hide: 2, query: expect.stringContaining('"gpt-4o"') });
    expect(expressionsOf('Spend per hour by model').join().includes('group_left () (${prices:raw})')).toBe(!emitted);
    expect(JSON.stringify(panels)).not.toMatch(/label_replace\(vector\(0\.\d+\)|\$prices/);
  });

  it('says what its spend rests on', () => {
    const spend = panels.filter(({ title }) =>
      /^(Spend|Today|This month|Forecast|Last|Per |Daily|Monthly)/.test(title)
    );
    expect(spend.length).toBeGreaterThan(11);
    const said = spend.map(
      ({ title, targets = [] }) => `${title} ${targets.map(({ legendFormat }) => legendFormat).join()}`
    );
    const basis = emitted ? 'as emitted' : "at today's prices";
    expect(said.filter((text) => !text.includes(basis) && !text.startsWith('Price'))).toEqual([]);
  });

  it('shows today and this month by time ranges of the panels’ own', () => {
    const own = panels.flatMap((panel) =>
      'timeFrom' in panel ? [[panel.title.replace(/ \(.*/, ''), panel.timeFrom]] : []
    );
    expect(Object.fromEntries(own)).toEqual({
      Today: 'now/d',
      'This month': 'now/M',
      "Forecast to the month's end": 'now/M',
      'Daily budget used': 'now/d',
      'Monthly budget used': 'now/M',
      'Monthly budget, forecast': 'now/M',
    });
    expect(expressionsOf('Today')).toEqual([expect.stringMatching(/\[\$__range\].*\* \(\$__range_s\)$/)]);
  });

  it('asks what looks back far at the end of the range only', () => {
    const long = panels
      .flatMap(({ targets }) => targets ?? [])
      .filter(({ expr }) => /\[(1d|30d|\$__range)\](?! @ end)/.test(expr));
    expect(long.length).toBeGreaterThan(8);
    expect(long.filter(({ instant, range }) => !instant || range)).toEqual([]);
  });
});

describe('metrics of a team’s own', () => {
  const own = [{ name: 'choreoai_custom_metric', kind: 'gauge' as const, labels: ['team'], title: 'Ours' }];
  const titles = (json: DashboardJson) => json.panels.map(({ title }) => title);

  it('have a row at the end of the Overview, and of no other dashboard', () => {
    const json = toDashboardJson(DASHBOARDS.overview, choreoai, { own });
    expect(titles(json).slice(-2)).toEqual(['Your own metrics', 'Ours']);
    expect(JSON.stringify(json)).toContain('choreoai_custom_metric{job=~\\"$job\\"}');
    expect(titles(toDashboardJson(DASHBOARDS.cost, choreoai, { own }))).not.toContain('Ours');
  });

  it('are in no bundled file', () => {
    expect(JSON.stringify(bundledDashboards())).not.toContain('Your own metrics');
  });
});
