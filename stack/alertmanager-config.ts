import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from './state';

/** What the plugin ships for a real one. */
const SHIPPED = path.join(ROOT, 'alerting/alertmanager/alertmanager.yml');

/** Of a stack that one looks at: nobody waits for a notification. */
const SOON = { group_wait: '5s', group_interval: '10s', repeat_interval: '4h' };

/** The dev Alertmanager: it groups and inhibits as the shipped one does, and sends all to one inbox. @param inbox its URL */
export function alertmanagerConfig(inbox: string): string {
  const { route, inhibit_rules: inhibitions } = parse(readFileSync(SHIPPED, 'utf8'));
  return stringify({
    route: { group_by: route.group_by, ...SOON, receiver: 'inbox' },
    inhibit_rules: inhibitions,
    receivers: [{ name: 'inbox', webhook_configs: [{ url: inbox, send_resolved: true }] }],
  });
}
