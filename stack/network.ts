/** Is a port free, is a service healthy. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackFailure } from './failure';
import { HOST, SERVICES, listeningPorts, serviceUrl, type ServiceId } from './services';

const POLL_MS = 250;
const ANSWER_MS = 3_000;
const HEALTHY_WITHIN_S = 120;

/** Whether somebody accepts connections on a port of `host`. */
export function listens(port: number, host = HOST): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: ANSWER_MS });
    const answer = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', answer(true)).on('error', answer(false)).on('timeout', answer(false));
  });
}

/**
 * Makes sure that every port the services need is free.
 * @throws StackFailure with one line for each busy port.
 */
export async function requireFreePorts(ids: readonly ServiceId[], offset: number): Promise<void> {
  const ports = ids.flatMap((id) => listeningPorts(id, offset).map((port) => ({ id, port })));
  const busy = await Promise.all(ports.map(async (each) => ({ ...each, busy: await listens(each.port) })));
  const lines = busy
    .filter((each) => each.busy)
    .map(
      ({ id, port }) =>
        `${SERVICES[id].title} cannot have port ${port}: another program listens on ${HOST}:${port}. ` +
        `Stop it, or shift every port: npm start -- --port-offset ${offset + 1000}`
    );
  if (lines.length > 0) {
    throw new StackFailure(lines.join('\n'));
  }
}

/**
 * Waits until a service answers its health check with 2xx; `signal` ends the wait.
 * @throws StackFailure after `HEALTHY_WITHIN_S`, with the last answer.
 */
export async function untilHealthy(id: ServiceId, offset: number, signal: AbortSignal): Promise<void> {
  const url = serviceUrl(id, offset) + SERVICES[id].healthPath;
  const deadline = Date.now() + HEALTHY_WITHIN_S * 1000;
  for (;;) {
    const answer = await healthAnswer(url);
    if (answer === 'ok') {
      return;
    }
    if (Date.now() > deadline) {
      throw new StackFailure(`${SERVICES[id].title} is not healthy after ${HEALTHY_WITHIN_S} s: ${url} ${answer}.`);
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function healthAnswer(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    await response.body?.cancel();
    return response.ok ? 'ok' : `answers ${response.status}`;
  } catch {
    return 'does not answer';
  }
}
