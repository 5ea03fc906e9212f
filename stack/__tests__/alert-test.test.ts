import type { AddressInfo } from 'node:net';
import { inboxRoutes } from '../../demo/http/inbox';
import { listen } from '../../demo/http/server';
import { TEST_ALERT } from '../../src/alerts/testAlert';
import { alertTest } from '../alert-test';

/** The inbox, and in place of an Alertmanager one that hands on what it is told, or that keeps it. */
async function servers(handsOn: boolean) {
  const inbox = await listen('the inbox', '127.0.0.1', 0, inboxRoutes());
  const addressOf = (server: typeof inbox) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const demo = addressOf(inbox);
  const manager = await listen('Alertmanager', '127.0.0.1', 0, [
    {
      method: 'POST',
      path: '/api/v2/alerts',
      answer: async ({ request, response }) => {
        let body = '';
        for await (const chunk of request) {
          body += String(chunk);
        }
        response.end();
        if (handsOn) {
          const alerts = JSON.parse(body) as object[];
          await fetch(`${demo}/inbox`, { method: 'POST', body: JSON.stringify({ status: 'firing', alerts }) });
        }
      },
    },
  ]);
  return {
    addresses: { alertmanager: addressOf(manager), demo },
    arrived: async () => JSON.stringify(await (await fetch(`${demo}/inbox`)).json()),
    close: () => [inbox, manager].forEach((server) => server.close()),
  };
}

it('ends once the test alert is in the inbox', async () => {
  const { addresses, arrived, close } = await servers(true);
  try {
    expect(await alertTest(addresses)).toBeLessThan(10);
    expect(await arrived()).toContain(TEST_ALERT);
  } finally {
    close();
  }
});

it('says so where it does not arrive', async () => {
  const { addresses, close } = await servers(false);
  try {
    await expect(alertTest(addresses, 1)).rejects.toThrow(/nothing arrived at http:.*\/inbox/);
  } finally {
    close();
  }
});

it('says so where nothing runs', async () => {
  const nowhere = 'http://127.0.0.1:1';
  await expect(alertTest({ alertmanager: nowhere, demo: nowhere })).rejects.toThrow(/Start the stack with npm start/);
});
