/** Where the native programs are. */
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export interface GrafanaInstall {
  /** Starts the server, without its options. */
  server: readonly [string, ...string[]];
  /** Starts Grafana's own command line, without its options. */
  cli: readonly [string, ...string[]];
  /** The folder that holds `conf/` and `public/`. */
  homepath: string;
}

type Environment = Record<string, string | undefined>;

const PACKAGE_HOME = '/usr/share/grafana';

/** The full path of a program on the PATH. */
export function findProgram(name: string, env: Environment = process.env): string | undefined {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

/**
 * The Grafana to run: below GRAFANA_HOME, else from the PATH. The packages of Debian put wrapper scripts on the PATH
 * whose configuration only their own user may read, so the program below the home is preferred to what the PATH has.
 */
export function findGrafana(env: Environment = process.env): GrafanaInstall | undefined {
  const onPath = findProgram('grafana', env) ?? findProgram('grafana-server', env);
  const homepath = env.GRAFANA_HOME || (onPath && homeOf(realpathSync(onPath)));
  if (!homepath) {
    return undefined;
  }
  const program =
    ['grafana', 'grafana-server'].map((name) => path.join(homepath, 'bin', name)).find(isExecutable) ?? onPath;
  return program ? { ...commands(program), homepath } : undefined;
}

function homeOf(program: string): string {
  const home = path.resolve(program, '../..');
  return existsSync(path.join(home, 'conf/defaults.ini')) ? home : PACKAGE_HOME;
}

/** `grafana server` and `grafana cli`; before Grafana 10 they were programs of their own. */
function commands(program: string): Pick<GrafanaInstall, 'server' | 'cli'> {
  return path.basename(program) === 'grafana-server'
    ? { server: [program], cli: [path.join(path.dirname(program), 'grafana-cli')] }
    : { server: [program, 'server'], cli: [program, 'cli'] };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
