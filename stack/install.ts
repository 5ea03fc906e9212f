/** What the stack needs from the system and how it is had on Debian and Ubuntu. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { StackFailure } from './failure';
import { findProgram } from './find';
import { missingPackages } from './extras';
import type { Run } from './way';

const run = promisify(execFile);

/** What decides whether the stack may install something by itself. */
export interface Host {
  apt: boolean;
  root: boolean;
  /** sudo works without asking for a password. */
  sudo: boolean;
  systemd: boolean;
}

/**
 * The shell command that installs packages of Debian without leaving what they hold running on its usual port:
 * RUNLEVEL=1 keeps a sysvinit script from starting it, systemd starts it in any case and is told to stop it. Each of these
 * packages names its service after itself.
 */
export function installCommand(host: Host, packages: readonly [string, ...string[]]): string {
  const sudo = host.root ? '' : 'sudo ';
  const names = packages.join(' ');
  const install = `${sudo}env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${names}`;
  const stop = host.systemd ? ` && ${sudo}systemctl disable --now ${names}` : '';
  return `${sudo}apt-get update && ${install}${stop}`;
}

/**
 * Makes sure that `prometheus` and `promtool` are on the PATH; installs them with apt where it may and says so, and what
 * is optional together with them.
 * @throws StackFailure with the exact command where it may not
 */
export async function installMissing({ options, processes }: Run): Promise<void> {
  if (['prometheus', 'promtool'].every((name) => findProgram(name))) {
    return;
  }
  const host = await thisHost();
  if (!host.apt) {
    throw new StackFailure(
      'Prometheus is missing: get it from https://prometheus.io/download and put prometheus and promtool on the PATH.'
    );
  }
  const command = installCommand(host, ['prometheus']);
  if (!options.install || !(host.root || host.sudo)) {
    throw new StackFailure(`Prometheus is missing. Install it with: ${command}`);
  }
  options.report(`Prometheus is missing. Installing it (off with --no-install): ${command}`);
  await processes.run({ id: 'install', title: 'The installation of Prometheus', command: ['sh', '-c', command] });
  const [first, ...others] = options.extras ? missingPackages() : [];
  if (first !== undefined) {
    const optional = installCommand(host, [first, ...others]);
    options.report(`Installing what is optional too (off with --no-extras): ${optional}`);
    await processes
      .run({ id: 'install-extras', title: 'The installation', command: ['sh', '-c', optional] })
      .catch((error: StackFailure) => options.report(`${error.message} The stack runs without.`));
  }
}

async function thisHost(): Promise<Host> {
  return {
    apt: findProgram('apt-get') !== undefined,
    root: process.getuid?.() === 0,
    sudo: await run('sudo', ['-n', 'true']).then(
      () => true,
      () => false
    ),
    systemd: existsSync('/run/systemd/system'),
  };
}
