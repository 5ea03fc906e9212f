/** The doctor's command line. */
import { parseArgs } from 'node:util';
import { LEFT_OUT, type Overrule, type Overrules } from '../../src/vocabularies/detect';
import { VOCABULARIES } from '../../src/vocabularies/vocabularies';

export const HELP = `npm run doctor -- [options]

Looks at a Prometheus: which LLM systems it has metrics of, whether their targets are up, and for each panel of
their dashboards whether it has data, and if not why.

  --prometheus URL   where Prometheus is (http://127.0.0.1:9090)
  --user NAME        for basic authentication; both may stand in the URL as well
  --password TEXT    for basic authentication; PROMETHEUS_PASSWORD keeps it out of the list of processes
  --window RANGE     what rates are taken over, such as 30s, 5m or 1h (5m)
  --job NAME=SYSTEM  which system a job belongs to, against detection: an id such as openlit, or none; may be repeated
  --json             for a script
  --help             this text

Exit status: 0 all is well or only warnings, 1 something is wrong or could not be looked at, 2 this command line is wrong.`;

export interface DoctorOptions {
  help: boolean;
  json: boolean;
  window: string;
  /** Which system jobs belong to, where a person says so. */
  overrules: Overrules;
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
    overrules: Object.fromEntries(values.job.map(overruleOf)),
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
        job: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const isOverrule = (system: string): system is Overrule => system === LEFT_OUT || system in VOCABULARIES;

/** A job's name may hold an equals sign, a system's none. */
function overruleOf(text: string): [job: string, said: Overrule] {
  const at = text.lastIndexOf('=');
  const [job, system] = [text.slice(0, at), text.slice(at + 1)];
  if (at <= 0 || !isOverrule(system)) {
    throw new UsageError(
      `--job takes a job and its system, such as otel=openlit; systems are ${Object.keys(VOCABULARIES).join(', ')}, or ${LEFT_OUT}.`
    );
  }
  return [job, system];
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
