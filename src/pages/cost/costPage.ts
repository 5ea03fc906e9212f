import { t } from '@grafana/i18n';
import { DASHBOARDS } from '../../definitions/dashboards/dashboards';
import { dashboardPage } from '../dashboardPage';

/** What is spent, on what, and how much of the budgets that is. */
export const costPage = (root: string) =>
  dashboardPage(DASHBOARDS.cost, root, {
    title: t('pages.cost.title', 'Cost tracking'),
    subTitle: t('pages.cost.subtitle', 'Spend, tokens and budgets of your LLM systems, in US dollars.'),
  });
