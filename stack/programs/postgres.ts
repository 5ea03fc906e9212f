/** A PostgreSQL with a cluster of its own, made afresh on every start: nothing of value is in it, and no version is stale. */
import { chownSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StackFailure } from '../failure';
import type { Account, Program } from '../processes';
import { HOST, SERVICES, servicePort } from '../services';
import type { State } from '../state';
import { requireExtra } from '../extras';
import type { Run } from '../way';

/** The cluster's only user. */
export const POSTGRES_USER = 'postgres';

/** Who runs it when the stack is started by root, whom it refuses. */
const ACCOUNTS = ['postgres', 'nobody'];

/** Makes the cluster. Its password comes from the standard input, because a command line can be read by everybody. */
export function clusterProgram({ state, secret }: Run): Program {
  const account = postgresAccount();
  removeCluster(state);
  if (account) {
    linkFolderOf(account, state);
  }
  const initdb = path.join(path.dirname(postgres()), 'initdb');
  const data = account ? realpathSync(state.postgresData) : state.postgresData;
  return {
    id: 'postgres-cluster',
    title: "The making of PostgreSQL's cluster",
    command: [
      '/bin/sh',
      ...['-c', `read -r secret; printf '%s\\n' "$secret" | "$0" "$@"`, initdb],
      ...[`--pgdata=${data}`, `--username=${POSTGRES_USER}`, '--pwfile=/dev/stdin'],
      ...['--auth-host=scram-sha-256', '--auth-local=reject', '--encoding=UTF8', '--locale=C', '--no-sync'],
    ],
    input: `${secret}\n`,
    account,
  };
}

/** PostgreSQL, on the loopback interface alone. */
export function postgresProgram({ options, state }: Run): Program {
  const settings = {
    listen_addresses: HOST,
    port: servicePort('postgres', options.portOffset),
    unix_socket_directories: '',
    cluster_name: `choreoai-observability-${options.portOffset}`,
    fsync: 'off',
  };
  return {
    id: 'postgres',
    title: SERVICES.postgres.title,
    command: [
      postgres(),
      ...['-D', realpathSync(state.postgresData)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    account: postgresAccount(),
    // On SIGTERM it waits for its clients to go.
    stopSignal: 'SIGINT',
  };
}

/** What that PostgreSQL does. */
export function postgresExporterProgram({ options, secret }: Run): Program {
  return {
    id: 'postgres-exporter',
    title: SERVICES['postgres-exporter'].title,
    command: [
      requireExtra('postgres_exporter'),
      `--web.listen-address=${HOST}:${servicePort('postgres-exporter', options.portOffset)}`,
    ],
    env: {
      DATA_SOURCE_URI: `${HOST}:${servicePort('postgres', options.portOffset)}/postgres?sslmode=disable`,
      DATA_SOURCE_USER: POSTGRES_USER,
      DATA_SOURCE_PASS: secret,
    },
  };
}

/** The program itself: a link to it may lie where only root can go. */
const postgres = () => realpathSync(requireExtra('postgres'));

/** Deletes the cluster, and the link to it. */
export function removeCluster({ postgresData }: Pick<State, 'postgresData'>): void {
  if (existsSync(postgresData)) {
    rmSync(realpathSync(postgresData), { recursive: true });
  }
  rmSync(postgresData, { force: true });
}

/** The state folder may lie where only root can go, so the cluster is put elsewhere and linked. */
function linkFolderOf({ uid, gid }: Account, { postgresData }: State): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'choreoai-postgres-'));
  chownSync(folder, uid, gid);
  symlinkSync(folder, postgresData);
}

/** As whom PostgreSQL runs; undefined where that is simply the person who started the stack. */
function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = ACCOUNTS.flatMap((name) => users.filter((user) => user[0] === name))[0] ?? [];
  if (uid === undefined || gid === undefined) {
    throw new StackFailure(
      `PostgreSQL does not run as root, and there is no user ${ACCOUNTS.join(' or ')}: start as another user, or with --no-extras.`
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}
