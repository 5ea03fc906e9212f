/** A small HTTP server: a table of routes, JSON answers, and no connection left open when it closes. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface HttpCall {
  request: IncomingMessage;
  response: ServerResponse;
  /** What stands in the path where the route has `:name`; empty where it has none. */
  name: string;
  query: URLSearchParams;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** A path; its last part may be `:name`. */
  path: string;
  answer(call: HttpCall): void | Promise<void>;
}

export function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Another program listens on the port already. */
export class PortBusyError extends Error {
  constructor(title: string, port: number) {
    super(
      `Port ${port} for ${title} is taken by another program. Stop that program, or shift all ports with --port-offset.`
    );
  }
}

/**
 * Serves the routes until the server is closed.
 * @param title whose port it is, for the message when it is taken
 * @throws PortBusyError
 */
export function listen(title: string, host: string, port: number, routes: readonly Route[]): Promise<Server> {
  const server = createServer((request, response) => void respond(routes, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortBusyError(title, port) : error)
    );
    server.listen(port, host, () => resolve(server));
  });
}

/** Stops at once: connections that a client keeps open are closed too. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(routes: readonly Route[], request: IncomingMessage, response: ServerResponse) {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://demo');
    const onPath = routes.flatMap((route) => {
      const name = nameIn(pathname, route.path);
      return name === undefined ? [] : [{ route, name }];
    });
    const found = onPath.find(({ route }) => route.method === request.method);
    if (found) {
      await found.route.answer({ request, response, name: found.name, query: searchParams });
    } else {
      json(response, onPath.length > 0 ? 405 : 404, {
        error: `There is no ${request.method} ${pathname} here.`,
        routes: routes.map(({ method, path }) => `${method} ${path}`),
      });
    }
  } catch (error) {
    json(response, 500, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** What stands where `path` has `:name`; empty where it has none, undefined where the paths differ. */
function nameIn(pathname: string, path: string): string | undefined {
  if (!path.endsWith('/:name')) {
    return pathname === path ? '' : undefined;
  }
  const parent = path.slice(0, -':name'.length);
  const name = pathname.slice(parent.length);
  return pathname.startsWith(parent) && name !== '' && !name.includes('/') ? name : undefined;
}
