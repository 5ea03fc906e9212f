import { sceneGraph, VizPanel } from '@grafana/scenes';
import { act, screen, waitFor } from '@testing-library/react';
import {
  answering,
  choose,
  openDashboard,
  prometheusWith,
  queriesOf,
  refresh,
  selector,
  type OpenDashboard,
} from '../../tests/openDashboard';
import { CHOREOAI, OTEL_GENAI } from '../doctor/fakePrometheus';
import type { PrometheusProbe } from '../doctor/prometheus';

const DOWN = answering(() => Promise.reject(new TypeError('Failed to fetch')));

const STARTING = answering(async () => ({ status: 503, contentType: 'text/plain', body: 'Service Unavailable' }));

const UP = prometheusWith(
  { choreoai: CHOREOAI, 'otel-genai': OTEL_GENAI },
  { provider: ['openai'], model: ['gpt-4o'] }
);

const shownPanels = ({ scene }: OpenDashboard) =>
  sceneGraph.findAllObjects(scene, (object) => object instanceof VizPanel).length;

const setRange = ({ scene }: OpenDashboard, from: string, to: string) =>
  act(async () => {
    const timeRange = sceneGraph.getTimeRange(scene);
    timeRange.onTimeRangeChange({ ...timeRange.state.value, raw: { from, to } });
  });

/** Another Prometheus, and what it is asked. */
function watched(prometheus: PrometheusProbe) {
  const asked: Array<{ path: string; params: URLSearchParams; signal: AbortSignal }> = [];
  const watch =
    (ask: PrometheusProbe['get']): PrometheusProbe['get'] =>
    (path, params, signal) => {
      asked.push({ path, params, signal });
      return ask(path, params, signal);
    };
  return { asked, prometheus: { ...prometheus, get: watch(prometheus.get), post: watch(prometheus.post) } };
}

describe('while there is a problem, a refresh looks again', () => {
  it('and shows the first system once Prometheus is back', async () => {
    const dashboard = openDashboard({ prometheus: DOWN });
    await screen.findByTestId('problem unreachable');
    dashboard.world.prometheus = UP;
    await refresh(dashboard);
    expect(await screen.findByText('Requests/min')).toBeInTheDocument();
    expect(screen.queryByTestId(/^problem/)).toBeNull();
    expect(queriesOf(dashboard, 'requests-per-minute')).toEqual([expect.stringContaining('job="choreoai"')]);
    expect(selector(dashboard, 'provider').state.options).toEqual([{ label: 'openai', value: 'openai' }]);
  });

  it('and says what the problem is by now', async () => {
    const dashboard = openDashboard({ prometheus: DOWN });
    await screen.findByTestId('problem unreachable');
    dashboard.world.prometheus = STARTING;
    await refresh(dashboard);
    expect(await screen.findByTestId('problem unhealthy')).toBeInTheDocument();
    expect(screen.queryByTestId('problem unreachable')).toBeNull();
  });

  it('and keeps what a link or a person has chosen', async () => {
    const dashboard = openDashboard({ prometheus: DOWN }, (_, scene) => {
      const fromUrl = { 'var-system': ['otel-genai'], 'var-provider': ['openai'] };
      ['system', 'provider'].forEach((name) => sceneGraph.lookupVariable(name, scene)?.urlSync?.updateFromUrl(fromUrl));
    });
    await screen.findByTestId('problem unreachable');
    dashboard.world.prometheus = STARTING;
    await refresh(dashboard);
    await screen.findByTestId('problem unhealthy');
    dashboard.world.prometheus = {
      ...UP,
      get: prometheusWith({}, { gen_ai_provider_name: ['anthropic', 'openai'] }).get,
    };
    await refresh(dashboard);
    await screen.findByText('Requests/min');
    expect(queriesOf(dashboard, 'requests-per-minute')).toEqual([
      expect.stringContaining('{job="otel-genai",gen_ai_provider_name="openai"}'),
    ]);
  });

  it('unless a look is still under way', async () => {
    const dashboard = openDashboard({ prometheus: DOWN });
    await screen.findByTestId('problem unreachable');
    const { asked, prometheus } = watched(answering(() => new Promise(() => {})));
    dashboard.world.prometheus = { ...prometheus, health: undefined };
    await refresh(dashboard);
    await waitFor(() => expect(asked).toHaveLength(2));
    await refresh(dashboard);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, false]);
  });
});

describe('while all is well', () => {
  async function openWatched() {
    const { asked, prometheus } = watched(UP);
    const dashboard = openDashboard({ prometheus });
    await screen.findByText('Requests/min');
    await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(20));
    return { dashboard, asked, first: asked.length };
  }

  it('a refresh asks the panels’ queries, and neither for systems nor for values', async () => {
    const { dashboard, asked, first } = await openWatched();
    const queries = dashboard.grafana.requests.length;
    await refresh(dashboard);
    await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(queries + 20));
    expect(asked).toHaveLength(first);
  });

  it('another range asks for the systems at its ends, and for the providers and models in it', async () => {
    const { dashboard, asked, first } = await openWatched();
    const { prometheus } = dashboard.world;
    const later = prometheusWith({}, { provider: ['mistral', 'openai'] });
    dashboard.world.prometheus = {
      ...prometheus,
      get: async (...question) => {
        await prometheus.get(...question);
        return later.get(...question);
      },
    };
    await setRange(dashboard, '2026-01-01T00:00:00Z', '2026-01-01T06:00:00Z');
    await waitFor(() =>
      expect(selector(dashboard, 'provider').state.options.map(({ value }) => value)).toEqual(['mistral', 'openai'])
    );
    const since = asked.slice(first);
    const at = since.filter(({ path }) => path === '/api/v1/query').map(({ params }) => params.get('time'));
    // The last two: since when there are recorded series, and how many raw ones there are. What series say of figures is asked after.
    expect(at.filter((time) => time !== null).slice(0, 4)).toEqual([
      '1767225600',
      '1767247200',
      '1767247200',
      '1767247200',
    ]);
    const values = since.filter(({ path }) => path !== '/api/v1/query');
    expect(values.map(({ path, params }) => [path, params.get('start'), params.get('end')])).toEqual([
      ['/api/v1/label/provider/values', '1767225600', '1767247200'],
      ['/api/v1/label/model/values', '1767225600', '1767247200'],
    ]);
    expect(screen.getByText('Requests/min')).toBeInTheDocument();
  });

  it('another range asks each panel’s queries once', async () => {
    const { dashboard } = await openWatched();
    const times = () =>
      dashboard.grafana.requests
        .filter(({ range }) => range.raw.from === 'now-3h')
        .map(({ targets }) => JSON.stringify(targets));
    await setRange(dashboard, 'now-3h', 'now');
    await waitFor(() => expect(times().length).toBeGreaterThan(20));
    await waitFor(() => expect(sceneGraph.hasVariableDependencyInLoadingState(dashboard.scene.state.body)).toBe(false));
    expect(times().length).toBe(shownPanels(dashboard));
  });

  it('another range without the provider that is selected keeps it where nothing is there at all', async () => {
    const { dashboard } = await openWatched();
    await choose(dashboard, 'provider', ['openai']);
    dashboard.world.prometheus = prometheusWith({}, {});
    await setRange(dashboard, 'now-5m', 'now');
    await waitFor(() => expect(selector(dashboard, 'provider').state.options).toEqual([]));
    expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain('provider="openai"');
  });
});

describe('leaving the page ends what it has under way', () => {
  const hanging = () => new Promise<never>(() => {});

  it('the first look', async () => {
    const { asked, prometheus } = watched({ ...UP, post: hanging });
    const dashboard = openDashboard({ prometheus });
    await waitFor(() => expect(asked.length).toBeGreaterThan(0));
    expect(asked.every(({ signal }) => signal.aborted)).toBe(false);
    dashboard.leave();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('a later look', async () => {
    const dashboard = openDashboard({ prometheus: DOWN });
    await screen.findByTestId('problem unreachable');
    const { asked, prometheus } = watched({ ...UP, post: hanging });
    dashboard.world.prometheus = prometheus;
    await refresh(dashboard);
    await waitFor(() => expect(asked.length).toBeGreaterThan(0));
    expect(asked.every(({ signal }) => signal.aborted)).toBe(false);
    dashboard.leave();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('questions for values, those for a range that is no longer shown too', async () => {
    const { asked, prometheus } = watched({ ...UP, get: hanging });
    const dashboard = openDashboard({ prometheus: UP });
    await screen.findByText('Requests/min');
    dashboard.world.prometheus = prometheus;
    const ended = () => asked.filter(({ path }) => path !== '/api/v1/query').map(({ signal }) => signal.aborted);
    await setRange(dashboard, 'now-3h', 'now');
    await waitFor(() => expect(ended()).toEqual([false, false]));
    await setRange(dashboard, 'now-6h', 'now');
    await waitFor(() => expect(ended()).toEqual([true, true, false, false]));
    dashboard.leave();
    expect(ended()).toEqual([true, true, true, true]);
  });
});
