import { PURPOSES, type Purpose } from '../settings/schema';
import { ask, type Probe } from './ask';
import { BACKENDS, backendsFor, type Backend, type BackendId } from './backends';
import { fromFailure, well, type Advice, type Finding } from './finding';
import { explain, type Failure, type Outcome } from './outcome';
import { checkHealth, type PrometheusProbe } from './prometheus';

/** A server that can be asked, as Grafana or the command line has it. */
export interface Connection {
  backend: BackendId;
  /** Grafana's own; empty outside of Grafana. */
  uid: string;
  /** The data source's name, or the URL. */
  name: string;
  probe: Probe;
  /** What Grafana has set up for it; absent outside of Grafana. */
  set?: SetUp;
}

/** What a data source's own settings say. */
export interface SetUp {
  /** What one gets to from its data by derived fields, exemplars, a trace's logs: uids of data sources, or addresses with them. */
  leadsTo: readonly string[];
  /** The scrape interval that Grafana reckons with, such as `15s`; empty where none is set: Grafana then takes 15s. */
  scrapeInterval: string;
  /** Where Elasticsearch has the logs. */
  index: string;
}

/** A Prometheus that can be asked. */
export interface MetricsConnection extends Connection {
  probe: PrometheusProbe;
}

const LEAST_HELP: Record<Purpose, Pick<Finding, 'state'> & Advice> = {
  metrics: {
    state: 'problem',
    cause:
      'All figures of this app come from Prometheus, or from a service that answers like it: Mimir, Thanos or VictoriaMetrics.',
    fix: 'Start Prometheus, and add it as a data source.',
    document: BACKENDS.prometheus.document,
  },
  logs: {
    state: 'warning',
    cause: 'Nobody has added Loki or Elasticsearch: one cannot get from a figure to its log lines.',
    fix: 'Add one as a data source if your logs are kept there. The figures need none.',
    document: BACKENDS.loki.document,
  },
  traces: {
    state: 'warning',
    cause: 'Nobody has added Jaeger or Tempo: one cannot get from a slow request to its trace.',
    fix: 'Add one as a data source if your traces are kept there. The figures need none.',
    document: BACKENDS.jaeger.document,
  },
};

const SUBJECTS: Record<Purpose, string> = { metrics: 'Metrics', logs: 'Logs', traces: 'Traces' };

const either = new Intl.ListFormat('en', { type: 'disjunction' });

/** What is said where nothing serves a purpose. */
export function noneFor(purpose: Purpose): Finding {
  const { state, ...advice } = LEAST_HELP[purpose];
  const titles = either.format(backendsFor(purpose).map((id) => BACKENDS[id].title));
  return { state, reason: 'no-data-source', subject: SUBJECTS[purpose], seen: `no ${titles}`, ...advice };
}

/** Each data source, whether it answers, how fast, and its version; and which purposes have none. */
export async function checkConnections(all: readonly Connection[], closed?: AbortSignal): Promise<Finding[]> {
  const found = await Promise.all(all.map((connection) => checkConnection(connection, closed)));
  const none = PURPOSES.filter((purpose) => !all.some(({ backend }) => BACKENDS[backend].purpose === purpose));
  return [...none.map(noneFor), ...found];
}

/** Whether a data source can be used, in its server's own words where it cannot. */
export async function checkConnection(connection: Connection, closed?: AbortSignal): Promise<Finding> {
  const backend = BACKENDS[connection.backend];
  const began = Date.now();
  const outcome = await answerOf(connection, backend, closed);
  const subject = backend.title;
  if (outcome.kind !== 'ok') {
    return failed(connection.backend, outcome);
  }
  const version = outcome.value === '' ? '' : `, version ${outcome.value}`;
  return well('answers', subject, `${connection.name} answers in ${Date.now() - began} ms${version}`);
}

/** Health first, where Grafana has a check; then the server itself, which says more than some checks do. */
async function answerOf(
  { probe }: Connection,
  { about, readVersion }: Backend,
  closed?: AbortSignal
): Promise<Outcome<string>> {
  const health = await checkHealth(probe, closed);
  if (health.kind !== 'ok' && !SAYS_TOO_LITTLE.test(health.said)) {
    return health;
  }
  const get = (signal: AbortSignal) => probe.get(about, new URLSearchParams(), signal);
  const answer = await ask(probe.name, get, readVersion, closed);
  if (answer.kind === 'ok' && health.kind !== 'ok') {
    return NOT_CHECKED.test(health.said) ? answer : health;
  }
  const isWell = health.kind === 'ok' && probe.health !== undefined;
  // Services that only answer like Prometheus need not tell their version.
  return answer.kind === 'not-found' && isWell ? { kind: 'ok', asked: probe.name, value: '' } : answer;
}

/** Grafana 12.2 has no check for some kinds of data sources, such as Tempo. */
const NOT_CHECKED = /not implemented/i;

/** Checks whose words do not tell what is wrong: Loki's and Elasticsearch's. */
const SAYS_TOO_LITTLE = /not implemented|Please check the server logs|Failed to connect to Elasticsearch/i;

/** Ways to fail that are known by name, and are not what they look like. */
interface Breakage extends Advice {
  /** All kinds where it is absent. */
  backend?: BackendId;
  said: RegExp;
}

const BREAKAGES: readonly Breakage[] = [
  {
    backend: 'jaeger',
    said: /cannot unmarshal number/,
    cause:
      "This Jaeger is newer than 2.20 and has dropped /api/services and /api/traces, which Grafana 12.2's data source still asks for.",
    fix: 'Run Jaeger 2.20 or older: that pair works with Grafana 12.2.',
    snippet: 'services:\n  jaeger:\n    image: jaegertracing/jaeger:2.20.0',
    document: 'https://www.jaegertracing.io/docs/latest/apis/',
  },
  {
    said: /no org id/i,
    cause: 'The server keeps tenants apart, and the request names none.',
    fix: "Add the HTTP header X-Scope-OrgID with your tenant's name to the data source.",
    snippet: "jsonData:\n  httpHeaderName1: X-Scope-OrgID\nsecureJsonData:\n  httpHeaderValue1: 'your-tenant'",
    document: 'https://grafana.com/docs/loki/latest/operations/multi-tenancy/',
  },
  {
    said: /HTTP response to HTTPS client|HTTP request to an HTTPS server/,
    cause: 'The URL says http where the server speaks https, or the other way round.',
    fix: 'Change the scheme of the URL.',
  },
  {
    said: /x509: /,
    cause: "Grafana does not trust the server's certificate, or it is for another name.",
    fix: 'Give the data source the certificate of the authority (TLS, With CA Cert), and use the name that the certificate is for.',
  },
];

function failed(id: BackendId, failure: Failure): Finding {
  const backend = BACKENDS[id];
  const known = BREAKAGES.find(({ backend: of = id, said }) => of === id && said.test(failure.said));
  const finding = fromFailure('problem', backend.title, failure.kind, explain(failure, backend));
  if (known === undefined) {
    return { ...finding, document: backend.document };
  }
  const { cause, fix, snippet, document = backend.document } = known;
  return { ...finding, reason: 'known-breakage', cause, fix, document, ...(snippet !== undefined && { snippet }) };
}
