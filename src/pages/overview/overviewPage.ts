import { t } from '@grafana/i18n';
import { DASHBOARDS } from '../../definitions/dashboards/dashboards';
import { alertsAt, dashboardPage } from '../dashboardPage';

/** The first page: is it healthy, who is failing, how slow, how much. */
export const overviewPage = (root: string) =>
  dashboardPage(
    DASHBOARDS.overview,
    root,
    {
      title: t('pages.overview.title', 'Overview'),
      subTitle: t('pages.overview.subtitle', 'Requests, errors, latency and tokens of your LLM systems.'),
    },
    { alerts: alertsAt(root) }
  );
