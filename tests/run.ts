import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { missingParts, type RealPart } from './real';

/** How many checks of a runner passed, failed and were skipped. */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: readonly string[];
  /** Without these the step is skipped, visibly. */
  needs: readonly RealPart[];
  /** Reads the runner's own report; a step without one counts as one check. */
  report?: (path: string) => Tally;
}

const root = resolve(__dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'choreoai-tests-'));

/** @param workers how many files at a time; many wait for programs that they start */
const jest = (name: string, projects: readonly string[], workers = '100%'): Step => ({
  name,
  command: [
    'jest',
    '--selectProjects',
    ...projects,
    ...['--maxWorkers', workers],
    ...['--json', '--outputFile', reportOf(name)],
  ],
  needs: [],
  report: readJest,
});

const reportOf = (name: string) => join(reports, `${name}.json`);

/** Every runner, cheapest first. The build comes before what runs it. */
const STEPS: readonly Step[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'], needs: [] },
  { name: 'lint', command: ['eslint', '--cache', '--max-warnings', '0', '.'], needs: [] },
  { name: 'typecheck', command: ['tsc', '--noEmit'], needs: [] },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], needs: [] },
  { name: 'size', command: ['size-limit'], needs: [] },
  { name: 'bench', command: ['tsx', 'bench/main.ts', 'compile'], needs: [] },
  jest('unit', ['unit', 'node']),
  jest('rules', ['rules']),
  jest('integration', ['integration'], '3'),
  {
    name: 'e2e',
    command: ['playwright', 'test'],
    needs: ['chromium', 'grafana', 'prometheus', 'alertmanager'],
    report: readPlaywright,
  },
];

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

function readJest(path: string): Tally {
  const report = JSON.parse(readFileSync(path, 'utf8')) as JestReport;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

/** A test that passed at the second try only is counted as failed. */
function readPlaywright(path: string): Tally {
  const { stats, errors } = JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

async function run({ name, command, needs, report }: Step): Promise<Tally> {
  const missing = missingParts(...needs);
  if (missing.length > 0) {
    const required = process.env.REQUIRE_REAL === '1';
    say(`${name} ${required ? 'failed' : 'skipped'}: ${missing.join(' ')}`);
    return { passed: 0, failed: required ? 1 : 0, skipped: required ? 0 : 1 };
  }
  const failed = (await exitCode(command, name)) !== 0;
  const tally = readReport(report, reportOf(name), failed);
  return failed && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(report: Step['report'], path: string, failed: boolean): Tally {
  if (!report) {
    return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0 };
  }
  try {
    return report(path);
  } catch (error) {
    say(`No report at the end of the run: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function exitCode([program = '', ...args]: readonly string[], name: string): Promise<number> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
        PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf(name),
      },
    });
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
}

const say = (line: string) => process.stdout.write(`${line}\n`);

const text = ({ passed, failed, skipped }: Tally) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => STEPS.every((step) => step.name !== name));
  if (unknown.length > 0) {
    throw new Error(`No step is called ${unknown.join(', ')}. There are: ${STEPS.map(({ name }) => name).join(', ')}.`);
  }
  const results: Array<[string, Tally, number]> = [];
  for (const step of STEPS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    say(`\n=== ${step.name}`);
    const start = Date.now();
    results.push([step.name, await run(step), (Date.now() - start) / 1000]);
  }
  rmSync(reports, { recursive: true });
  say('');
  results.forEach(([name, tally, seconds]) => say(`${name.padEnd(12)} ${text(tally)} (${seconds.toFixed(0)} s)`));
  const sum = results.reduce(
    (all, [, tally]) => ({
      passed: all.passed + tally.passed,
      failed: all.failed + tally.failed,
      skipped: all.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 }
  );
  process.exitCode = sum.failed === 0 ? 0 : 1;
  say(text(sum));
}

void main(process.argv.slice(2));
