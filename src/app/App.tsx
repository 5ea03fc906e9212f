import type { AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { loadResources, SceneApp, useSceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { keepSettings } from '../grafana/settings';
import { overviewPage } from '../pages/overview/overviewPage';
import { providersPage } from '../pages/providers/providersPage';
import { systemPage } from '../pages/system/systemPage';
import pluginJson from '../plugin.json';

const ROOT = `/a/${pluginJson.id}`;

const sceneApp = () =>
  new SceneApp({
    pages: [overviewPage(ROOT), providersPage(ROOT), systemPage(ROOT)],
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
  keepSettings(meta?.jsonData);
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <TranslatedPages />
    </Suspense>
  );
}
