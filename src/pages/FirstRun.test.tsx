import { render, screen } from '@testing-library/react';
import React from 'react';
import { fakeGrafana } from '../../tests/grafanaRuntime';
import { rememberSettings } from '../grafana/settings';
import { FirstRun } from './FirstRun';

const SETUP = '/a/choreoai-observability-app/setup';

beforeEach(() => rememberSettings({}));

it.each([
  ['there is no Prometheus', [], 'Grafana has no Prometheus data source'],
  ['nobody has chosen one', [{ uid: 'prom', name: 'Prometheus' }], 'Nobody has chosen a Prometheus yet'],
])('where %s, a page leads to Setup', (_, dataSources, title) => {
  fakeGrafana().dataSources = dataSources;
  render(<FirstRun />);
  expect(screen.getByText(title)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Open Setup' })).toHaveAttribute('href', SETUP);
});

it.each([
  ['is the default', true, {}],
  ['is the one that the settings name', false, { dataSources: { metrics: 'prom' } }],
])('where a Prometheus %s, a page says nothing', (_, isDefault, settings) => {
  fakeGrafana().dataSources = [{ uid: 'prom', name: 'Prometheus', isDefault }];
  rememberSettings(settings);
  const { container } = render(<FirstRun />);
  expect(container).toBeEmptyDOMElement();
});
