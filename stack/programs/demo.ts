import type { Program } from '../processes';
import { HOST, innerPort, serviceUrl } from '../services';
import type { Run, StackOptions } from '../way';

const DEMO = ['--import', 'tsx', 'demo/main.ts'] as const;

/** The simulator of the systems that are watched. */
export function demoProgram({ options }: Run): Program {
  return {
    id: 'demo',
    title: 'Demo',
    command: [process.execPath, ...DEMO, ...seedOption(options)],
    env: { HOST, PORT_OFFSET: String(options.portOffset), ...receivers(options) },
  };
}

/** Where log lines and spans go: to what runs. */
function receivers({ services, portOffset }: StackOptions): Record<string, string> {
  return {
    LOKI_URL: services.includes('loki') ? serviceUrl('loki', portOffset) : '',
    OTEL_EXPORTER_OTLP_ENDPOINT: services.includes('jaeger')
      ? `http://${HOST}:${innerPort('jaeger-otlp', portOffset)}`
      : '',
  };
}

/** Writes a past into the data folder of a Prometheus that does not run yet. */
export function historyProgram({ options }: Run, output: string): Program {
  return {
    id: 'history',
    title: "The demo's history",
    command: [process.execPath, ...DEMO, ...historyArguments(options, output)],
    env: { PORT_OFFSET: String(options.portOffset) },
  };
}

/** The demo's arguments for a history, the same in a container. */
export function historyArguments(options: Pick<StackOptions, 'history' | 'seed'>, output: string): string[] {
  return ['history', '--for', options.history ?? '0d', '--output', output, ...seedOption(options)];
}

/** The demo's own option, the same in a container. */
export function seedOption({ seed }: Pick<StackOptions, 'seed'>): string[] {
  return seed === undefined ? [] : ['--seed', String(seed)];
}
