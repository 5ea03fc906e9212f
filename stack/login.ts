/** That the password which the stack shows is the one that Grafana takes. */
import { StackFailure } from './failure';
import { serviceUrl } from './services';
import type { Run, Way } from './way';

export const ADMIN = 'admin';

/** The first log-in is slow: Grafana has just started and fills its database. */
const ANSWER_MS = 60_000;

/**
 * Logs in, and resets the password where Grafana's database has another one: from an earlier GRAFANA_ADMIN_PASSWORD, or
 * changed by a person in Grafana itself.
 * @throws StackFailure when Grafana refuses even the password that was just set
 */
export async function ensureLogin(run: Run, way: Way): Promise<void> {
  if (await canLogIn(run)) {
    return;
  }
  run.options.report("Grafana knows another password. Resetting the admin's.");
  await run.processes.run(way.resetPassword(run));
  if (!(await canLogIn(run))) {
    throw new StackFailure(
      `Grafana refuses the password of its admin, although it was just reset. Start afresh: delete ${run.state.grafanaData}`
    );
  }
}

/** Asks Grafana's API as its admin; with a `body` it is a POST. */
export async function askGrafana({ options, password }: Run, path: string, body?: object): Promise<Response> {
  const credentials = Buffer.from(`${ADMIN}:${password}`).toString('base64');
  return fetch(serviceUrl('grafana', options.portOffset) + path, {
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
}

async function canLogIn(run: Run): Promise<boolean> {
  const response = await askGrafana(run, '/api/user');
  await response.body?.cancel();
  return response.ok;
}
