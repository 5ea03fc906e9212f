import { listen } from '../../../stack/doctor/bad-servers';

/** One notification of Alertmanager's webhook. */
export interface Notification {
  /** In milliseconds since 1970. */
  received: number;
  status: 'firing' | 'resolved';
  groupLabels: Readonly<Record<string, string>>;
  alerts: ReadonlyArray<{ status: string; labels: Readonly<Record<string, string>>; startsAt: string }>;
}

export interface Inbox {
  url: string;
  notifications: readonly Notification[];
  close(): Promise<void>;
}

/** Takes what Alertmanager sends to a webhook. */
export async function openInbox(): Promise<Inbox> {
  const notifications: Notification[] = [];
  const { url, close } = await listen((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      notifications.push({ ...(JSON.parse(body) as Omit<Notification, 'received'>), received: Date.now() });
      response.end();
    });
  });
  return { url, notifications, close };
}
