import { locationService } from '@grafana/runtime';
import { SceneApp, sceneGraph, VizPanel, type SceneAppPage } from '@grafana/scenes';
import { act, render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { of } from 'rxjs';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana, line, type FakeGrafana } from '../../../tests/grafanaRuntime';
import { prometheusWith } from '../../../tests/openDashboard';
import { HOSTILE_VALUES } from '../../../tests/promql/hostile';
import { CHOREOAI, OTEL_GENAI } from '../../doctor/fakePrometheus';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { rememberSettings } from '../../grafana/settings';
import { equals, selector as written } from '../../promql/matcher';
import { inPath } from './nameInPath';
import { providersPage } from './providersPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  ...jest.requireActual('../../../tests/pluginPage'),
}));
jest.mock('../../grafana/dataSourceProbe');
jest.mock('../../grafana/permissions');

/** Opens an address of the app. */
async function openPage(path: string): Promise<{ grafana: FakeGrafana; page: SceneAppPage }> {
  const grafana = fakeGrafana();
  grafana.dataSources.push({ uid: 'other', name: 'The other' });
  grafana.answer = of([line('openai', { provider: 'openai' })]);
  jest
    .mocked(dataSourceProbe)
    .mockReset()
    .mockReturnValue(
      prometheusWith({ choreoai: CHOREOAI, 'otel-genai': OTEL_GENAI }, { provider: ['anthropic', 'openai'] })
    );
  locationService.push(path);
  const page = providersPage('');
  const app = new SceneApp({
    pages: [page],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });
  render(
    <GrafanaRouter>
      <app.Component model={app} />
    </GrafanaRouter>
  );
  await waitFor(() => expect(grafana.requests.length).toBeGreaterThan(0));
  return { grafana, page };
}

const open = async (path: string) => (await openPage(path)).grafana;

/** The panels of the provider's page that the address names. */
function panelsOf(page: SceneAppPage, key: string): VizPanel[] {
  const { pathname: url } = locationService.getLocation();
  const [, , name = '', tab = ''] = url.split('/');
  const match = { params: { provider: decodeURIComponent(name) }, isExact: false, path: url, url };
  const scene = page.state.drilldowns?.[0]
    ?.getPage(match, page)
    .state.tabs?.find(({ state }) => state.routePath.startsWith(tab))
    ?.getScene(match);
  return scene
    ? sceneGraph
        .findAllObjects(scene, (object) => object instanceof VizPanel && object.state.key === key)
        .filter((object): object is VizPanel => object instanceof VizPanel)
    : [];
}

const expressions = ({ requests }: FakeGrafana) =>
  requests.flatMap(({ targets }) => targets.map((target) => String((target as { expr?: string }).expr)));

/** The condition as a query has it. */
const condition = (provider: string) => written('x', [equals('provider', provider)]).slice(2, -1);

const pathOf = (provider: string) => `/providers/${inPath(provider)}`;

beforeEach(() => rememberSettings(undefined));

it('has a table of all providers and charts by provider', async () => {
  await open('/providers');
  expect(await screen.findByRole('heading', { level: 1, name: 'Provider health' })).toBeInTheDocument();
  expect(screen.getByText('Share slower than 5 s by provider')).toBeInTheDocument();
});

it('a provider has a page of its own, which its address alone opens', async () => {
  const grafana = await open(`${pathOf('openai')}/health?var-system=choreoai&var-ds=other&from=now-6h&to=now`);
  expect(await screen.findByRole('heading', { level: 1, name: 'openai' })).toBeInTheDocument();
  expect(screen.getByText('Last 6 hours')).toBeInTheDocument();
  await waitFor(() => expect(expressions(grafana).length).toBeGreaterThan(8));
  expect(expressions(grafana).filter((expr) => !expr.includes(condition('openai')))).toEqual([]);
  expect(new Set(jest.mocked(dataSourceProbe).mock.calls.flat())).toEqual(new Set(['other']));
});

const TABS: ReadonlyArray<[tab: string, panel: string]> = [
  ['health', 'At a glance'],
  ['models', 'Models at a glance'],
  ['errors', 'Error types'],
  ['latency', 'Latency heatmap'],
  ['limits', 'Rate limits'],
];

it.each(TABS)('its tab %s has an address too, and keeps range, data source and system', async (tab, text) => {
  const grafana = await open(`${pathOf('openai')}/${tab}?var-system=choreoai&var-ds=other&from=now-6h&to=now`);
  expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
  expect(screen.getByText('Last 6 hours')).toBeInTheDocument();
  await waitFor(() => expect(expressions(grafana).length).toBeGreaterThan(0));
  expect(expressions(grafana).filter((expr) => !expr.includes(condition('openai')))).toEqual([]);
  expect(locationService.getSearchObject()).toMatchObject({ 'var-ds': 'other', 'var-system': 'choreoai' });
});

it('the way back leads to all providers, with range, data source and system', async () => {
  await open('/providers?var-system=choreoai&var-ds=other&from=now-6h&to=now');
  await screen.findByRole('heading', { level: 1, name: 'Provider health' });
  act(() => locationService.push(`${pathOf('openai')}/health${locationService.getLocation().search}`));
  await screen.findByRole('heading', { level: 1, name: 'openai' });
  act(() => locationService.getHistory().goBack());
  expect(await screen.findByRole('heading', { level: 1, name: 'Provider health' })).toBeInTheDocument();
  expect(screen.getByText('Last 6 hours')).toBeInTheDocument();
  expect(locationService.getSearchObject()).toMatchObject({ 'var-ds': 'other', 'var-system': 'choreoai' });
});

it.each([
  ...HOSTILE_VALUES,
  'a/b',
  '../../admin',
  '50%',
  '<script>alert(1)</script>',
  'it\'s "quoted"',
  'a?b#c&var-ds=x',
])('a provider may be called %j', async (provider) => {
  const grafana = await open(`${pathOf(provider)}/health?var-system=choreoai`);
  const heading = await screen.findByRole('heading', { level: 1 });
  expect(heading.textContent).toBe(provider);
  await waitFor(() => expect(expressions(grafana).length).toBeGreaterThan(8));
  expect(expressions(grafana).filter((expr) => !expr.includes(condition(provider)))).toEqual([]);
  expect(document.querySelector('script')).toBeNull();
  expect(screen.queryByText('Status page')).toBeNull();
});

it('what nobody can be named for is unattributed: an empty label, and a model of nobody', async () => {
  const grafana = await open('/providers/unknown/health?var-system=choreoai');
  expect(await screen.findByRole('heading', { level: 1, name: 'Unattributed' })).toBeInTheDocument();
  expect(screen.getByText(/Calls that name no provider/)).toBeInTheDocument();
  await waitFor(() => expect(expressions(grafana).length).toBeGreaterThan(8));
  // An empty label is that of alerts about all providers, too.
  const alerts = 'ALERTS{alertstate="firing",system="choreoai",provider="unknown"}';
  expect(expressions(grafana).filter((expr) => !expr.includes('provider=~"unknown|"'))).toEqual([alerts]);
});

it('a provider’s status page opens beside the app, and learns nothing of it', async () => {
  await open(`${pathOf('openai')}/health`);
  const link = await screen.findByRole('link', { name: 'Status page' });
  expect(link).toHaveAttribute('href', 'https://status.openai.com');
  expect(link).toHaveAttribute('target', '_blank');
  expect(link).toHaveAttribute('rel', 'noopener noreferrer');
});

it.each<[string, unknown, string]>([
  ['what is usual where nothing is set', undefined, '6,000'],
  ['what is set under another name of the provider', { version: 1, limits: { 'aws.bedrock': { rpm: 600 } } }, '600'],
])('requests are drawn against %s', async (_, stored, rpm) => {
  rememberSettings(stored);
  const { page } = await openPage(`${pathOf('amazon')}/limits?var-system=choreoai`);
  await screen.findByText('Requests per minute');
  await waitFor(() => expect(panelsOf(page, 'requests-against-limit')).toHaveLength(1));
  const [requests] = panelsOf(page, 'requests-against-limit');
  expect(requests?.state.description).toContain(`The limit in the settings is ${rpm};`);
});
