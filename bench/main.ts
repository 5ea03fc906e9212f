/**
 * How long it takes to compile every dashboard for every system as a page does, and to make the bundled JSON of them.
 * Exits with 1 when the compilation is over its budget.
 */
import { performance } from 'node:perf_hooks';
import { toDashboardJson } from '../src/compile/dashboardJson';
import { compileDashboard } from '../src/compile/panel';
import { DASHBOARDS } from '../src/definitions/dashboards/dashboards';
import { anyOf } from '../src/promql/matcher';
import { SYSTEMS } from '../src/vocabularies/vocabularies';

const RUNS = 20;
/** Until V8 has optimised what runs often. */
const WARM_UP_RUNS = 50;

/** For the 95th percentile of all compilations together, in milliseconds. */
const BUDGET = 50;

const pairs = Object.values(DASHBOARDS).flatMap((definition) =>
  Object.values(SYSTEMS).map((vocabulary) => ({ definition, vocabulary }))
);

const compileAll = () =>
  pairs.map(({ definition, vocabulary }) =>
    compileDashboard(definition, {
      systems: [{ vocabulary, jobs: anyOf('job', [vocabulary.id]) }],
      select: { provider: ['openai'], model: ['gpt-4o'] },
      window: '$__rate_interval',
      path: '/page',
    })
  );

const makeAllJson = () => pairs.map(({ definition, vocabulary }) => toDashboardJson(definition, vocabulary));

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The smallest value that a share of all values does not exceed. */
const percentile = (sorted: readonly number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;

/** Does all of it several times, and says how long it took. @returns the 95th percentile in milliseconds */
function measure(what: string, work: () => readonly unknown[]): number {
  Array.from({ length: WARM_UP_RUNS }, work);
  const times = Array.from({ length: RUNS }, () => timed(work)).sort((a, b) => a - b);
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  process.stdout.write(
    `${work().length} ${what}, ${RUNS} warm runs: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms\n`
  );
  return p95;
}

const within = measure('compilations', compileAll) < BUDGET;
process.stdout.write(`Compilation is ${within ? 'within' : 'over'} its budget of ${BUDGET} ms\n`);
measure('dashboards as JSON', makeAllJson);
process.exitCode = within ? 0 : 1;
