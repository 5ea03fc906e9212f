import { SYSTEMS } from '../vocabularies/vocabularies';
import { scrapeSnippet } from './scrape';

/** How long a check may take, in milliseconds. */
export const CHECK_TIMEOUT_MS = 3_000;

/** Every way in which a question can end without a value. */
export type FailureKind =
  | 'empty'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'rejected'
  | 'too-much'
  | 'unhealthy'
  | 'timed-out'
  | 'unreachable'
  | 'malformed';

/** Why there is no value. */
export interface Failure {
  kind: FailureKind;
  /** The URL or the data source's name, without credentials. */
  asked: string;
  /** The other side's own words, or what its answer looked like: one printable line, empty where it said nothing. */
  said: string;
}

/** What became of a question to Prometheus. */
export type Outcome<T> = { kind: 'ok'; asked: string; value: T } | Failure;

/** What happened, why it probably did, and what to do about it. */
export interface Explanation {
  what: string;
  cause: string;
  fix: string;
  /** Lines of configuration that belong to the fix. */
  snippet?: string;
}

/** What a message calls the server that it is about. */
export interface Server {
  title: string;
  /** Where it usually is, and what of its address belongs there. */
  address: string;
  /** What says that it is ready. */
  ready: string;
  /** A version that understands the questions. */
  version: string;
}

export const PROMETHEUS: Server = {
  title: 'Prometheus',
  address:
    "Use the address of Prometheus's own page, without /graph, /query or /api/v1 at its end: http://host:9090, or http://host/prometheus behind a prefix.",
  ready: '/-/ready',
  version: 'Prometheus 2.40 or newer',
};

/** Tells a person about a failure. The text of each kind differs from that of every other. */
export function explain(failure: Failure, server: Server = PROMETHEUS): Explanation {
  return EXPLANATIONS[failure.kind](failure, server);
}

const EXPLANATIONS: Record<FailureKind, (failure: Failure, server: Server) => Explanation> = {
  empty: ({ asked, said }) => ({
    what: `${asked} has no LLM metric${after(said)}`,
    cause: `None of its series has a name that ${titles} writes. The systems are not instrumented, or not scraped, or their targets are down.`,
    fix: 'Instrument the application, add it to the scrape configuration of Prometheus, and see that its target is up. ConvergeAI needs metrics_path: /api/v1/metrics.',
    snippet: scrapeSnippet,
  }),
  unauthorised: ({ asked, said }) => ({
    what: `${asked} wants authentication${after(said)}`,
    cause: 'No user and password or token was sent, or the one that was sent is wrong or has expired.',
    fix: 'In Grafana, set them in the data source, under Authentication. In the terminal, pass --user and --password.',
  }),
  forbidden: ({ asked, said }) => ({
    what: `${asked} refuses access${after(said)}`,
    cause: 'It knows who asks, but the user, token or tenant has no right to read it, or a proxy bars the path.',
    fix: 'Give the user the right to query (in Grafana datasources:query), or use one that has it.',
  }),
  'not-found': ({ asked, said }, { title, address }) => ({
    what: `${asked} has no ${title} API${after(said)}`,
    cause: 'The path of the URL is wrong, a prefix is missing, or the data source is gone.',
    fix: address,
  }),
  rejected: ({ asked, said }, { version }) => ({
    what: `${asked} did not take the question${after(said)}`,
    cause: 'The query asks for more than the server allows, or the server does not understand it.',
    fix: `Raise the limit that the message names, or use ${version}.`,
  }),
  'too-much': ({ asked, said }) => ({
    what: `${asked} would have to read too many samples${after(said)}`,
    cause: 'The range has more samples of raw series than the server reads for one query: --query.max-samples.',
    fix: 'Choose a shorter range, or switch Figures to Recorded, which needs rules/recordings.yaml to be loaded; or raise that limit.',
  }),
  unhealthy: ({ asked, said }, { ready }) => ({
    what: `${asked} is not healthy${after(said)}`,
    cause: 'It runs and cannot answer: it is starting, overloaded, or out of memory or disk.',
    fix: `Read its log, and wait until ${ready} answers.`,
  }),
  'timed-out': ({ asked, said }) => ({
    what: `${asked} gave no answer within ${CHECK_TIMEOUT_MS / 1000} s${after(said)}`,
    cause: 'It is overloaded, or a firewall swallows what is sent to it.',
    fix: 'Open its own page from the machine that asks. If that is slow too, look at its load; if it never opens, at the network.',
  }),
  unreachable: ({ asked, said }, { title }) => ({
    what: `${asked} cannot be reached${after(said)}`,
    cause: 'Nothing listens there, the name, port or scheme (http, https) is wrong, or the network is in the way.',
    fix: `Start ${title}, or correct the URL. In a container, localhost is the container itself: use the name of the service.`,
  }),
  malformed: ({ asked, said }, { title }) => ({
    what: `${asked} does not answer like ${title}${after(said)}`,
    cause: 'Something else listens there, such as a login page, a proxy or Grafana itself.',
    fix: `Use ${title}'s own address. If a proxy asks for a login, let it pass the API with a token.`,
  }),
};

const after = (said: string) => (said === '' ? '.' : `: ${said.replace(/\.$/, '')}.`);

const titles = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  Object.values(SYSTEMS).map(({ title }) => title)
);
