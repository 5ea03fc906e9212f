import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { alertsAt } from '../dashboardPage';

/** The alerts' definitions are not loaded before somebody looks at them. */
const Alerts = lazy(() => import(/* webpackChunkName: "set-up" */ './Alerts'));

const Page = () => (
  <Suspense fallback={<LoadingPlaceholder text={t('alerts.loading', 'Looking at the alerts…')} />}>
    <Alerts />
  </Suspense>
);

/** What can go wrong with each system, whether it does, and who is told. */
export const alertsPage = (root: string) =>
  new SceneAppPage({
    title: t('pages.alerts.title', 'Alerts'),
    subTitle: t('pages.alerts.subtitle', 'Alerts of each system: which fire now, and which Grafana watches over.'),
    url: alertsAt(root),
    routePath: 'alerts/*',
    getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: Page }) }),
  });
