import { t } from '@grafana/i18n';
import { SceneAppPage } from '@grafana/scenes';
import { DASHBOARDS } from '../../definitions/dashboards/dashboards';
import { defaultDataSource } from '../../grafana/dataSources';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { mayExplore } from '../../grafana/permissions';
import { dashboardScene, timeControls } from '../../scenes/dashboardScene';

/** The first page: is it healthy, who is failing, how slow, how much. */
export const overviewPage = (root: string) =>
  new SceneAppPage({
    title: t('pages.overview.title', 'Overview'),
    subTitle: t('pages.overview.subtitle', 'Requests, errors, latency and tokens of your LLM systems.'),
    url: `${root}/overview`,
    routePath: 'overview/*',
    ...timeControls(DASHBOARDS.overview),
    getScene: () =>
      dashboardScene(DASHBOARDS.overview, `${root}/overview`, {
        defaultDataSource,
        probe: dataSourceProbe,
        mayExplore,
      }),
  });
