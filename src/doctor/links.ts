import type { Purpose } from '../settings/schema';
import type { BackendId } from './backends';
import type { Connection } from './connection';
import { well, type Finding, type LinkSettings } from './finding';
import { quoted } from './foreignText';

/** A way from one kind of data to another, which a data source's own settings make. */
interface Way {
  from: Purpose;
  to: Purpose;
  what: string;
  why: string;
  settings(target: Connection, from: BackendId): LinkSettings;
  document: string;
}

const DOCS = 'https://grafana.com/docs/grafana/latest/datasources';

/** The address of a trace in Explore, as an exemplar's link. */
const traceInExplore = (datasource: string): string =>
  `/explore?schemaVersion=1&panes=${JSON.stringify({
    trace: { datasource, queries: [{ refId: 'A', query: '${__value.raw}' }], range: { from: 'now-1h', to: 'now' } },
  })}`;

const WAYS: readonly Way[] = [
  {
    from: 'metrics',
    to: 'traces',
    what: 'exemplars of latencies lead to traces',
    why: 'Exemplars of latency panels are no links.',
    // A `datasourceUid` here asks in Tempo's language, which the Jaeger of Grafana 12.2 answers with nothing.
    settings: ({ uid, backend }) => ({
      exemplarTraceIdDestinations: [
        { name: 'trace_id', ...(backend === 'jaeger' ? { url: traceInExplore(uid) } : { datasourceUid: uid }) },
      ],
    }),
    document: `${DOCS}/prometheus/configure/`,
  },
  {
    from: 'logs',
    to: 'traces',
    what: 'log lines lead to traces',
    why: 'The trace id of a log line is text, and no link.',
    settings: ({ uid }, from): LinkSettings => {
      const link = { url: '${__value.raw}', datasourceUid: uid };
      return from === 'elasticsearch'
        ? { dataLinks: [{ field: 'trace_id', ...link }] }
        : { derivedFields: [{ name: 'trace_id', matcherRegex: '"trace_id":\\s*"(\\w+)"', ...link }] };
    },
    document: `${DOCS}/loki/configure-loki-data-source/`,
  },
  {
    from: 'traces',
    to: 'logs',
    what: 'traces lead to log lines',
    why: 'A span has no link to the lines that were written in it.',
    settings: ({ uid }) => ({
      tracesToLogsV2: {
        datasourceUid: uid,
        tags: [{ key: 'service.instance.id', value: 'instance' }],
        filterByTraceID: true,
      },
    }),
    document: `${DOCS}/jaeger/`,
  },
];

/** As lines of Grafana's files, which replace `$`: it is doubled. JSON is YAML. */
const provisioned = ({ name, settings }: NonNullable<Finding['link']>): string =>
  [
    `- name: ${quoted(name)}`,
    '  jsonData:',
    ...Object.entries(settings).map(
      ([field, value]) => `    ${field}: ${JSON.stringify(value).replaceAll('$', '$$$$')}`
    ),
  ].join('\n');

/** Whether one gets from metrics and logs to traces and back. Data sources outside of Grafana have no links. */
export function checkLinks(chosen: Partial<Record<Purpose, Connection>>): Finding[] {
  return WAYS.flatMap(({ from, to, what, why, settings, document }) => {
    const [source, target] = [chosen[from], chosen[to]];
    if (source?.set === undefined || target === undefined) {
      return [];
    }
    if (source.set.leadsTo.some((place) => place === target.uid || place.includes(`"${target.uid}"`))) {
      return [well('linked', 'Links', what)];
    }
    const link = { dataSource: source.uid, name: source.name, settings: settings(target, source.backend) };
    return [
      {
        state: 'warning',
        reason: 'not-linked',
        subject: 'Links',
        seen: `not set up: ${what}`,
        cause: why,
        fix: `Set it up in the settings of ${source.name}, or in its file under provisioning/datasources.`,
        snippet: provisioned(link),
        document,
        link,
      },
    ];
  });
}
