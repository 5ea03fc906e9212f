import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

/** Few people come here, and rarely: it is loaded when they do. */
const Prices = lazy(() => import(/* webpackChunkName: "set-up" */ './Prices'));

const Page = () => (
  <Suspense fallback={<LoadingPlaceholder text={t('settings.loading', 'Reading the settings…')} />}>
    <Prices />
  </Suspense>
);

/** What models cost, and what may be spent. */
export const pricesPage = (root: string) =>
  new SceneAppPage({
    title: t('pages.prices.title', 'Prices'),
    subTitle: t('pages.prices.subtitle', 'What models cost, and what may be spent, in US dollars.'),
    url: `${root}/prices`,
    routePath: 'prices/*',
    getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: Page }) }),
  });
