/** The demo's command line. */

import { parseArgs } from 'node:util';

import { startDemo, type DemoOptions } from './demo';
import { loadHistory, PromtoolError } from './history/load';
import type { ScenarioState } from './http/control';
import { PortBusyError } from './http/server';
import { controlPort, demoTargets, systemsNamed, type DemoSystemId } from './targets';

const HELP = `Made-up telemetry of systems that call language models, with a ledger of the truth.

Usage
  tsx demo/main.ts [options]                         serve it until Ctrl-C
  tsx demo/main.ts scenario list|start|stop [name]   switch a scenario of a running demo
  tsx demo/main.ts history --for 30d --output DIR    write a past into a Prometheus data directory

Options
  --seed N          the same seed gives the same run (42)
  --port-offset N   added to every port (PORT_OFFSET, or 0)
  --age 2h          start as if it had been running so long (DEMO_AGE, or not at all)
  --only a,b        some systems only, by their ids, such as choreoai,litellm (DEMO_ONLY, or all of them)
  --misspelt-models N
                    also ask for N models that do not exist, each every ten minutes or so
  --hostile         also send label values with quotes, backslashes, newlines and <script>
  --quiet           print no log lines
  --history 30d     write a past first, then serve; needs --data
  --data DIR        the Prometheus data directory for --history
  --for 30d         how far back a history reaches: minutes (m), hours (h) or days (d)
  --output DIR      the Prometheus data directory for history
  --end SECONDS     when a history ends, in seconds since 1970 (now)
  --help            show this

ChoreoAI's log lines are printed. They also go to the Loki at LOKI_URL and its spans, by OTLP over HTTP, to
OTEL_EXPORTER_OTLP_ENDPOINT, where these are set.
It listens on 127.0.0.1, or on HOST where that is set.
`;

/** What the person at the command line can mend: printed as one line. */
class UsageError extends Error {}

const OPTIONS = {
  seed: { type: 'string', default: '42' },
  'port-offset': { type: 'string', default: process.env.PORT_OFFSET || '0' },
  age: { type: 'string', default: process.env.DEMO_AGE || undefined },
  only: { type: 'string', default: process.env.DEMO_ONLY || undefined },
  'misspelt-models': { type: 'string', default: '0' },
  hostile: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  history: { type: 'string' },
  data: { type: 'string' },
  for: { type: 'string' },
  output: { type: 'string' },
  end: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error} See --help.`);
  }
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const [command, ...rest] = positionals;
  if (command === undefined) {
    await serve(values);
  } else if (command === 'scenario') {
    await switchScenario(rest, portOffset(values));
  } else if (command === 'history') {
    await writeHistory(values, values.for, values.output, 'history needs --for, e.g. 30d, and --output.');
  } else {
    throw new UsageError(`There is no command "${command}". See --help.`);
  }
}

async function serve(values: Values) {
  if (values.history !== undefined) {
    await writeHistory(values, values.history, values.data, '--history needs --data, the Prometheus data directory.');
  }
  const options: DemoOptions = {
    seed: wholeNumber('--seed', values.seed),
    portOffset: portOffset(values),
    hostile: values.hostile,
    misspelt: wholeNumber('--misspelt-models', values['misspelt-models']),
    only: systems(values),
    age: values.age === undefined ? 0 : durationInSeconds(values.age),
    host: process.env.HOST || '127.0.0.1',
    telemetry: {
      write: values.quiet ? undefined : (line) => console.log(line),
      loki: process.env.LOKI_URL || undefined,
      otlp: process.env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined,
    },
    now: () => Date.now() / 1000,
  };
  const demo = await startDemo(options);
  const stop = () => void demo.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  for (const { title, ports, metricsPath } of demoTargets(options.portOffset, options.only)) {
    ports.forEach((port) => console.log(`${title.padEnd(28)} http://${options.host}:${port}${metricsPath}`));
  }
  console.log(`${'Scenarios, ledger'.padEnd(28)} http://${options.host}:${controlPort(options.portOffset)}/scenarios`);
}

async function writeHistory(values: Values, length: string | undefined, output: string | undefined, missing: string) {
  if (length === undefined || output === undefined) {
    throw new UsageError(missing);
  }
  console.log(`Writing ${length} of history to ${output}`);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new UsageError('The history was interrupted; nothing was written.'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const written = await loadHistory({
    signal: interrupted.signal,
    seed: wholeNumber('--seed', values.seed),
    portOffset: portOffset(values),
    only: systems(values),
    seconds: durationInSeconds(length),
    end: values.end === undefined ? Date.now() / 1000 : wholeNumber('--end', values.end),
    output,
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  const megabytes = (written.bytes / 1e6).toFixed(0);
  const millions = (written.samples / 1e6).toFixed(1);
  const seconds = written.seconds.toFixed(0);
  console.log(`${millions} million samples in ${written.blocks} blocks, ${megabytes} MB, in ${seconds} s`);
}

type Verb = 'list' | 'start' | 'stop';

const METHODS: Record<Verb, 'GET' | 'POST' | 'DELETE'> = { list: 'GET', start: 'POST', stop: 'DELETE' };

async function switchScenario([verb, name]: string[], offset: number) {
  if (!isVerb(verb)) {
    throw new UsageError('Say scenario list, scenario start NAME or scenario stop NAME.');
  }
  if (verb !== 'list' && !name) {
    throw new UsageError(`scenario ${verb} needs a name; scenario list shows them.`);
  }
  const path = verb === 'list' || !name ? '/scenarios' : `/scenarios/${encodeURIComponent(name)}`;
  const url = `http://127.0.0.1:${controlPort(offset)}${path}`;
  const response = await fetch(url, { method: METHODS[verb] }).catch(() => {
    throw new UsageError(`No demo answers at ${url}. Start it first: tsx demo/main.ts`);
  });
  if (!response.ok) {
    const { error, known }: { error: string; known?: string[] } = await response.json();
    throw new UsageError(known ? `${error} There are: ${known.join(', ')}.` : error);
  }
  const states: ScenarioState[] = await response.json();
  states.forEach((state) =>
    console.log(`${state.active ? 'active' : '-'.padEnd(6)} ${state.name.padEnd(20)} ${state.description}`)
  );
}

function isVerb(text: string | undefined): text is Verb {
  return text !== undefined && text in METHODS;
}

function systems(values: Values): readonly DemoSystemId[] {
  try {
    return systemsNamed(values.only);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

function portOffset(values: Values): number {
  return wholeNumber('--port-offset', values['port-offset']);
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`${option} takes a whole number, not "${text}".`);
  }
  return Number(text);
}

const UNIT_SECONDS = new Map([
  ['m', 60],
  ['h', 3600],
  ['d', 86400],
]);

function durationInSeconds(text: string): number {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (UNIT_SECONDS.get(unit ?? '') ?? NaN);
  if (!(seconds > 0)) {
    throw new UsageError(`"${text}" is no length of time; say 30m, 2h or 30d.`);
  }
  return seconds;
}

function explain(error: unknown) {
  const expected = [UsageError, PortBusyError, PromtoolError].some((kind) => error instanceof kind);
  console.error(expected && error instanceof Error ? `demo: ${error.message}` : error);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch(explain);
