import { config } from '@grafana/runtime';

/** Asked of Grafana: a role's name says nothing about its rights. */
const may = (right: string) => config.bootData.user.permissions?.[right] === true;

/** Whether the person may open Explore. */
export const mayExplore = () => may('datasources:explore');

/** The right that saving the app's settings needs. */
export const WRITE_SETTINGS = 'plugins:write';

/** Whether the person may save the app's settings. */
export const mayWriteSettings = () => may(WRITE_SETTINGS);

/** The rights that dashboards need, as Grafana calls them. */
export const DASHBOARD_RIGHTS = {
  create: 'dashboards:create',
  write: 'dashboards:write',
  remove: 'dashboards:delete',
  createFolder: 'folders:create',
} as const;

/** Whether the person may create dashboards somewhere; a folder may still refuse. */
export const mayCreateDashboards = () => may(DASHBOARD_RIGHTS.create);

/** Whether the person may create folders. */
export const mayCreateFolders = () => may(DASHBOARD_RIGHTS.createFolder);

/** The rights that alert rules need, as Grafana calls them. */
export const ALERT_RIGHTS = {
  create: 'alert.rules:create',
  write: 'alert.rules:write',
  remove: 'alert.rules:delete',
} as const;

/** Whether the person may do that to alert rules; a folder may still refuse. */
export const mayChangeAlerts = (right: keyof typeof ALERT_RIGHTS) => may(ALERT_RIGHTS[right]);

/** The rights that data sources need, as Grafana calls them. */
export const DATA_SOURCE_RIGHTS = { create: 'datasources:create', write: 'datasources:write' } as const;

/** Whether the person may add data sources. */
export const mayCreateDataSources = () => may(DATA_SOURCE_RIGHTS.create);

/** Whether the person may change settings of data sources; those from files refuse it to everybody. */
export const mayWriteDataSources = () => may(DATA_SOURCE_RIGHTS.write);

/** The rights that notifications need, in Grafana's own Alertmanager and in others: any one of a list will do. */
const NOTIFICATION_RIGHTS = {
  silence: {
    own: ['alert.instances:create', 'alert.silences:create'],
    external: ['alert.instances.external:write'],
  },
  test: {
    own: ['alert.notifications:write', 'alert.notifications.receivers:test'],
    external: ['alert.instances.external:write'],
  },
} as const;

/** The right that the person lacks to do that; undefined where they may. */
export const missingForNotifications = (
  what: keyof typeof NOTIFICATION_RIGHTS,
  where: 'own' | 'external'
): string | undefined => {
  const rights = NOTIFICATION_RIGHTS[what][where];
  return rights.some(may) ? undefined : rights[0];
};
