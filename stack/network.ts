/** Is a port free, is a service healthy. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackFailure } from './failure';
import { HOST, SERVICES, listeningPorts, servicePort, serviceUrl, type ServiceId } from './services';

const POLL_MS = 250;
const ANSWER_MS = 3_000;
const HEALTHY_WITHIN_S = 120;

export interface BusyPort {
  id: ServiceId;
  port: number;
}

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
  const lines = (await busyPorts(ids, offset)).map(
    ({ id, port }) =>
      `${SERVICES[id].title} cannot have port ${port}: another program listens on ${HOST}:${port}. ` +
      `Stop it, or shift every port: npm start -- --port-offset ${offset + 1000}`
  );
  if (lines.length > 0) {
    throw new StackFailure(lines.join('\n'));
  }
}

/** Which of these services cannot have its port: another program listens there. */
export async function busyPorts(ids: readonly ServiceId[], offset: number): Promise<BusyPort[]> {
  const ports = ids.flatMap((id) => listeningPorts(id, offset).map((port) => ({ id, port })));
  const busy = await Promise.all(ports.map(({ port }) => listens(port)));
  return ports.filter((_, index) => busy[index]);
}

/**
 * Waits until a service answers its health check as it should; `signal` ends the wait.
 * @throws StackFailure after `HEALTHY_WITHIN_S`, with the last answer.
 */
export async function untilHealthy(id: ServiceId, offset: number, signal: AbortSignal): Promise<void> {
  const { title, healthPath, healthSays } = SERVICES[id];
  const url = serviceUrl(id, offset) + (healthPath ?? '');
  const ask = () => (healthPath === undefined ? portAnswer(servicePort(id, offset)) : healthAnswer(url, healthSays));
  const deadline = Date.now() + HEALTHY_WITHIN_S * 1000;
  for (;;) {
    const answer = await ask();
    if (answer === 'ok') {
      return;
    }
    if (Date.now() > deadline) {
      throw new StackFailure(`${title} is not healthy after ${HEALTHY_WITHIN_S} s: ${url} ${answer}.`);
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function portAnswer(port: number): Promise<string> {
  return (await listens(port)) ? 'ok' : 'does not answer';
}

async function healthAnswer(url: string, says = /(?:)/): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    const text = await response.text();
    if (!response.ok) {
      return `answers ${response.status}`;
    }
    return says.test(text) ? 'ok' : `does not say ${says.source}`;
  } catch {
    return 'does not answer';
  }
}
