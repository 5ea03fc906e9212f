/** Servers on this machine that are not a Prometheus in good health, each in a way of its own. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const HOST = '127.0.0.1';

/** A server that listens on a free port. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function listen(handle: RequestListener): Promise<Listening> {
  const server = createServer((request, response) => {
    request.resume();
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return { url: `http://${HOST}:${portOf(server)}`, close: () => closed(server) };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const { url, close } = await listen(() => undefined);
  await close();
  return Number(new URL(url).port);
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Answers everything with the same words. */
export const always =
  (status: number, contentType: string, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);

export const SIGN_IN =
  '<!DOCTYPE html><html><head><title>Sign in\u001b[31m</title></head><body><script>alert(1)</script></body></html>';

const JSON_TYPE = 'application/json';

/** A Prometheus that has nothing, behind basic authentication for one user. */
export const emptyPrometheus =
  (user?: string, password?: string): RequestListener =>
  (request, response) => {
    const wanted = user && `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const answer =
      wanted && request.headers.authorization !== wanted
        ? always(401, 'text/plain', 'Unauthorized\n', { 'www-authenticate': 'Basic realm="prometheus"' })
        : always(200, JSON_TYPE, '{"status":"success","data":{"resultType":"vector","result":[]}}');
    answer(request, response);
  };

/** Each bad server: how it answers, the reason that the doctor must find, and words that only this one gets. */
export const BAD_SERVERS: Record<string, { handle: RequestListener; reason: string; words: RegExp }> = {
  'answers HTML': {
    handle: always(200, 'text/html', SIGN_IN),
    reason: 'malformed',
    words: /an HTML page with the title "Sign in\\u001b\[31m"/,
  },
  'sends everybody to a login page': {
    handle: ({ url }, response) =>
      url === '/login'
        ? response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Welcome</title></html>')
        : response.writeHead(302, { location: '/login' }).end(),
    reason: 'malformed',
    words: /an HTML page with the title "Welcome"/,
  },
  'answers broken JSON': {
    handle: always(200, JSON_TYPE, '{"status":"success","data":{"resultType":"vec'),
    reason: 'malformed',
    words: /broken JSON/,
  },
  'needs authentication': {
    handle: emptyPrometheus('somebody', 'else'),
    reason: 'unauthorised',
    words: /wants authentication.*Unauthorized/,
  },
  forbids: { handle: always(403, 'text/plain', 'no\n'), reason: 'forbidden', words: /refuses access/ },
  'knows no such path': {
    handle: always(404, 'text/plain', '404 page not found\n'),
    reason: 'not-found',
    words: /no Prometheus API/,
  },
  'is in trouble': {
    handle: always(500, JSON_TYPE, '{"status":"error","errorType":"internal","error":"<script> & \\"storage\\""}'),
    reason: 'unhealthy',
    words: /not healthy: HTTP 500, <script> & "storage"/,
  },
  'refuses the query': {
    handle: always(422, JSON_TYPE, '{"status":"error","errorType":"execution","error":"found duplicate series"}'),
    reason: 'rejected',
    words: /did not take the question: HTTP 422, found duplicate series/,
  },
  'refuses to read so much': {
    handle: always(
      422,
      JSON_TYPE,
      '{"status":"error","errorType":"execution","error":"query processing would load too many samples into memory"}'
    ),
    reason: 'too-much',
    words: /would have to read too many samples: HTTP 422, query processing/,
  },
  'is a proxy with nothing behind it': {
    handle: always(502, 'text/html', '<html>nginx</html>'),
    reason: 'unreachable',
    words: /HTTP 502/,
  },
  'hangs up': {
    handle: ({ socket }) => socket.destroy(),
    reason: 'unreachable',
    words: /cannot be reached: other side closed/,
  },
  'never answers': { handle: () => undefined, reason: 'timed-out', words: /no answer within 3 s/ },
  'has no metric at all': { handle: emptyPrometheus(), reason: 'empty', words: /no LLM metric: it scrapes nothing/ },
};
