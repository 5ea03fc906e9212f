/** The state folder: everything the stack writes, so that deleting it starts afresh. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StackFailure } from './failure';

export const ROOT = path.resolve(__dirname, '..');

export interface State {
  root: string;
  logs: string;
  /** The file with Grafana's generated password, mode 0600. */
  passwordFile: string;
  prometheusConfig: string;
  prometheusData: string;
  grafanaData: string;
  grafanaPlugins: string;
  /** The dashboards that Grafana reads from files. */
  dashboards: string;
  /** What Grafana is provisioned with. */
  provisioning: string;
  alertmanagerConfig: string;
  alertmanagerData: string;
  lokiData: string;
  redisData: string;
  /** PostgreSQL's cluster, or a link to it. */
  postgresData: string;
}

/** Where the state is kept unless one says otherwise: stacks with different ports do not share it. */
export function defaultStateDir(portOffset: number): string {
  return path.join(ROOT, '.stack', ...(portOffset === 0 ? [] : [`offset-${portOffset}`]));
}

/** Creates the state folder where it is missing. */
export function openState(dir: string): State {
  const root = path.resolve(dir);
  const folder = (name: string) => {
    const full = path.join(root, name);
    mkdirSync(full, { recursive: true });
    return full;
  };
  return {
    root,
    logs: folder('logs'),
    passwordFile: path.join(root, 'grafana-password'),
    prometheusConfig: path.join(folder('prometheus'), 'prometheus.yml'),
    prometheusData: folder('prometheus/data'),
    grafanaData: folder('grafana/data'),
    grafanaPlugins: folder('grafana/plugins'),
    dashboards: folder('dashboards'),
    provisioning: folder('provisioning'),
    alertmanagerConfig: path.join(folder('alertmanager'), 'alertmanager.yml'),
    alertmanagerData: folder('alertmanager/data'),
    lokiData: folder('loki'),
    redisData: folder('redis'),
    postgresData: path.join(root, 'postgres'),
  };
}

/**
 * Grafana's admin password: `given` (from GRAFANA_ADMIN_PASSWORD), else the one generated on the first start.
 * @throws StackFailure when `given` is the password every attacker tries first, or shorter than Grafana takes.
 */
export function adminPassword(state: State, given: string | undefined): string {
  if (given === 'admin') {
    throw new StackFailure('GRAFANA_ADMIN_PASSWORD is "admin", which is not a password: choose another, or unset it.');
  }
  if (given !== undefined && given !== '') {
    return requireLength(given);
  }
  if (!existsSync(state.passwordFile)) {
    writeFileSync(state.passwordFile, `${randomPassword()}\n`, { mode: 0o600 });
  }
  return readFileSync(state.passwordFile, 'utf8').trim();
}

/** A password nobody can guess, of letters, digits, `-` and `_`. */
export function randomPassword(): string {
  return randomBytes(18).toString('base64url');
}

function requireLength(password: string): string {
  if (password.length < 4) {
    throw new StackFailure('GRAFANA_ADMIN_PASSWORD is too short: Grafana wants 4 characters or more.');
  }
  return password;
}
