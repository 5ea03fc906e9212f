import { t } from '@grafana/i18n';
import { DASHBOARDS } from '../../definitions/dashboards/dashboards';
import { dashboardPage } from '../dashboardPage';
import { providerPages } from './providerPage';

/** Which provider fails, which is slow: one row each, and below it a page for each. */
export const providersPage = (root: string) =>
  dashboardPage(
    DASHBOARDS.providers,
    root,
    {
      title: t('pages.providers.title', 'Provider health'),
      subTitle: t('pages.providers.subtitle', 'Which provider fails, which is slow, and how much each is asked.'),
    },
    { drilldowns: [{ routePath: ':provider/*', getPage: providerPages(root) }] }
  );
