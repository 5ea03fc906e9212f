import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

/** Few people come here, and rarely: it is loaded when they do. */
const Dashboards = lazy(() => import(/* webpackChunkName: "set-up" */ './Dashboards'));

const Page = () => (
  <Suspense fallback={<LoadingPlaceholder text={t('dashboards.loading', 'Looking at the dashboards…')} />}>
    <Dashboards />
  </Suspense>
);

/** What dashboards there are, how each stands in Grafana, and what can be done about it. */
export const dashboardsPage = (root: string) =>
  new SceneAppPage({
    title: t('pages.dashboards.title', 'Dashboards'),
    subTitle: t('pages.dashboards.subtitle', 'Dashboards of each system, to install in Grafana and to make your own.'),
    url: `${root}/dashboards`,
    routePath: 'dashboards/*',
    getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: Page }) }),
  });
