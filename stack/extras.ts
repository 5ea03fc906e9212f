/** Optional programs, run where they are found: what shows real system metrics, and what takes alerts, logs and traces. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { StackFailure } from './failure';
import { findProgram } from './find';
import { busyPorts } from './network';
import type { ServiceId } from './services';
import type { Absent, Extras } from './way';

export type ExtraProgram =
  | 'node_exporter'
  | 'redis-server'
  | 'redis_exporter'
  | 'postgres'
  | 'postgres_exporter'
  | 'alertmanager'
  | 'loki'
  | 'jaeger';

interface Origin {
  /** What it is called, Debian's name first. */
  names: readonly string[];
  /** Debian's package; where there is none, one has to get the program elsewhere. */
  package?: string;
}

const ORIGINS: Record<ExtraProgram, Origin> = {
  node_exporter: { names: ['prometheus-node-exporter', 'node_exporter'], package: 'prometheus-node-exporter' },
  'redis-server': { names: ['redis-server'], package: 'redis-server' },
  redis_exporter: { names: ['prometheus-redis-exporter', 'redis_exporter'], package: 'prometheus-redis-exporter' },
  postgres: { names: ['postgres'], package: 'postgresql' },
  postgres_exporter: {
    names: ['prometheus-postgres-exporter', 'postgres_exporter'],
    package: 'prometheus-postgres-exporter',
  },
  alertmanager: { names: ['prometheus-alertmanager', 'alertmanager'], package: 'prometheus-alertmanager' },
  loki: { names: ['loki'] },
  jaeger: { names: ['jaeger'] },
};

/** Services that are of use together only. */
interface Part {
  title: string;
  services: readonly ServiceId[];
  programs: readonly ExtraProgram[];
}

const PARTS: readonly Part[] = [
  { title: 'node_exporter', services: ['node-exporter'], programs: ['node_exporter'] },
  { title: 'Redis', services: ['redis', 'redis-exporter'], programs: ['redis-server', 'redis_exporter'] },
  { title: 'PostgreSQL', services: ['postgres', 'postgres-exporter'], programs: ['postgres', 'postgres_exporter'] },
  { title: 'Alertmanager', services: ['alertmanager'], programs: ['alertmanager'] },
  { title: 'Loki', services: ['loki'], programs: ['loki'] },
  { title: 'Jaeger', services: ['jaeger'], programs: ['jaeger'] },
];

export const EXTRA_SERVICES: readonly ServiceId[] = PARTS.flatMap(({ services }) => services);

const DEBIANS_POSTGRES = '/usr/lib/postgresql';

/** The full path of a program, from the PATH or from where Debian keeps PostgreSQL. */
export function findExtra(id: ExtraProgram): string | undefined {
  const PATH = id === 'postgres' ? [process.env.PATH, ...postgresFolders()].join(path.delimiter) : process.env.PATH;
  return ORIGINS[id].names.map((name) => findProgram(name, { PATH })).find((found) => found !== undefined);
}

/** @throws StackFailure saying how to get it */
export function requireExtra(id: ExtraProgram): string {
  const found = findExtra(id);
  if (found === undefined) {
    throw new StackFailure(`${id} is not here: ${howToGet([id])}`);
  }
  return found;
}

/** The Debian packages of what is not here. */
export function missingPackages(programs: readonly ExtraProgram[] = PARTS.flatMap((part) => part.programs)): string[] {
  return programs.flatMap((id) => (findExtra(id) === undefined ? (ORIGINS[id].package ?? []) : []));
}

/** Every part whose programs are here and whose ports are free, and why the others do not run. */
export const partsOfThisMachine = (offset: number): Promise<Extras> =>
  judge(async (part) => whyNotHere(part) ?? whyBusy(part, offset));

/** Every part whose ports are free: containers bring their programs. */
export const partsInContainers = (offset: number): Promise<Extras> => judge((part) => whyBusy(part, offset));

async function judge(why: (part: Part) => Promise<Absent | undefined>): Promise<Extras> {
  const judged = await Promise.all(PARTS.map(async (part) => ({ part, absent: await why(part) })));
  return {
    services: judged.flatMap(({ part, absent }) => (absent ? [] : part.services)),
    absent: judged.flatMap(({ absent }) => absent ?? []),
  };
}

function whyNotHere({ title, programs }: Part): Absent | undefined {
  const missing = programs.filter((id) => findExtra(id) === undefined);
  return missing.length === 0 ? undefined : { title, state: 'not here', remedy: howToGet(missing) };
}

async function whyBusy({ title, services }: Part, offset: number): Promise<Absent | undefined> {
  const [busy] = await busyPorts(services, offset);
  const remedy = `stop what listens on port ${busy?.port}, or shift every port with --port-offset`;
  return busy && { title, state: `port ${busy.port} is busy`, remedy };
}

function howToGet(missing: readonly ExtraProgram[]): string {
  const packages = missingPackages(missing);
  return packages.length > 0 && findProgram('apt-get')
    ? `apt-get install ${packages.join(' ')}`
    : `put ${missing.join(' and ')} on the PATH`;
}

/** Debian keeps each version's programs in a folder of its own; newest first. */
function postgresFolders(): string[] {
  try {
    const versions = readdirSync(DEBIANS_POSTGRES).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => path.join(DEBIANS_POSTGRES, version, 'bin'));
  } catch {
    return [];
  }
}
