import { act, screen, waitFor, within } from '@testing-library/react';
import { of } from 'rxjs';
import { line } from '../../tests/grafanaRuntime';
import { choose, openDashboard, panel, prometheusWith, refresh, type World } from '../../tests/openDashboard';
import type { Instance } from '../alerts/live';
import { CHOREOAI, OTEL_GENAI } from '../doctor/fakePrometheus';

const PAGE = '/a/app/alerts';

const instance = (name: string, labels: Record<string, string> = {}): Instance => ({
  labels: { alertname: name, system: 'choreoai', severity: 'warning', ...labels },
  state: 'firing',
  since: '2026-08-20T12:00:00Z',
  summary: '',
  runbook: 'http://localhost:3000/public/plugins/choreoai-observability-app/runbooks/choreoai/X.md',
});

async function open(firing: readonly Instance[], about: World['about'] = { alerts: PAGE }) {
  const dashboard = openDashboard(
    { firing, about, prometheus: prometheusWith({ choreoai: CHOREOAI, 'otel-genai': OTEL_GENAI }) },
    (grafana) => {
      grafana.answer = of([line('openai', { alertname: 'ProviderDown', provider: 'openai' })]);
    }
  );
  await screen.findByText('Requests/min');
  return dashboard;
}

const banner = () => screen.queryByTestId('firing alerts');

afterEach(() => jest.restoreAllMocks());

it('tells what fires, worst first, and where to look', async () => {
  await open([
    instance('HighErrorRate'),
    instance('ProviderDown', { severity: 'critical', provider: 'openai' }),
    instance('OfAnother', { system: 'otel-genai' }),
  ]);
  expect(await screen.findByText('2 alerts fire')).toBeInTheDocument();
  const [worst, next] = within(screen.getByTestId('firing alerts')).getAllByRole('listitem');
  expect(worst).toHaveTextContent(/^CriticalProviderDownprovider=openaisince /);
  expect(next).toHaveTextContent(/^WarningHighErrorRate/);
  expect(screen.getByRole('link', { name: 'All alerts' })).toHaveAttribute('href', PAGE);
  expect(screen.getAllByRole('link', { name: /Runbook/ })[0]).toHaveAttribute(
    'href',
    'https://grafana.example/public/plugins/choreoai-observability-app/runbooks/choreoai/X.md'
  );
});

it('names three at most, and says how many more there are', async () => {
  await open(['a', 'b', 'c', 'd', 'e'].map((name) => instance(name)));
  expect(await screen.findByText('All alerts, 2 more that fire among them')).toBeInTheDocument();
  expect(within(screen.getByTestId('firing alerts')).getAllByRole('listitem')).toHaveLength(3);
});

it('takes no room where nothing fires, and none on a page that does not tell', async () => {
  await open([instance('OfAnother', { system: 'otel-genai' })]);
  expect(banner()).toBeNull();
});

it('is not on a page that does not tell', async () => {
  const { grafana } = await open([instance('HighErrorRate')], {});
  expect(banner()).toBeNull();
  expect(JSON.stringify(grafana.requests.map(({ targets }) => targets))).not.toContain('ALERTS');
});

it('is about the systems that are selected', async () => {
  const dashboard = await open([instance('OfAnother', { system: 'otel-genai' })]);
  await choose(dashboard, 'system', ['otel-genai']);
  expect(await screen.findByText('OfAnother')).toBeInTheDocument();
});

it('is about one provider on its page', async () => {
  await open([instance('Ours', { provider: 'openai' }), instance('Theirs', { provider: 'anthropic' })], {
    alerts: PAGE,
    only: { provider: ['openai'] },
  });
  expect(await screen.findByText('Ours')).toBeInTheDocument();
  expect(screen.queryByText('Theirs')).toBeNull();
});

it('follows the page’s refresh, and is not asked more often than rules are evaluated', async () => {
  const dashboard = await open([]);
  dashboard.world.firing = [instance('HighErrorRate')];
  await refresh(dashboard);
  expect(banner()).toBeNull();
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 31_000);
  await refresh(dashboard);
  expect(await screen.findByText('An alert fires')).toBeInTheDocument();
  dashboard.world.firing = [];
  jest.spyOn(Date, 'now').mockReturnValue(now + 62_000);
  await refresh(dashboard);
  await waitFor(() => expect(banner()).toBeNull());
});

it('marks in the charts when alerts fired, with one query for all of them', async () => {
  const dashboard = await open([]);
  const asked = () =>
    dashboard.grafana.requests
      .flatMap(({ targets }) => targets as Array<{ expr?: string }>)
      .filter(({ expr = '' }) => expr.startsWith('ALERTS'))
      .map(({ expr }) => expr);
  await waitFor(() => expect(asked()).toEqual(['ALERTS{alertstate="firing",system="choreoai"}']));
  const chart = panel(dashboard, 'requests-by-provider');
  await waitFor(() => expect(chart?.state.$data?.state.data?.annotations?.length).toBeGreaterThan(0));
  await act(async () => undefined);
  await choose(dashboard, 'system', ['otel-genai']);
  await waitFor(() => expect(asked()).toEqual([expect.anything(), 'ALERTS{alertstate="firing",system="otel-genai"}']));
});

it('marks in the charts since when alerts fire that Grafana evaluates', async () => {
  const dashboard = await open([
    instance('OfGrafana', { grafana_folder: 'ChoreoAI Observability' }),
    instance('OfPrometheus'),
  ]);
  const marks = () =>
    panel(dashboard, 'requests-by-provider')
      ?.state.$data?.state.data?.annotations?.flatMap(({ fields }) => fields)
      .filter(({ name }) => name === 'title')
      .flatMap(({ values }) => values as string[]);
  await waitFor(() => expect(marks()).toEqual(['OfGrafana']));
});
