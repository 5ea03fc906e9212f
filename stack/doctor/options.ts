/** The doctor's command line. */
import { parseArgs } from 'node:util';
import { BACKENDS, type BackendId } from '../../src/doctor/backends';
import { LEFT_OUT, type Overrule, type Overrules } from '../../src/vocabularies/detect';
import { VOCABULARIES } from '../../src/vocabularies/vocabularies';
import type { Address } from './http-probe';

export const HELP = `npm run doctor -- [options]

Looks at a Prometheus: which LLM systems it has metrics of, whether their targets are up, how they are scraped, for each
panel of their dashboards whether it has data, and if not why; recording rules, models without a price, and Prometheus
itself. Where it is told of logs and traces: whether they are as documented. The page Setup runs the same checks.

  --prometheus URL   where Prometheus is (http://127.0.0.1:9090)
  --loki URL         where Loki is; or --elasticsearch URL
  --jaeger URL       where Jaeger is; or --tempo URL; user and password of these stand in the URL
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
  prometheus: Address;
  /** What else is to be looked at. */
  others: Array<Address & { backend: BackendId }>;
}

/** A command line that cannot be followed; the message says what to write, and repeats no password. */
export class UsageError extends Error {}

const OTHERS = ['loki', 'elasticsearch', 'jaeger', 'tempo'] as const satisfies readonly BackendId[];

const DURATION = /^(\d+(ms|[smhdwy]))+$/;

/** Reads the command line. Throws UsageError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DoctorOptions {
  const { values } = parsed(args);
  const own = addressOf('prometheus', values.prometheus);
  const user = values.user ?? own.credentials?.user ?? '';
  const password = values.password ?? (own.credentials?.password || env.PROMETHEUS_PASSWORD) ?? '';
  if (!DURATION.test(values.window)) {
    throw new UsageError(`--window takes a range as Prometheus writes it, such as 30s, 5m or 1h.`);
  }
  return {
    help: values.help,
    json: values.json,
    window: values.window,
    overrules: Object.fromEntries(values.job.map(overruleOf)),
    prometheus: { url: own.url, ...(user !== '' && { credentials: { user, password } }) },
    others: OTHERS.flatMap((backend) => {
      const { [backend]: url } = values;
      return url === undefined ? [] : [{ ...addressOf(backend, url), backend }];
    }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
        loki: { type: 'string' },
        elasticsearch: { type: 'string' },
        jaeger: { type: 'string' },
        tempo: { type: 'string' },
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

function addressOf(option: BackendId, text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--${option} takes a URL with http or https, such as ${BACKENDS[option].url}.`);
  }
  const [user, password] = [decoded(url.username), decoded(url.password)];
  return {
    url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    ...(user !== '' && { credentials: { user, password } }),
  };
}

/** A part of a URL as it was meant; as it stands where it is no escape sequence. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
