import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cyclesIn, importsOf, sourceFiles, specifiersIn, type Import } from './imports';
import { offences, placeOf, TIERS } from './rules';

const root = resolve(__dirname, '../../src');
const files = sourceFiles(root);
const imports = files.flatMap((file) => importsOf(root, file));

/** Folders that hold no code. */
const NO_CODE = ['img', 'locales'];

/** Names that say nothing about what is in them. */
const BUCKETS = ['utils', 'helpers', 'common', 'shared', 'services'];

const MAX_LINES = 300;

describe('the sources', () => {
  it('are found, and so are their imports', () => {
    expect(files).toEqual(expect.arrayContaining(['module.tsx', 'promql/expression.ts']));
    expect(imports).toContainEqual<Import>({
      from: 'promql/expression.ts',
      to: 'promql/matcher.ts',
      kind: 'file',
      typeOnly: false,
    });
  });

  it('are in folders that have a tier', () => {
    expect(files.filter((file) => TIERS[placeOf(file)] === undefined)).toEqual([]);
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !(name in TIERS) && !NO_CODE.includes(name))).toEqual([]);
  });

  it('are in folders that are called by what they are about', () => {
    expect(files.filter((file) => file.split('/').some((part) => BUCKETS.includes(part)))).toEqual([]);
  });

  it('can be read top to bottom', () => {
    const long = files
      .map((file) => `${file} has ${readFileSync(join(root, file), 'utf8').split('\n').length - 1} lines`)
      .filter((line) => Number(/ has (\d+)/.exec(line)?.[1]) > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('import from tiers below, of the right kind', () => {
    expect(imports.flatMap(offences)).toEqual([]);
  });

  it('have no cycles', () => {
    expect(cyclesIn(imports).map((cycle) => cycle.join(' -> '))).toEqual([]);
  });

  it('load in plain Node up to the doctor, and bring nothing of the browser along', () => {
    const plain = files.filter((file) => (TIERS[placeOf(file)] ?? Infinity) <= (TIERS.doctor ?? 0));
    const script = `
      const files = ${JSON.stringify(plain.map((file) => join(root, file)))};
      files.forEach((file) => require(file));
      const browser = Object.keys(require.cache).filter((path) =>
        /node_modules\\/(@grafana\\/(data|ui|runtime|scenes|i18n)|react|react-dom)\\//.test(path));
      console.log(JSON.stringify({ loaded: files.length, browser }));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {
      cwd: resolve(root, '..'),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ loaded: plain.length, browser: [] });
    expect(plain.length).toBeGreaterThan(20);
  });
});

describe('the rules find', () => {
  const file = (from: string, to: string, typeOnly = false): Import => ({ from, to, kind: 'file', typeOnly });
  const dependency = (from: string, to: string, typeOnly = false): Import => ({ from, to, kind: 'package', typeOnly });

  it.each<[string, boolean, Import]>([
    ['a lower tier', true, file('signals/a.ts', 'promql/b.ts')],
    ['the same folder', true, file('signals/a.ts', 'signals/b.ts')],
    ['a higher tier', false, file('promql/a.ts', 'signals/b.ts')],
    ['the types of a higher tier', false, file('promql/a.ts', 'signals/b.ts', true)],
    ['another folder of the same tier', false, file('scenes/a.ts', 'grafana/b.ts')],
    ['a folder without a tier', false, file('signals/a.ts', 'things/b.ts')],
    ['types of the doctor, in grafana', true, file('grafana/a.ts', 'doctor/b.ts', true)],
    ['code of the doctor, in grafana', false, file('grafana/a.ts', 'doctor/b.ts')],
    ['Grafana’s runtime, in grafana', true, dependency('grafana/a.ts', '@grafana/runtime')],
    ['Grafana’s runtime, in a page', false, dependency('pages/a.tsx', '@grafana/runtime')],
    ['types of Grafana’s runtime, in a page', true, dependency('pages/a.tsx', '@grafana/runtime', true)],
    ['Grafana’s components, in a page', true, dependency('pages/a.tsx', '@grafana/ui')],
    ['Grafana’s components, in the doctor', false, dependency('doctor/a.ts', '@grafana/ui')],
    ['types of Grafana’s data, in a compiler', true, dependency('compile/a.ts', '@grafana/data', true)],
    ['values of Grafana’s schema, in a compiler', true, dependency('compile/a.ts', '@grafana/schema')],
    ['React, in a compiler', false, dependency('compile/a.ts', 'react')],
    ['a part of a package, in a compiler', false, dependency('compile/a.ts', '@grafana/data/utils')],
  ])('%s: allowed %p', (_, allowed, one) => {
    expect(offences(one).length === 0).toBe(allowed);
  });

  it('cycles, those of types too', () => {
    const ring = [
      file('a/a.ts', 'a/b.ts'),
      file('a/b.ts', 'a/c.ts', true),
      file('a/c.ts', 'a/b.ts'),
      file('a/c.ts', 'a/d.ts'),
    ];
    expect(cyclesIn(ring)).toEqual([['a/b.ts', 'a/c.ts', 'a/b.ts']]);
  });

  it('imports of every form', () => {
    const text = `
      import a from './a';
      import { type b } from './b';
      import { type c, d } from './c';
      import type { e } from './e';
      import './f';
      export { g } from './g';
      export type { h } from './h';
      const i = () => import('./i');
      type J = import('./j').J;
      const k = require('./k');`;
    expect(
      specifiersIn('x.ts', text).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' type' : ''}`)
    ).toEqual(['./a', './b type', './c', './e type', './f', './g', './h type', './i', './j type', './k']);
  });
});
