import { createServer } from 'node:http';
import { portOf } from './target';

/** One notification of Alertmanager's webhook. */
export interface Notification {
  /** In milliseconds since 1970. */
  received: number;
  status: 'firing' | 'resolved';
  groupLabels: Readonly<Record<string, string>>;
  alerts: ReadonlyArray<{ status: string; labels: Readonly<Record<string, string>>; startsAt: string }>;
}

export interface Inbox {
  port: number;
  notifications: readonly Notification[];
  close(): void;
}

/** Takes what Alertmanager sends to a webhook. */
export function openInbox(): Promise<Inbox> {
  const notifications: Notification[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      notifications.push({ ...(JSON.parse(body) as Omit<Notification, 'received'>), received: Date.now() });
      response.end();
    });
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: portOf(server),
        notifications,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      })
    )
  );
}
