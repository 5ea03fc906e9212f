/** `npm run stack -- alert test`: does an alert arrive? */
import { setTimeout as wait } from 'node:timers/promises';
import type { Notification } from '../demo/http/inbox';
import { testAlert } from '../src/alerts/testAlert';
import { StackFailure } from './failure';

interface Addresses {
  /** Of the Alertmanager and of the demo, which has the inbox; without a slash at the end. */
  alertmanager: string;
  demo: string;
}

/** It waits for others of its group before it tells. */
const PATIENCE_MS = 60_000;
const EVERY_MS = 500;

/**
 * Tells the stack's Alertmanager of a test alert, and waits until the notification is in the demo's inbox.
 * @returns how long that took, in seconds
 * @throws StackFailure where either of them does not answer, or nothing arrives
 */
export async function alertTest({ alertmanager, demo }: Addresses, patience = PATIENCE_MS): Promise<number> {
  const alert = testAlert(new Date());
  const began = Date.now();
  await ask(`${alertmanager}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([alert]),
  });
  while (Date.now() - began < patience) {
    const inbox = (await (await ask(`${demo}/inbox`)).json()) as Notification[];
    if (inbox.some(({ alerts }) => alerts.some(({ labels }) => labels.sent === alert.labels.sent))) {
      return (Date.now() - began) / 1000;
    }
    await wait(EVERY_MS);
  }
  throw new StackFailure(
    `${alertmanager} took the alert, and nothing arrived at ${demo}/inbox within ${patience / 1000} s: look at its log.`
  );
}

async function ask(url: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new StackFailure(
      `Nothing answers at ${url}. Start the stack with npm start; with --port-offset, say it here, too.`
    );
  }
  if (!response.ok) {
    throw new StackFailure(`${url} answers ${response.status}: ${await response.text()}`);
  }
  return response;
}
