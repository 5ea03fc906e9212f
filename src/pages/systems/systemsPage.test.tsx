import { locationService } from '@grafana/runtime';
import { SceneApp } from '@grafana/scenes';
import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import { prometheusWith } from '../../../tests/openDashboard';
import { CHOREOAI } from '../../doctor/fakePrometheus';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { knownSettings, loadSettings } from '../../grafana/settings';
import { parseSettings } from '../../settings/parse';
import { NO_SETTINGS } from '../../settings/schema';
import { systemsPage } from './systemsPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  ...jest.requireActual('../../../tests/pluginPage'),
}));
jest.mock('../../grafana/dataSourceProbe');
jest.mock('../../grafana/settings');
jest.mock('../../grafana/permissions');

it('asks the data source that the address names', async () => {
  fakeGrafana().dataSources.push({ uid: 'other', name: 'The other' });
  jest.mocked(dataSourceProbe).mockReturnValue(prometheusWith({ gateway: CHOREOAI }));
  jest.mocked(knownSettings).mockReturnValue(NO_SETTINGS);
  jest
    .mocked(loadSettings)
    .mockResolvedValue({ kind: 'loaded', stored: { ...parseSettings(undefined), provisioned: false } });
  locationService.push('/systems?var-ds=other');
  const app = new SceneApp({ pages: [systemsPage('')], urlSyncOptions: { updateUrlOnInit: true } });
  render(
    <GrafanaRouter>
      <app.Component model={app} />
    </GrafanaRouter>
  );
  expect(await screen.findByRole('heading', { level: 1, name: 'Systems' })).toBeInTheDocument();
  expect(await screen.findByText(/^Detected: ChoreoAI/)).toBeInTheDocument();
  await waitFor(() => expect(new Set(jest.mocked(dataSourceProbe).mock.calls.flat())).toEqual(new Set(['other'])));
});
