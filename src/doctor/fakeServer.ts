import type { RawAnswer } from './answer';
import type { Probe } from './ask';

/** An answer, or what a test has a server do instead. */
export type Reply = RawAnswer | 'never' | 'refuses';

export const json = (value: unknown, status = 200): RawAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(value),
});

export const plain = (body: string, status = 200): RawAnswer => ({ status, contentType: 'text/plain', body });

/** Every way in which a server, or Grafana before it, can answer: recorded from them, or from their source. */
export const REPLIES = {
  empty: plain(''),
  401: plain('Unauthorized\n', 401),
  'Grafana’s proxy of a 401': plain('Authentication to data source failed', 400),
  403: json({ message: 'Access denied' }, 403),
  404: plain('404 page not found\n', 404),
  400: json({ message: 'tenant is being deleted' }, 400),
  500: json({ error: 'out of disk' }, 500),
  502: plain('', 502),
  504: plain('', 504),
  never: 'never',
  refuses: 'refuses',
  'a login page': {
    status: 200,
    contentType: 'text/html',
    body: '<!doctype html><html><title>Sign in</title></html>',
  },
} as const satisfies Record<string, Reply>;

/** A server in memory. @param answers by the beginning of the path; the first that fits; a path that none fits is not found */
export function fakeServer(answers: Readonly<Record<string, Reply>>, health?: Reply): Probe & { asked: string[] } {
  const asked: string[] = [];
  const reply = async (answer: Reply, signal: AbortSignal): Promise<RawAnswer> => {
    if (answer === 'never') {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    if (answer === 'refuses') {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
    }
    return answer;
  };
  return {
    name: 'the server',
    asked,
    get: (path, params, signal) => {
      asked.push(`${path}?${params}`);
      const found = Object.entries(answers).find(([start]) => path.startsWith(start))?.[1];
      return reply(found ?? REPLIES[404], signal);
    },
    ...(health !== undefined && { health: (signal: AbortSignal) => reply(health, signal) }),
  };
}
