import { config } from '@grafana/runtime';

/** Asked of Grafana: a role's name says nothing about its rights. */
const may = (right: string) => config.bootData.user.permissions?.[right] === true;

/** Whether the person may open Explore. */
export const mayExplore = () => may('datasources:explore');

/** The right that saving the app's settings needs. */
export const WRITE_SETTINGS = 'plugins:write';

/** Whether the person may save the app's settings. */
export const mayWriteSettings = () => may(WRITE_SETTINGS);
