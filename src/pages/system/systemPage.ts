import { t } from '@grafana/i18n';
import { DASHBOARDS } from '../../definitions/dashboards/dashboards';
import { dashboardPage } from '../dashboardPage';

/** What the systems run on: scrape health, processes, machines, containers, Redis and PostgreSQL. */
export const systemPage = (root: string) =>
  dashboardPage(DASHBOARDS.system, root, {
    title: t('pages.system.title', 'System metrics'),
    subTitle: t('pages.system.subtitle', 'What your systems run on: processes, machines, containers and databases.'),
  });
