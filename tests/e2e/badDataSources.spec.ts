import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { always, emptyPrometheus, freePort, HOST, listen, SIGN_IN } from '../../stack/doctor/bad-servers';
import { addDataSource } from './grafana';
import { expect, test } from './test';
import { live } from './where';

/** What each bad server is, the kind of problem that the app must see in it, and words that only it gets. */
const BAD: ReadonlyArray<{ name: string; handle?: RequestListener; kind: string; words: RegExp }> = [
  { name: 'Nobody listens', kind: 'unreachable', words: /cannot be reached: .*connection refused/ },
  {
    name: 'A login page',
    handle: always(200, 'text/html', SIGN_IN),
    kind: 'malformed',
    words: /does not answer like Prometheus: an HTML page/,
  },
  {
    name: 'Behind a password',
    handle: emptyPrometheus('somebody', 'else'),
    kind: 'unauthorised',
    words: /wants authentication.*401/,
  },
  { name: 'Silent', handle: () => undefined, kind: 'timed-out', words: /gave no answer within 3 s/ },
  { name: 'Empty', handle: emptyPrometheus(), kind: 'empty', words: /has no LLM metric: it scrapes nothing/ },
];

test('each data source in trouble gets a message of its own: which one, why, what to do', async ({
  overview,
  page,
  request,
}) => {
  test.setTimeout(120_000);
  page.on('dialog', () => expect('a dialog').toBe('none'));
  const messages: string[] = [];

  for (const { name, handle, kind, words } of BAD) {
    await test.step(name, async () => {
      const server = handle
        ? await listen(handle)
        : { url: `http://${HOST}:${await freePort()}`, close: async () => {} };
      const dataSource = await addDataSource(request, name, server.url);
      try {
        await overview.open({ 'var-ds': dataSource.uid, refresh: '' });
        await expect(overview.problem).toHaveAttribute('data-testid', `problem ${kind}`);
        await expect(overview.problem).toContainText(words);
        await expect(overview.problem).toContainText(name);
        await expect(overview.problem).toContainText('What to do:');
        expect(await overview.toasts.allInnerTexts()).toEqual([]);
        messages.push((await overview.problem.innerText()).replaceAll(name, ''));
      } finally {
        await dataSource.remove();
        await server.close();
      }
    });
  }

  expect(new Set(messages).size).toBe(BAD.length);
});

test('a Prometheus that was away is seen at the next refresh', async ({ overview, request }) => {
  let away = true;
  const server = await listen((asked, response) => (away ? asked.socket.destroy() : void passOn(asked, response)));
  const dataSource = await addDataSource(request, 'Away for a while', server.url);
  try {
    await overview.open({ 'var-ds': dataSource.uid, refresh: '5s' });
    await expect(overview.problem).toHaveAttribute('data-testid', 'problem unreachable');

    away = false;
    await expect(overview.panel('Requests/min')).toContainText(/\d/);
    await expect(overview.problem).toHaveCount(0);
  } finally {
    await dataSource.remove();
    await server.close();
  }
});

/** Answers as the real Prometheus does. */
async function passOn(asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '', headers } = asked;
  const answer = await fetch(live.prometheus + url, {
    method,
    ...(method === 'POST' && { body: await text(asked), headers: { 'content-type': headers['content-type'] ?? '' } }),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(await answer.text());
}
