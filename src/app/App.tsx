import type { AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { SceneApp, useSceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense, useState } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { rememberSettings } from '../grafana/settings';
import { alertsPage } from '../pages/alerts/alertsPage';
import { costPage } from '../pages/cost/costPage';
import { dashboardsPage } from '../pages/dashboards/dashboardsPage';
import { overviewPage } from '../pages/overview/overviewPage';
import { pricesPage } from '../pages/prices/pricesPage';
import { withoutPercent } from '../pages/providers/nameInPath';
import { providersPage } from '../pages/providers/providersPage';
import { setupPage } from '../pages/setup/setupPage';
import { systemPage } from '../pages/system/systemPage';
import { systemsPage } from '../pages/systems/systemsPage';
import pluginJson from '../plugin.json';

export { Configuration } from './Configuration';

const ROOT = `/a/${pluginJson.id}`;

const sceneApp = () =>
  new SceneApp({
    pages: [
      overviewPage(ROOT),
      providersPage(ROOT),
      costPage(ROOT),
      systemPage(ROOT),
      alertsPage(ROOT),
      dashboardsPage(ROOT),
      systemsPage(ROOT),
      pricesPage(ROOT),
      setupPage(ROOT),
    ],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });

function Pages() {
  const app = useSceneApp(sceneApp);
  const { pathname, search } = useLocation();
  const stable = withoutPercent(pathname);
  if (stable !== pathname) {
    return <Navigate to={{ pathname: encodeURI(stable), search }} replace />;
  }
  return (
    <Routes>
      <Route index element={<Navigate to="overview" replace />} />
      <Route path="providers/:provider" element={<FirstTab />} />
      <Route path="*" element={<app.Component model={app} />} />
    </Routes>
  );
}

/** A provider's page is one of its tabs. */
function FirstTab() {
  const { pathname, search } = useLocation();
  return <Navigate to={{ pathname: `${encodeURI(pathname)}/health`, search }} replace />;
}

/**
 * Texts are read at render only, so the pages wait for them. Those of scenes, 50 kB, come back with the first translation of
 * the app: until then a page would be in two languages.
 */
const TranslatedPages = lazy(async () => {
  await initPluginTranslations(pluginJson.id);
  return { default: Pages };
});

export default function App({ meta }: AppRootProps) {
  // Before any page draws; a save in this tab is newer, and tells by itself.
  useState(() => rememberSettings(meta?.jsonData));
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <TranslatedPages />
    </Suspense>
  );
}
