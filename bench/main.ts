/** How long it takes to compile every dashboard for every system, as the app does and as JSON. Exits with 1 when over budget. */
import { performance } from 'node:perf_hooks';
import { toDashboardJson } from '../src/compile/dashboardJson';
import { compileDashboard } from '../src/compile/panel';
import { DASHBOARDS } from '../src/definitions/dashboards/dashboards';
import { KNOWN_MODELS, SHIPPED_BOOK } from '../src/pricing/lookUp';
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

/** As many models as a busy system has in view. */
const PRICES = { book: SHIPPED_BOOK, models: KNOWN_MODELS.slice(0, 20) };

/** Everything once. */
function compileAll(): number {
  const compiled = pairs.flatMap(({ definition, vocabulary }) => [
    compileDashboard(definition, {
      systems: [{ vocabulary, jobs: anyOf('job', [vocabulary.id]) }],
      select: { provider: ['openai'], model: ['gpt-4o'] },
      window: '$__rate_interval',
      path: '/page',
      prices: PRICES,
    }),
    JSON.stringify(toDashboardJson(definition, vocabulary)),
  ]);
  return compiled.length;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The smallest value that a share of all values does not exceed. */
const percentile = (sorted: readonly number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;

Array.from({ length: WARM_UP_RUNS }, compileAll);
const times = Array.from({ length: RUNS }, () => timed(compileAll)).sort((a, b) => a - b);
const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
const within = p95 < BUDGET;

process.stdout.write(
  `${compileAll()} compilations, ${RUNS} runs: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ` +
    `${within ? 'within' : 'over'} the budget of ${BUDGET} ms\n`
);
process.exitCode = within ? 0 : 1;
