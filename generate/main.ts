import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { VOCABULARIES } from '../src/vocabularies/vocabularies';
import { filesFor, generatedFiles } from './files';
import { problemText, readTeam } from './team';

const HELP = `Usage: npm run generate -- [--team FILE --to FOLDER]

Generates dashboards, rules and runbooks from the definitions: the repository's own, or with --team those of a team,
whose limits, address of Grafana and more FILE tells (YAML or JSON, see docs/alerts.md), into FOLDER.
`;

/** Folders that hold generated files only: what is no longer generated is removed from them. */
const GENERATED_FOLDERS = [
  'dashboards',
  'rules',
  'alerting/grafana',
  'alerting/kubernetes',
  ...Object.keys(VOCABULARIES).map((id) => `docs/runbooks/${id}`),
];

const root = resolve(__dirname, '..');

function write(files: ReadonlyMap<string, string>, folder: string): void {
  files.forEach((content, path) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  });
  process.stdout.write(`${files.size} files generated.\n`);
}

function generateOurs(): void {
  const files = generatedFiles();
  GENERATED_FOLDERS.forEach((folder) => mkdirSync(join(root, folder), { recursive: true }));
  GENERATED_FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !files.has(path))
    .forEach((path) => rmSync(join(root, path)));
  write(files, root);
}

/** @returns what is wrong, where nothing was written */
function generateFor(file: string, folder: string): string[] {
  if (relative(root, resolve(folder)) === '') {
    return [`--to ${folder} is the repository itself, whose files are those that are shipped: name another folder.`];
  }
  const read = readTeam(readFileSync(file, 'utf8'));
  if ('problems' in read) {
    return [`${file}: nothing was generated.`, ...read.problems.map((problem) => `  ${problemText(problem)}`)];
  }
  write(filesFor(read.team), folder);
  return [];
}

function main(): string[] {
  const { values } = parseArgs({
    options: { team: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return [];
  }
  if (values.team !== undefined && values.to !== undefined) {
    return generateFor(values.team, values.to);
  }
  if (values.team !== undefined || values.to !== undefined) {
    return ['--team and --to belong together: the file of a team, and the folder for what is generated with it.'];
  }
  generateOurs();
  return [];
}

/** What a person did wrong is told in a line; anything else is a bug and keeps its stack. */
function mistakes(): string[] {
  try {
    return main();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^(ENOENT|EACCES|EISDIR|ENOTDIR|ERR_PARSE_ARGS)/.test(code)) {
      return [(error as Error).message];
    }
    throw error;
  }
}

const wrong = mistakes();
if (wrong.length > 0) {
  process.stderr.write(`${wrong.join('\n')}\n`);
  process.exitCode = 1;
}
