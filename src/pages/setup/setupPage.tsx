import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

/** Most people come here once: it is loaded when they do. */
const Setup = lazy(() => import(/* webpackChunkName: "set-up" */ './Setup'));

const Page = () => (
  <Suspense fallback={<LoadingPlaceholder text={t('setup.loading', 'Opening the setup…')} />}>
    <Setup />
  </Suspense>
);

/** From an installed plugin to one's data on the screen: what is there, what is wrong with it, and what to do. */
export const setupPage = (root: string) =>
  new SceneAppPage({
    title: t('pages.setup.title', 'Setup'),
    subTitle: t('pages.setup.subtitle', 'What is there, what is missing or wrong, and how to mend it.'),
    url: `${root}/setup`,
    routePath: 'setup/*',
    getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: Page }) }),
  });
