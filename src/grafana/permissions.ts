import { config } from '@grafana/runtime';

/** Whether the person may open Explore. Asked of Grafana: a role's name says nothing about its rights. */
export const mayExplore = () => config.bootData.user.permissions?.['datasources:explore'] === true;
