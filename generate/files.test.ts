import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generatedFiles } from './files';

const root = resolve(__dirname, '..');
const files = generatedFiles();

/** What a person does about it: the name of the file stands in front. */
const REMEDY = 'is not what the definitions say. Run npm run generate, and commit what it writes.';

const differs = (path: string, content: string) =>
  !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== content;

it('every generated file is the committed one', () => {
  const drifted = [...files].filter(([path, content]) => differs(path, content)).map(([path]) => `${path} ${REMEDY}`);
  expect(drifted).toEqual([]);
});

it('no file is left that is not generated any more', () => {
  const folders = new Set([...files.keys()].map(dirname));
  const present = [...folders].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
  expect(present.filter((path) => !files.has(path)).map((path) => `${path} ${REMEDY}`)).toEqual([]);
});

it('there is a dashboard for each system', () => {
  expect([...files.keys()].filter((path) => path.startsWith('dashboards/')).length).toBeGreaterThanOrEqual(3);
});
