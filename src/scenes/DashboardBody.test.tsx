import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { screen, waitFor } from '@testing-library/react';
import {
  choose,
  openDashboard,
  panel,
  prometheusWith,
  queriesOf,
  selector,
  type OpenDashboard,
} from '../../tests/openDashboard';
import { CHOREOAI, CONVERGEAI_LLM, fakePrometheus, OTEL_GENAI, success } from '../doctor/fakePrometheus';
import { NO_SETTINGS, type CustomMetric } from '../settings/schema';
import { knownWith, SYSTEMS } from '../vocabularies/vocabularies';
import { RowScene } from './RowScene';

const ALL_SYSTEMS = { choreoai: CHOREOAI, 'convergeai-backend': CONVERGEAI_LLM, 'otel-genai': OTEL_GENAI };

const VALUES = { provider: ['anthropic', 'openai'], model: ['gpt-4o'] };

async function open(present = ALL_SYSTEMS, change?: (scene: SceneObject) => void): Promise<OpenDashboard> {
  const dashboard = openDashboard({ prometheus: prometheusWith(present, VALUES) }, (_, scene) => change?.(scene));
  await screen.findByText('Requests/min');
  return dashboard;
}

describe('systems', () => {
  it('are shown one at a time, the first one first', async () => {
    const dashboard = await open();
    expect(queriesOf(dashboard, 'requests-per-minute')).toEqual([expect.stringContaining('{job="choreoai",')]);
    expect(screen.getByText('ChoreoAI')).toBeInTheDocument();
  });

  it('are shown together where several are chosen, each in queries of its own', async () => {
    const dashboard = await open();
    await choose(dashboard, 'system', ['choreoai', 'otel-genai']);
    await waitFor(() =>
      expect(queriesOf(dashboard, 'requests-per-minute')).toEqual([
        expect.stringContaining('{job="choreoai",'),
        expect.stringContaining('{job="otel-genai"}'),
      ])
    );
  });

  it('are those that a person says they are', async () => {
    openDashboard({
      prometheus: prometheusWith({ 'otel-genai': OTEL_GENAI, app: CONVERGEAI_LLM }),
      settings: { ...NO_SETTINGS, jobs: { 'otel-genai': 'envoy-ai-gateway', app: 'none' } },
    });
    expect(await screen.findByText('Envoy AI Gateway')).toBeInTheDocument();
    expect(screen.queryByText('OpenTelemetry GenAI')).toBeNull();
    expect(screen.queryByText('ConvergeAI')).toBeNull();
  });

  it('have the limits that a team has set its alerts', async () => {
    const dashboard = openDashboard({
      prometheus: prometheusWith({ choreoai: CHOREOAI }),
      settings: { ...NO_SETTINGS, alerts: { choreoai: { HighErrorRate: { limit: 0.07 } } } },
    });
    await waitFor(() =>
      expect(panel(dashboard, 'error-ratio')?.state.fieldConfig.defaults.thresholds?.steps).toEqual([
        expect.objectContaining({ color: 'green' }),
        { color: 'orange', value: 0.07 },
        { color: 'red', value: 0.1 },
      ])
    );
  });

  it('are all shown where all are chosen', async () => {
    const dashboard = await open();
    await choose(dashboard, 'system', ['$__all']);
    await waitFor(() => expect(queriesOf(dashboard, 'requests-per-minute')).toHaveLength(3));
  });

  it('get more room for a figure each where there are several', async () => {
    const dashboard = await open();
    const height = () => (sceneGraph.findByKey(dashboard.scene, 'glance') as RowScene).state.grid.state.autoRows;
    const alone = height();
    await choose(dashboard, 'system', ['choreoai', 'otel-genai']);
    await waitFor(() => expect(queriesOf(dashboard, 'requests-per-minute')).toHaveLength(2));
    expect([alone, height()]).toEqual(['10.4rem', '13rem']);
  });

  it('that a link names and that are not there give way to one that is', async () => {
    const dashboard = await open({ choreoai: CHOREOAI } as typeof ALL_SYSTEMS, (scene) =>
      sceneGraph.lookupVariable('system', scene)?.urlSync?.updateFromUrl({ 'var-system': ['convergeai'] })
    );
    expect(selector(dashboard, 'system').getValueText()).toBe('ChoreoAI');
  });

  it('that a link names and that are there are shown', async () => {
    const dashboard = await open(ALL_SYSTEMS, (scene) =>
      sceneGraph.lookupVariable('system', scene)?.urlSync?.updateFromUrl({ 'var-system': ['otel-genai'] })
    );
    expect(queriesOf(dashboard, 'requests-per-minute')).toEqual([expect.stringContaining('{job="otel-genai"}')]);
  });
});

describe('a selection', () => {
  it('restricts the queries to a provider', async () => {
    const dashboard = await open();
    expect(queriesOf(dashboard, 'requests-per-minute').join()).not.toContain('provider=');
    await choose(dashboard, 'provider', ['openai']);
    ['requests-per-minute', 'latency-quantiles', 'providers', 'tokens-by-model']
      .flatMap((id) => queriesOf(dashboard, id))
      .forEach((query) => expect(query).toContain(',provider="openai"'));
  });

  it('restricts them to a model, and to several', async () => {
    const dashboard = await open();
    await choose(dashboard, 'model', ['gpt-4o']);
    expect(queriesOf(dashboard, 'requests-by-model').join()).toContain(',model="gpt-4o"');
    await choose(dashboard, 'model', ['gpt-4o', 'claude-3.5']);
    expect(queriesOf(dashboard, 'requests-by-model').join()).toContain(String.raw`,model=~"gpt-4o|claude-3\\.5"`);
  });

  it('names the models of a provider where the system has no label for it', async () => {
    const dashboard = await open();
    await choose(dashboard, 'system', ['convergeai']);
    await choose(dashboard, 'provider', ['anthropic']);
    await waitFor(() =>
      expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain(',model=~"(anthropic/)?claude-.*"')
    );
  });

  it('cannot break out of its quotes, nor be taken for a variable', async () => {
    const dashboard = await open();
    await choose(dashboard, 'provider', ['a"} or vector(1) #\\\n${system:raw}[[ds]]']);
    const escaped = String.raw`provider="a\"} or vector(1) #\\\n\x24{system:raw}\x5b[ds]]"`;
    expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain(escaped);
    await waitFor(() =>
      expect(dashboard.grafana.requests.flatMap(({ targets }) => targets)).toContainEqual(
        expect.objectContaining({ expr: expect.stringContaining(escaped) })
      )
    );
  });

  it('is told where a panel cannot follow it, and no more once it is cleared', async () => {
    const dashboard = await open();
    expect(screen.getByText('Active requests')).toBeInTheDocument();
    await choose(dashboard, 'model', ['gpt-4o']);
    expect(await screen.findByText('Active requests (all models)')).toBeInTheDocument();
    expect(queriesOf(dashboard, 'active-requests').join()).not.toContain('gpt-4o');
    await choose(dashboard, 'model', ['$__all']);
    expect(await screen.findByText('Active requests')).toBeInTheDocument();
    expect(queriesOf(dashboard, 'requests-per-minute').join()).not.toContain('model=');
  });
});

describe('metrics of a team’s own', () => {
  const own: CustomMetric[] = [
    { name: 'choreoai_custom_metric', kind: 'gauge', labels: ['team'], title: 'Our metric' },
    { name: 'custom_lost_total', kind: 'counter', labels: [], title: 'Lost' },
  ];
  const settings = { ...NO_SETTINGS, customMetrics: { choreoai: own } };
  const known = knownWith(settings.customMetrics);
  const present = { choreoai: { ...CHOREOAI, choreoai_custom_metric: ['team'] } };

  it('have a row on the Overview; one that is not there says so, and how to emit it', async () => {
    const prometheus = { ...fakePrometheus({ present, known, answer: () => [] }), get: async () => success([]) };
    const dashboard = openDashboard({ prometheus, settings });
    expect(await screen.findByText('Your own metrics')).toBeInTheDocument();
    expect(queriesOf(dashboard, 'own-choreoai_custom_metric').join()).toContain(
      'max by (team, instance) (choreoai_custom_metric{job="choreoai"})'
    );
    expect(await screen.findByText(/Prometheus has no series of custom_lost_total for ChoreoAI/)).toBeInTheDocument();
    expect(screen.getByText(/Counter\('custom_lost_total'/)).toBeInTheDocument();
  });

  it('are on no other dashboard, and of no other system', async () => {
    const prometheus = { ...fakePrometheus({ present, known, answer: () => [] }), get: async () => success([]) };
    openDashboard({ prometheus, settings, dashboard: 'providers' });
    await screen.findByText('Providers');
    expect(screen.queryByText('Your own metrics')).toBeNull();
  });
});

describe('a panel', () => {
  it('that is drawn as before stays the same, and asks its new queries', async () => {
    const dashboard = await open();
    await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(20));
    const [before, table] = [panel(dashboard, 'requests-per-minute'), panel(dashboard, 'providers')];
    const asked = dashboard.grafana.requests.length;
    await choose(dashboard, 'provider', ['openai']);
    expect(panel(dashboard, 'requests-per-minute')).toBe(before);
    expect(panel(dashboard, 'providers')).toBe(table);
    await waitFor(() => {
      const later = dashboard.grafana.requests.slice(asked).flatMap(({ targets }) => targets);
      [...queriesOf(dashboard, 'requests-per-minute'), ...queriesOf(dashboard, 'providers')].forEach((expr) =>
        expect(later).toContainEqual(expect.objectContaining({ expr }))
      );
    });
  });

  it('that the selection does not touch asks nothing again', async () => {
    const dashboard = await open();
    await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(20));
    const [expr] = queriesOf(dashboard, 'active-requests');
    const timesAsked = () =>
      dashboard.grafana.requests
        .flatMap(({ targets }) => targets)
        .filter((target) => 'expr' in target && target.expr === expr).length;
    const asked = dashboard.grafana.requests.length;
    const before = timesAsked();
    await choose(dashboard, 'provider', ['openai']);
    await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(asked + 10));
    expect(timesAsked()).toBe(before);
  });

  it('that the system cannot fill says why, and comes back with one that can', async () => {
    const dashboard = await open();
    const { streaming } = SYSTEMS['otel-genai'].measures;
    const why = streaming.kind === 'absent' ? streaming.why : '';
    expect(panel(dashboard, 'streaming-share')).toBeDefined();
    expect(screen.queryByText(why)).toBeNull();

    await choose(dashboard, 'system', ['otel-genai']);
    expect(await screen.findByText(why)).toBeInTheDocument();
    expect(screen.getByText('Streaming share')).toBeInTheDocument();
    expect(panel(dashboard, 'streaming-share')).toBeUndefined();

    await choose(dashboard, 'system', ['choreoai']);
    await waitFor(() => expect(queriesOf(dashboard, 'streaming-share').join()).toContain('job="choreoai"'));
    expect(screen.queryByText(why)).toBeNull();
  });

  it('shows the present selection when a person comes back to the page with another', async () => {
    const dashboard = await open();
    await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(20));
    dashboard.leave();
    selector(dashboard, 'provider').changeValueTo(['openai']);
    const asked = dashboard.grafana.requests.length;
    dashboard.comeBack();
    await waitFor(() =>
      expect(dashboard.grafana.requests.slice(asked).flatMap(({ targets }) => targets)).toContainEqual(
        expect.objectContaining({ expr: queriesOf(dashboard, 'requests-per-minute')[0] })
      )
    );
    expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain('provider="openai"');
  });
});
