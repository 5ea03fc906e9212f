import { SceneAppPage } from '@grafana/scenes';
import type { DashboardDefinition } from '../definitions/dashboard';
import { defaultDataSource } from '../grafana/dataSources';
import { dataSourceProbe } from '../grafana/dataSourceProbe';
import { mayExplore } from '../grafana/permissions';
import { knownSettings } from '../grafana/settings';
import { dashboardScene, timeControls } from '../scenes/dashboardScene';

interface PageTexts {
  title: string;
  subTitle: string;
}

/** A page that shows a dashboard, at `<root>/<the dashboard's id>`. */
export const dashboardPage = (definition: DashboardDefinition, root: string, texts: PageTexts) =>
  new SceneAppPage({
    ...texts,
    url: `${root}/${definition.id}`,
    routePath: `${definition.id}/*`,
    ...timeControls(definition),
    getScene: () =>
      dashboardScene(definition, `${root}/${definition.id}`, {
        defaultDataSource,
        probe: dataSourceProbe,
        settings: knownSettings,
        mayExplore,
      }),
  });
