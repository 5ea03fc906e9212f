import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense, useState } from 'react';
import { rememberSettings } from '../grafana/settings';
import pluginJson from '../plugin.json';

/** Texts are read at render only, so the form waits for them. */
const Form = lazy(async () => {
  await initPluginTranslations(pluginJson.id);
  return import(/* webpackChunkName: "set-up" */ '../pages/setup/Configuration');
});

/** A tab of the app's own page among Grafana's plugins. */
export function Configuration({ plugin }: PluginConfigPageProps<AppPluginMeta>) {
  // Before the form draws; a save in this tab is newer, and tells by itself.
  useState(() => rememberSettings(plugin.meta.jsonData));
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <Form />
    </Suspense>
  );
}
