import type { AppRootProps } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { act, render, screen } from '@testing-library/react';
import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { GrafanaRouter } from '../../tests/grafanaRouter';
import { fakeGrafana } from '../../tests/grafanaRuntime';
import App from './App';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  ...jest.requireActual('../../tests/pluginPage'),
}));

jest.mock('@grafana/i18n', () => {
  const actual = jest.requireActual<typeof import('@grafana/i18n')>('@grafana/i18n');
  return { ...actual, initPluginTranslations: jest.fn(actual.initPluginTranslations), t: jest.fn(actual.t) };
});

/** Opens the app where Grafana puts it. */
function open(path: string) {
  fakeGrafana().dataSources = [];
  locationService.push(path);
  render(
    <GrafanaRouter>
      <Routes>
        <Route path="/a/:pluginId/*" element={<App {...({ meta: {} } as AppRootProps)} />} />
      </Routes>
    </GrafanaRouter>
  );
}

it('shows a page once its texts are there', async () => {
  let arrive = () => {};
  const texts = new Promise<void>((resolve) => (arrive = resolve));
  jest.mocked(initPluginTranslations).mockImplementation(() => texts.then(() => ({ language: 'en-US' })));
  open('/a/choreoai-observability-app/overview');
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  expect(t).not.toHaveBeenCalledWith('pages.overview.title', 'Overview');
  expect(screen.queryByText('Overview')).toBeNull();

  arrive();
  expect(await screen.findByText('Overview')).toBeInTheDocument();
  expect(screen.getByText('Requests, errors, latency and tokens of your LLM systems.')).toBeInTheDocument();
  expect(t).toHaveBeenCalledWith('pages.overview.title', 'Overview');
  expect(initPluginTranslations).toHaveBeenCalledWith('choreoai-observability-app');
});

it('leads from its root to the first page', async () => {
  open('/a/choreoai-observability-app');
  expect(await screen.findByText('Overview')).toBeInTheDocument();
  expect(locationService.getLocation().pathname).toBe('/a/choreoai-observability-app/overview');
});

it.each(['openai', 'a/b', '50%', '<b>'])(
  'leads from the provider %s to its first tab, and keeps what is selected',
  async (name) => {
    open(`/a/choreoai-observability-app/providers/${encodeURIComponent(name)}?from=now-6h&to=now`);
    expect(await screen.findByRole('heading', { level: 1, name })).toBeInTheDocument();
    expect(locationService.getLocation().pathname).toMatch(/\/health$/);
    // The router says of a percent sign that it is none of an escape, before the app has brought it to one.
    jest.mocked(console.warn).mockClear();
    expect(screen.getByText('Last 6 hours')).toBeInTheDocument();
  }
);
