import type { PluginPageProps } from '@grafana/runtime';
import React from 'react';

/**
 * Grafana's frame around a page of an app, which only Grafana itself has. For `jest.mock`:
 * `() => ({ ...jest.requireActual('@grafana/runtime'), ...jest.requireActual('…/tests/pluginPage') })`
 */
export const PluginPage = ({ pageNav, subTitle, actions, children }: PluginPageProps) => (
  <main>
    <h1>{pageNav?.text}</h1>
    <p>{subTitle}</p>
    <div>{actions}</div>
    {children}
  </main>
);
