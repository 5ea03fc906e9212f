import { locationService } from '@grafana/runtime';
import { SceneApp } from '@grafana/scenes';
import { SeriesVisibilityChangeMode } from '@grafana/ui';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { of } from 'rxjs';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana, line } from '../../../tests/grafanaRuntime';
import { panel, prometheusWith, queriesOf } from '../../../tests/openDashboard';
import { CHOREOAI, OTEL_GENAI } from '../../doctor/fakePrometheus';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { mayExplore } from '../../grafana/permissions';
import { overviewPage } from './overviewPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  ...jest.requireActual('../../../tests/pluginPage'),
}));
jest.mock('../../grafana/dataSourceProbe');
jest.mock('../../grafana/permissions');

/** Opens the page at an address, in a Grafana with three data sources. */
async function open(search = '') {
  const grafana = fakeGrafana();
  grafana.dataSources.push({ uid: 'main', name: 'The default', isDefault: true }, { uid: 'other', name: 'The other' });
  grafana.answer = of([line('openai', { provider: 'openai' })]);
  jest
    .mocked(dataSourceProbe)
    .mockReset()
    .mockReturnValue(
      prometheusWith({ choreoai: CHOREOAI, 'otel-genai': OTEL_GENAI }, { provider: ['anthropic', 'openai'] })
    );
  locationService.push(`/overview${search}`);
  const page = overviewPage('');
  const app = new SceneApp({ pages: [page], urlSyncOptions: { updateUrlOnInit: true } });
  render(
    <GrafanaRouter>
      <app.Component model={app} />
    </GrafanaRouter>
  );
  await screen.findByText('Requests/min');
  await waitFor(() => expect(grafana.requests.length).toBeGreaterThan(10));
  return { scene: page };
}

it('has its title, the range and refresh of its dashboard, and its panels', async () => {
  await open();
  expect(screen.getByText('Overview')).toBeInTheDocument();
  expect(screen.getByText('Last 1 hour')).toBeInTheDocument();
  expect(screen.getByText('10s')).toBeInTheDocument();
  expect(screen.getByText('Error ratio by provider')).toBeInTheDocument();
});

it.each([
  ['Grafana’s default', '', 'main'],
  ['the one that its address names', '?var-ds=other', 'other'],
])('asks one data source: %s', async (_, search, uid) => {
  await open(search);
  expect(new Set(jest.mocked(dataSourceProbe).mock.calls.flat())).toEqual(new Set([uid]));
});

it('shows what its address says', async () => {
  const page = await open('?var-provider=openai&var-system=choreoai&from=now-6h&to=now');
  expect(queriesOf(page, 'requests-per-minute').join()).toContain('job="choreoai",');
  expect(queriesOf(page, 'requests-per-minute').join()).toContain('provider="openai"');
  expect(screen.getByText('Last 6 hours')).toBeInTheDocument();
});

it('writes a selection into its address', async () => {
  const page = await open();
  expect(locationService.getSearch().getAll('var-system')).toEqual(['choreoai']);
  await act(async () =>
    panel(page, 'requests-by-provider')
      ?.getPanelContext()
      .onToggleSeriesVisibility?.('openai', SeriesVisibilityChangeMode.ToggleSelection)
  );
  expect(locationService.getSearch().getAll('var-provider')).toEqual(['openai']);
});

it.each([
  [true, 'Explore'],
  [false, 'Explore needs the right datasources:explore'],
])('offers Explore by the right to it: %p', async (allowed, text) => {
  jest.mocked(mayExplore).mockReturnValue(allowed);
  await open();
  await userEvent.click(screen.getByLabelText('Menu for panel Throughput'));
  expect(await screen.findByText(text)).toBeInTheDocument();
});
