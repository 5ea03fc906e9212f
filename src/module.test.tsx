import type { AppRootProps } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import React from 'react';

const mockLoaded: string[] = [];

jest.mock('@grafana/scenes', () => {
  mockLoaded.push('scenes');
  return {};
});

jest.mock('./app/App', () => {
  mockLoaded.push('app');
  return { __esModule: true, default: () => 'The app' };
});

it('loads the app when it is opened, and next to nothing before: Grafana loads this module for everybody', async () => {
  const { plugin } = await import('./module');
  expect(mockLoaded).toEqual([]);
  const Root = plugin.root as React.ComponentType<AppRootProps>;
  render(<Root {...({} as AppRootProps)} />);
  expect(await screen.findByText('The app')).toBeInTheDocument();
  expect(mockLoaded).toEqual(['app']);
});
