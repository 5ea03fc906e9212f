import { spawnSync } from 'node:child_process';
import { findGrafana, findProgram } from '../stack/find';
import { findExtra } from '../stack/extras';

/** What a test may need that is not in `node_modules`. */
export type RealPart =
  | 'promtool'
  | 'prometheus'
  | 'chromium'
  | 'grafana'
  | 'docker-compose'
  | 'node_exporter'
  | 'redis'
  | 'postgres'
  | 'alertmanager'
  | 'python3'
  | 'python3-prometheus-client'
  | 'loki'
  | 'jaeger';

const FOUND: Record<RealPart, () => boolean> = {
  promtool: () => findProgram('promtool') !== undefined,
  prometheus: () => findProgram('prometheus') !== undefined,
  chromium: () => findProgram('chromium') !== undefined,
  grafana: () => Boolean(process.env.GRAFANA_URL) || findGrafana() !== undefined,
  'docker-compose': () => findProgram('docker-compose') !== undefined,
  node_exporter: () => findExtra('node_exporter') !== undefined,
  redis: () => (['redis-server', 'redis_exporter'] as const).every(findExtra),
  alertmanager: () => findExtra('alertmanager') !== undefined,
  postgres: () => (['postgres', 'postgres_exporter'] as const).every(findExtra),
  python3: () => runs('python3', ''),
  'python3-prometheus-client': () => PYTHON_WITH_CLIENT !== undefined,
  loki: () => findExtra('loki') !== undefined,
  jaeger: () => findExtra('jaeger') !== undefined,
};

const runs = (python: string, code: string) => spawnSync(python, ['-c', code]).status === 0;

/** Debian's packages are for its own Python, which need not be the first on the PATH. */
export const PYTHON_WITH_CLIENT = ['python3', '/usr/bin/python3'].find((one) => runs(one, 'import prometheus_client'));

const HOW_TO_GET: Record<RealPart, string> = {
  promtool: 'apt-get install prometheus',
  prometheus: 'apt-get install prometheus',
  chromium: 'apt-get install chromium',
  grafana: 'set GRAFANA_URL or GRAFANA_HOME, or put grafana on the PATH',
  'docker-compose': 'apt-get install docker-compose',
  node_exporter: 'apt-get install prometheus-node-exporter',
  alertmanager: 'apt-get install prometheus-alertmanager',
  redis: 'apt-get install redis-server prometheus-redis-exporter',
  postgres: 'apt-get install postgresql prometheus-postgres-exporter',
  python3: 'apt-get install python3',
  'python3-prometheus-client': 'apt-get install python3-prometheus-client',
  loki: 'put loki on the PATH',
  jaeger: 'put jaeger, 2.20 at the latest, on the PATH',
};

/** No distribution has a package of these, so that `REQUIRE_REAL=1` lets them be missing. */
const MAY_BE_MISSING: readonly RealPart[] = ['loki', 'jaeger'];

/** One sentence for each part that is not there, saying how to get it. */
export function missingParts(...parts: readonly RealPart[]): string[] {
  return parts.filter((part) => !FOUND[part]()).map((part) => `${part} is not here: ${HOW_TO_GET[part]}.`);
}

/**
 * `describe` for tests that run real programs: `needs('promtool')('rules', () => …)`. Where one is missing the tests are
 * skipped and a line on standard error says so; with `REQUIRE_REAL=1` that is an error, but for `MAY_BE_MISSING`.
 */
export function needs(...parts: readonly [RealPart, ...RealPart[]]): jest.Describe {
  const missing = missingParts(...parts);
  if (missing.length === 0) {
    return describe;
  }
  const reason = missing.join(' ');
  const required = parts.filter((part) => !MAY_BE_MISSING.includes(part));
  if (process.env.REQUIRE_REAL === '1' && missingParts(...required).length > 0) {
    throw new Error(`REQUIRE_REAL=1 allows no skipped test. ${reason}`);
  }
  process.stderr.write(`Skipped: ${reason}\n`);
  return describe.skip;
}
