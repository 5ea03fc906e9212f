import { config } from '@grafana/runtime';

/** What links from outside begin with: where this Grafana says that it is, without a slash at the end. */
export const grafanaAddress = (): string => config.appUrl.replace(/\/$/, '');
