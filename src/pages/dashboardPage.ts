import { SceneAppPage, type SceneAppPageState } from '@grafana/scenes';
import type { Addresses } from '../compile/view';
import type { DashboardDefinition } from '../definitions/dashboard';
import { readFiring } from '../grafana/alerting';
import { grafanaAddress } from '../grafana/address';
import { defaultDataSource } from '../grafana/dataSources';
import { dataSourceProbe } from '../grafana/dataSourceProbe';
import { mayExplore } from '../grafana/permissions';
import { knownSettings } from '../grafana/settings';
import type { Access } from '../scenes/access';
import type { About } from '../scenes/DashboardBody';
import { dashboardScene, timeControls } from '../scenes/dashboardScene';
import { SaveCopy } from './dashboards/SaveCopy';

interface PageTexts {
  title: string;
  subTitle: string;
}

/** What the pages' scenes ask of Grafana. */
export const access: Access = {
  defaultDataSource,
  probe: dataSourceProbe,
  settings: knownSettings,
  firing: readFiring,
  grafana: grafanaAddress,
  mayExplore,
};

/** Where the app's pages are. @param root the app's own path */
export const addressesAt = (root: string): Required<Addresses> => ({
  dashboard: (id) => `${root}/${id}`,
  provider: (encodedName) => `${root}/providers/${encodedName}`,
});

/** Where the page with all alerts is. @param root the app's own path */
export const alertsAt = (root: string) => `${root}/alerts`;

/** A page that shows a dashboard, at `<root>/<the dashboard's id>`. */
export const dashboardPage = (
  definition: DashboardDefinition,
  root: string,
  texts: PageTexts,
  { alerts, ...more }: Pick<SceneAppPageState, 'drilldowns'> & Pick<About, 'alerts'> = {}
) =>
  new SceneAppPage({
    ...texts,
    ...more,
    url: `${root}/${definition.id}`,
    routePath: `${definition.id}/*`,
    ...timeControls(definition),
    getScene: () =>
      dashboardScene(definition, `${root}/${definition.id}`, access, { addresses: addressesAt(root), alerts }, [
        new SaveCopy({ definition }),
      ]),
  });
