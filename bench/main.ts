/** `npm run bench`: measures what is measured, and exits with 1 where a bound is not met. `-- help` lists it. */
import { benchCompilation } from './compilation';

interface Bench {
  what: string;
  /** @returns whether all bounds are met */
  run(args: readonly string[], signal: AbortSignal): Promise<boolean>;
}

/** What is not asked for by name is not loaded: the first is a step of `npm test`. */
const BENCHES: Readonly<Record<string, Bench>> = {
  compile: { what: 'compiling every dashboard; what runs where nothing is named', run: benchCompilation },
  prometheus: {
    what: 'queries on a real Prometheus with up to 100,000 series; sizes may be named: prometheus 1000 10000',
    run: async (args, signal) => (await import('./prometheus')).benchPrometheus(args, signal),
  },
  scan: {
    what: 'a full scan of Setup against a real Prometheus with 10,000 names and 100,000 series',
    run: async (_, signal) => (await import('./scan')).benchScan(signal),
  },
  rules: {
    what: 'all rules on a real Prometheus that scrapes 100,000 series; a quarter of an hour',
    run: async (_, signal) => (await import('./rules')).benchRules(signal),
  },
  grafana: {
    what: 'the Overview in a browser on a real Grafana, against a plain dashboard with the same panels; needs npm run build',
    run: async (_, signal) => (await import('./grafana')).benchGrafana(signal),
  },
};

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main([name = 'compile', ...args]: readonly string[]): Promise<number> {
  const bench = BENCHES[name];
  if (bench === undefined) {
    Object.entries(BENCHES).forEach(([each, { what }]) => say(`npm run bench -- ${each.padEnd(12)}${what}`));
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  const stopped = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM'] as const) {
    process.once(event, () => stopped.abort(new Error('Stopped.')));
  }
  try {
    return (await bench.run(args, stopped.signal)) ? 0 : 1;
  } catch (error) {
    say(stopped.signal.aborted ? 'Stopped.' : String(error instanceof Error ? error.message : error));
    return 1;
  }
}

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));
