/** The command line of the stack. */
import { parseArgs } from 'node:util';
import { StackFailure } from './failure';
import { defaultStateDir } from './state';
import type { StackOptions, WayId } from './way';

export const HELP = `Usage: npm start -- [options]
       npm run stack -- alert test [--port-offset N]

Builds the plugin, starts demo, Prometheus and Grafana, and waits until each is healthy. Ctrl-C stops all of it.
Where they are to be had, node_exporter, Redis and PostgreSQL run too, for real system metrics, Alertmanager, and
Loki and Jaeger for the demo's log lines and traces.

"alert test" tells the Alertmanager of a stack that runs of a test alert, and waits until it is in the demo's inbox.

  --native, --docker  programs of this machine, or docker-compose.yaml (default: Docker where its daemon answers)
  --no-build          use the plugin as it is in dist/
  --no-install        install nothing; print the command instead
  --no-extras         without any of these
  --containers        with cAdvisor, which watches containers (Docker on Linux only)
  --history 30d       write this much past before Prometheus starts
  --seed N            seed of the demo's random numbers
  --port-offset N     add N to every port (also PORT_OFFSET)
  --state DIR         where data, logs and Grafana's password are kept (default: .stack)
  --help              this text

GRAFANA_ADMIN_PASSWORD sets Grafana's password; otherwise one is generated on the first start.
GRAFANA_HOME names the folder of a Grafana that is not on the PATH.`;

/** No port of the stack is above 16686, and none may pass 65535. */
const LARGEST_OFFSET = 48_000;

const COMMANDS = ['start', 'alert test'] as const;
type Command = (typeof COMMANDS)[number];

export type CommandLine = Pick<StackOptions, 'portOffset' | 'stateDir' | 'build' | 'install' | 'extras'> &
  Partial<Pick<StackOptions, 'history' | 'seed' | 'password'>> & {
    command: Command;
    way: WayId | undefined;
    containers: boolean;
    help: boolean;
  };

/**
 * Reads the arguments and the environment; to start is what there is to do where nothing is said.
 * @throws StackFailure for an argument that is unknown or has no meaning
 */
export function readCommandLine(args: string[], env: Record<string, string | undefined>): CommandLine {
  const { values, positionals } = parse(args);
  const said = positionals.join(' ') || 'start';
  const command = COMMANDS.find((one) => one === said);
  if (command === undefined) {
    throw new StackFailure(`Unknown command: ${said}. There are: ${COMMANDS.join(', ')} (see --help).`);
  }
  if (values.native && values.docker) {
    throw new StackFailure('--native and --docker exclude each other: choose one.');
  }
  if (values.history !== undefined && !/^[1-9]\d*[mhd]$/.test(values.history)) {
    throw new StackFailure(`--history ${values.history} is not a length of time: write 30d, 12h or 90m.`);
  }
  const portOffset = wholeNumber('--port-offset', values['port-offset'] ?? env.PORT_OFFSET) ?? 0;
  if (portOffset > LARGEST_OFFSET) {
    throw new StackFailure(`--port-offset ${portOffset} is too large: ${LARGEST_OFFSET} is the most.`);
  }
  return {
    command,
    way: values.native ? 'native' : values.docker ? 'docker' : undefined,
    portOffset,
    stateDir: values.state ?? defaultStateDir(portOffset),
    build: !values['no-build'],
    install: !values['no-install'],
    extras: !values['no-extras'],
    containers: values.containers ?? false,
    history: values.history,
    seed: wholeNumber('--seed', values.seed),
    password: env.GRAFANA_ADMIN_PASSWORD,
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        native: { type: 'boolean' },
        docker: { type: 'boolean' },
        'no-build': { type: 'boolean' },
        'no-install': { type: 'boolean' },
        'no-extras': { type: 'boolean' },
        containers: { type: 'boolean' },
        history: { type: 'string' },
        seed: { type: 'string' },
        'port-offset': { type: 'string' },
        state: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new StackFailure(`${error instanceof Error ? error.message : error} (see --help)`);
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new StackFailure(`${name} ${text} is not a whole number.`);
  }
  return Number(text);
}
