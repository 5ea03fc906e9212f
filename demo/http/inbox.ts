/** Where Alertmanager's notifications arrive, so that one can look at them: it stands for a pager. */

import type { IncomingMessage } from 'node:http';
import { json, type Route } from './server';

/** One notification, as Alertmanager's webhook sends it. */
export interface Notification {
  /** When it arrived, ISO 8601. */
  received: string;
  status: string;
  alerts: ReadonlyArray<{
    status: string;
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
  }>;
}

/** Older ones are forgotten. */
const KEPT = 200;

/** More is no notification. In bytes. */
const LARGEST = 1_000_000;

/** `POST /inbox` puts one in, `GET /inbox` shows them, the newest first, `DELETE /inbox` empties it. */
export function inboxRoutes(): Route[] {
  let arrived: Notification[] = [];
  return [
    { method: 'GET', path: '/inbox', answer: ({ response }) => json(response, 200, arrived) },
    {
      method: 'DELETE',
      path: '/inbox',
      answer: ({ response }) => {
        arrived = [];
        json(response, 200, arrived);
      },
    },
    {
      method: 'POST',
      path: '/inbox',
      answer: async ({ request, response }) => {
        const notification = readNotification(await bodyOf(request));
        if (notification === undefined) {
          return json(response, 400, { error: "This takes what Alertmanager's webhook sends." });
        }
        arrived = [notification, ...arrived].slice(0, KEPT);
        json(response, 200, { kept: arrived.length });
      },
    },
  ];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > LARGEST) {
      return '';
    }
  }
  return body;
}

function readNotification(body: string): Notification | undefined {
  try {
    const { status, alerts } = JSON.parse(body) as Partial<Notification>;
    return typeof status === 'string' && Array.isArray(alerts)
      ? { received: new Date().toISOString(), status, alerts }
      : undefined;
  } catch {
    return undefined;
  }
}
