import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { VOCABULARIES } from '../src/vocabularies/vocabularies';
import { generatedFiles } from './files';

/** Folders that hold generated files only: what is no longer generated is removed from them. */
const GENERATED_FOLDERS = [
  'dashboards',
  'rules',
  'alerting/grafana',
  'alerting/kubernetes',
  ...Object.keys(VOCABULARIES).map((id) => `docs/runbooks/${id}`),
];

const root = resolve(__dirname, '..');
const files = generatedFiles();
GENERATED_FOLDERS.forEach((folder) => mkdirSync(join(root, folder), { recursive: true }));

GENERATED_FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((path) => !files.has(path))
  .forEach((path) => rmSync(join(root, path)));

files.forEach((content, path) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
});

process.stdout.write(`${files.size} files generated.\n`);
