import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { fakeGrafana } from '../../tests/grafanaRuntime';
import { mayWriteSettings } from '../grafana/permissions';
import { loadSettings } from '../grafana/settings';
import { parseSettings } from '../settings/parse';
import { Configuration } from './Configuration';

jest.mock('../grafana/settings');
jest.mock('../grafana/permissions', () => ({
  ...jest.requireActual('../grafana/permissions'),
  mayWriteSettings: jest.fn(),
}));

async function open(provisioned: boolean) {
  fakeGrafana();
  jest.mocked(mayWriteSettings).mockReturnValue(true);
  const stored = { ...parseSettings({ version: 1, dataSources: { metrics: 'prom' } }), provisioned };
  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored });
  render(<Configuration {...({ plugin: { meta: {} } } as PluginConfigPageProps<AppPluginMeta>)} />);
  return screen.findByLabelText('Metrics');
}

it('holds the form of the page Setup, and leads to the others', async () => {
  expect(await open(false)).toHaveValue('Prometheus');
  expect(screen.getByRole('button', { name: 'Save' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Setup' })).toHaveAttribute('href', '/a/choreoai-observability-app/setup');
});

it('shows settings that come from a file, and where to change them', async () => {
  expect(await open(true)).toBeDisabled();
  expect(screen.getByText(/These settings come from a file under provisioning\/plugins/)).toBeVisible();
});
