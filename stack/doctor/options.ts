/** The doctor's command line. */
import { parseArgs } from 'node:util';

export const HELP = `npm run doctor -- [options]

Looks at a Prometheus: which LLM systems it has metrics of, whether their targets are up, and for each panel of
their dashboards whether it has data, and if not why.

  --prometheus URL   where Prometheus is (http://127.0.0.1:9090)
  --user NAME        for basic authentication; both may stand in the URL as well
  --password TEXT    for basic authentication; PROMETHEUS_PASSWORD keeps it out of the list of processes
  --window RANGE     what rates are taken over, such as 30s, 5m or 1h (5m)
  --json             for a script
  --help             this text

Exit status: 0 all is well or only warnings, 1 something is wrong or could not be looked at, 2 this command line is wrong.`;

export interface DoctorOptions {
  help: boolean;
  json: boolean;
  window: string;
  /** Where Prometheus is; without credentials, and without a slash at the end. */
  prometheus: string;
  credentials?: { user: string; password: string };
}

/** A command line that cannot be followed; the message says what to write, and repeats no password. */
export class UsageError extends Error {}

const DURATION = /^(\d+(ms|[smhdwy]))+$/;

/** Reads the command line. Throws UsageError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DoctorOptions {
  const { values } = parsed(args);
  const url = urlOf(values.prometheus);
  const user = values.user ?? decoded(url.username);
  const password = values.password ?? (url.password === '' ? env.PROMETHEUS_PASSWORD : decoded(url.password)) ?? '';
  if (!DURATION.test(values.window)) {
    throw new UsageError(`--window takes a range as Prometheus writes it, such as 30s, 5m or 1h.`);
  }
  return {
    help: values.help,
    json: values.json,
    window: values.window,
    prometheus: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    ...(user !== '' && { credentials: { user, password } }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
        user: { type: 'string' },
        password: { type: 'string' },
        window: { type: 'string', default: '5m' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError('--prometheus takes a URL with http or https, such as http://127.0.0.1:9090.');
  }
  return url;
}

/** A part of a URL as it was meant; as it stands where it is no escape sequence. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
