/** The plugin's build: `dist`, made by `npm run build` when it is older than what it is made from. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { StackFailure } from './failure';
import type { Program } from './processes';
import { ROOT } from './state';

export const DIST = path.join(ROOT, 'dist');

const SOURCES = ['src', 'dashboards', 'package.json', 'webpack.config.ts'].map((name) => path.join(ROOT, name));

export const buildProgram: Program = {
  id: 'build',
  title: 'The plugin build (npm run build)',
  command: ['npm', 'run', 'build'],
};

/** Whether `dist` is complete and newer than every source. */
export function isBuilt(): boolean {
  return hasBuild() && newest(DIST) >= Math.max(...SOURCES.map(newest));
}

/** @throws StackFailure when there is no plugin to load */
export function requireBuild(): void {
  if (!hasBuild()) {
    throw new StackFailure(
      'The plugin is not built: dist/module.js is missing. Run npm run build, or start without --no-build.'
    );
  }
}

function hasBuild(): boolean {
  return ['module.js', 'plugin.json'].every((file) => existsSync(path.join(DIST, file)));
}

/** The latest change in a file or below a folder, in ms since the epoch; 0 when it does not exist. */
function newest(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) {
    return stat?.mtimeMs ?? 0;
  }
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
