import type { Stored } from './read';

/** Brings stored settings from one version to the next. What it does not know, it leaves alone. */
export interface Migration {
  from: number;
  migrate(stored: Stored): Stored;
}

/** In order, without gaps. */
export const MIGRATIONS: readonly Migration[] = [
  // Settings that tell no version have no fields of ours yet, or were provisioned by hand in today's shape.
  { from: 0, migrate: (stored) => stored },
];

/** Stored settings of some version in the shape of the latest. */
export const migrated = (stored: Stored, version: number, migrations = MIGRATIONS): Stored =>
  migrations.filter(({ from }) => from >= version).reduce((shape, { migrate }) => migrate(shape), stored);
