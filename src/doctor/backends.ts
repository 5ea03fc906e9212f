import type { Purpose } from '../settings/schema';
import { malformed, readJson, type RawAnswer } from './answer';
import { record, text } from './json';
import { PROMETHEUS, type Outcome, type Server } from './outcome';

/** A kind of server, by the id that Grafana has for its data source. */
export type BackendId = 'prometheus' | 'loki' | 'elasticsearch' | 'jaeger' | 'tempo';

/** A kind of server that data come from. */
export interface Backend extends Server {
  purpose: Purpose;
  /** Where it listens on one's own machine. */
  url: string;
  /** A path that answers quickly and tells the version. */
  about: string;
  /** Reads that answer: the version, empty where it is not told, such as `Grafana Mimir 2.14.0`. */
  readVersion(asked: string, answer: RawAnswer): Outcome<string>;
  document: string;
}

const versionIn =
  (title: string, read: (body: Readonly<Record<string, unknown>>) => string): Backend['readVersion'] =>
  (asked, answer) => {
    const json = readJson(asked, answer, title);
    if (json.kind !== 'ok') {
      return json;
    }
    return typeof json.value === 'object'
      ? { ...json, value: read(record(json.value)) }
      : malformed(asked, answer, title);
  };

/** VictoriaMetrics calls itself so, whichever version it is. */
const VICTORIA_METRICS = '2.24.0';

/** Services that answer like Prometheus say so in different ways. */
function prometheusVersion({ data }: Readonly<Record<string, unknown>>): string {
  const { application, version, revision } = record(data);
  if (text(application) !== '' && text(application) !== 'Prometheus') {
    return `${text(application)} ${text(version)}`;
  }
  if (text(version) === VICTORIA_METRICS && text(revision) === '') {
    return 'VictoriaMetrics';
  }
  return text(version).startsWith('0.') ? `Thanos ${text(version)}` : text(version);
}

const startFor = (title: string, url: string, more = '') =>
  `Use ${title}'s own address, such as ${url.replace('localhost', 'host')}${more}.`;

const server = (title: string, url: string, ready: string, more?: string) => ({
  title,
  url,
  ready,
  version: `a newer ${title}`,
  address: startFor(title, url, more),
});

const GRAFANA_DOCS = 'https://grafana.com/docs';

export const BACKENDS: Record<BackendId, Backend> = {
  prometheus: {
    ...PROMETHEUS,
    purpose: 'metrics',
    url: 'http://localhost:9090',
    about: '/api/v1/status/buildinfo',
    readVersion: versionIn(PROMETHEUS.title, prometheusVersion),
    document: `${GRAFANA_DOCS}/grafana/latest/datasources/prometheus/configure/`,
  },
  loki: {
    ...server('Loki', 'http://localhost:3100', '/ready', ', without /loki/api/v1 at its end'),
    purpose: 'logs',
    about: '/loki/api/v1/status/buildinfo',
    readVersion: versionIn('Loki', ({ version }) => text(version)),
    document: `${GRAFANA_DOCS}/grafana/latest/datasources/loki/configure-loki-data-source/`,
  },
  elasticsearch: {
    ...server('Elasticsearch', 'http://localhost:9200', '/_cluster/health'),
    purpose: 'logs',
    about: '/',
    readVersion: versionIn('Elasticsearch', ({ version }) => text(record(version).number)),
    document: `${GRAFANA_DOCS}/grafana/latest/datasources/elasticsearch/`,
  },
  jaeger: {
    ...server('Jaeger', 'http://localhost:16686', 'its page', ', the port of its page and not that of OTLP'),
    purpose: 'traces',
    about: '/api/services',
    readVersion: versionIn('Jaeger', () => ''),
    document: `${GRAFANA_DOCS}/grafana/latest/datasources/jaeger/`,
  },
  tempo: {
    ...server('Tempo', 'http://localhost:3200', '/ready', ', the port of its API and not that of OTLP'),
    purpose: 'traces',
    about: '/api/status/buildinfo',
    readVersion: versionIn('Tempo', ({ version }) => text(version)),
    document: `${GRAFANA_DOCS}/grafana/latest/datasources/tempo/configure-tempo-data-source/`,
  },
};

export const BACKEND_IDS = Object.keys(BACKENDS) as BackendId[];

/** The kinds that serve a purpose, the usual one first. */
export const backendsFor = (purpose: Purpose): BackendId[] =>
  BACKEND_IDS.filter((id) => BACKENDS[id].purpose === purpose);
