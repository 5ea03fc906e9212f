import * as promql from '../promql/expression';
import { quoted } from './foreignText';
import type { Finding } from './finding';
import type { Outcome } from './outcome';
import { activeTargets, instantQuery, type PrometheusProbe, type Sample, type Target } from './prometheus';

/** What Prometheus knows of its targets. */
export interface TargetHealth {
  /** Targets whose last scrape failed. */
  down: Target[];
  /** Jobs none of whose targets is up. */
  deadJobs: ReadonlySet<string>;
}

/** Which targets are down, and why. Services without scraping of their own have no `up`: that is `ok`, and none is down. */
export async function targetHealth(probe: PrometheusProbe, closed?: AbortSignal): Promise<Outcome<TargetHealth>> {
  const up = promql.select('up', []);
  const [down, living] = await Promise.all([
    instantQuery(probe, promql.equal(up, promql.number(0)), closed),
    instantQuery(probe, promql.count(['job'], promql.positive(up)), closed),
  ]);
  const failed = [down, living].find(({ kind }) => kind !== 'ok' && kind !== 'empty');
  if (failed && failed.kind !== 'ok') {
    return failed;
  }
  const targets = samplesOf(down).map(({ metric }) => metric);
  const alive = new Set(samplesOf(living).map(({ metric }) => metric.job));
  const known = targets.length === 0 ? [] : await scraped(probe, closed);
  return {
    kind: 'ok',
    asked: probe.name,
    value: {
      down: targets.map(({ job = '', instance = '' }) => ({
        job,
        instance,
        lastError: known.find((target) => target.job === job && target.instance === instance)?.lastError ?? '',
      })),
      deadJobs: new Set(targets.map(({ job = '' }) => job).filter((job) => !alive.has(job))),
    },
  };
}

const samplesOf = (outcome: Outcome<Sample[]>) => (outcome.kind === 'ok' ? outcome.value : []);

async function scraped(probe: PrometheusProbe, closed?: AbortSignal): Promise<Target[]> {
  const targets = await activeTargets(probe, closed);
  return targets.kind === 'ok' ? targets.value : [];
}

interface ScrapeError {
  error: RegExp;
  cause: string;
  fix: string;
}

const STATUS_PAGE = "Prometheus's page Status, Targets";

/** What Prometheus says of a scrape that failed, and what it means. The first that matches counts; the last always does. */
const SCRAPE_ERRORS: readonly [ScrapeError, ...ScrapeError[]] = [
  {
    error: /connection refused/,
    cause: 'Nothing listens there: it is not running, or listens on another port.',
    fix: 'Start it, or correct the target in the scrape configuration.',
  },
  {
    error: /HTTP status 40[45]/,
    cause: 'It runs, and serves its metrics under another path.',
    fix: 'Set metrics_path in the scrape configuration: ConvergeAI serves /api/v1/metrics, the others /metrics.',
  },
  {
    error: /HTTP status 40[13]/,
    cause: 'It wants authentication.',
    fix: 'Add basic_auth or authorization to the scrape configuration.',
  },
  {
    error: /deadline exceeded|timeout/i,
    cause: 'It takes longer to answer than Prometheus waits.',
    fix: 'Raise scrape_timeout, or look at the load of the target.',
  },
  {
    error: /no such host/,
    cause: 'Its name is not known where Prometheus runs.',
    fix: 'Correct the target in the scrape configuration. In containers, use the name of the service.',
  },
  {
    error: /invalid|unsupported|expected|parse|INVALID/,
    cause: 'What it answers is not the text of metrics.',
    fix: 'Correct the port or metrics_path in the scrape configuration.',
  },
  {
    error: /^$/,
    cause: 'Its last scrape failed. Why is not told here.',
    fix: `See the error on ${STATUS_PAGE}.`,
  },
  { error: /(?:)/, cause: 'Its last scrape failed.', fix: `See that it runs, and compare ${STATUS_PAGE}.` },
];

/** Tells of a target that is down. It is a problem where a system is known to be behind it, else a warning. */
export function targetDown({ job, instance, lastError }: Target, system: string | undefined): Finding {
  const { cause, fix } = SCRAPE_ERRORS.find(({ error }) => error.test(lastError)) ?? SCRAPE_ERRORS[0];
  return {
    state: system === undefined ? 'warning' : 'problem',
    reason: 'target-down',
    subject: `Target ${quoted(instance)} of job ${quoted(job)}${system === undefined ? '' : ` (${system})`}`,
    seen: lastError === '' ? 'down' : `down: ${lastError}`,
    cause,
    fix,
  };
}
