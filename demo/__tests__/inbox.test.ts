import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inboxRoutes } from '../http/inbox';
import { closeServer, listen } from '../http/server';

let server: Server;
let url: string;

beforeAll(async () => {
  server = await listen('the inbox', '127.0.0.1', 0, inboxRoutes());
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inbox`;
});

afterAll(() => closeServer(server));

const post = (body: string) => fetch(url, { method: 'POST', body });
const inbox = async () => (await fetch(url)).json();

it('keeps what Alertmanager sends, the newest first, until it is emptied', async () => {
  await post(JSON.stringify({ status: 'firing', alerts: [{ labels: { alertname: 'ServiceDown' } }] }));
  await post(JSON.stringify({ status: 'resolved', alerts: [] }));
  expect(await inbox()).toMatchObject([{ status: 'resolved' }, { status: 'firing' }]);
  await fetch(url, { method: 'DELETE' });
  expect(await inbox()).toEqual([]);
});

it.each(['', 'null', '[]', '{"status":1}', '{"status":"firing"}'])('refuses %p', async (body) => {
  expect((await post(body)).status).toBe(400);
});
