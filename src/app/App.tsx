import type { AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { loadResources, SceneApp, useSceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense, useState } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { rememberSettings } from '../grafana/settings';
import { costPage } from '../pages/cost/costPage';
import { overviewPage } from '../pages/overview/overviewPage';
import { pricesPage } from '../pages/prices/pricesPage';
import { systemPage } from '../pages/system/systemPage';
import pluginJson from '../plugin.json';

const ROOT = `/a/${pluginJson.id}`;

const sceneApp = () =>
  new SceneApp({
    pages: [overviewPage(ROOT), costPage(ROOT), systemPage(ROOT), pricesPage(ROOT)],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });

function Pages() {
  const app = useSceneApp(sceneApp);
  return (
    <Routes>
      <Route index element={<Navigate to="overview" replace />} />
      <Route path="*" element={<app.Component model={app} />} />
    </Routes>
  );
}

/** Texts are read at render only, so the pages wait for them. */
const TranslatedPages = lazy(async () => {
  await initPluginTranslations(pluginJson.id, [loadResources]);
  return { default: Pages };
});

export default function App({ meta }: AppRootProps) {
  // Before any page draws; a save in this tab is newer, and tells by itself.
  useState(() => rememberSettings(meta.jsonData));
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <TranslatedPages />
    </Suspense>
  );
}
