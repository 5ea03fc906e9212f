import type { Purpose } from '../settings/schema';
import type { BackendId } from './backends';
import type { Connection } from './connection';
import { well, type Finding } from './finding';
import { quoted } from './foreignText';

/** A way from one kind of data to another, which a data source's own settings make. */
interface Way {
  from: Purpose;
  to: Purpose;
  what: string;
  why: string;
  /** Lines of `jsonData`; `$` is doubled, because Grafana's files replace it. */
  settings(uid: string, backend: BackendId): string[];
  document: string;
}

const DOCS = 'https://grafana.com/docs/grafana/latest/datasources';

/** The address of a trace in Explore, as an exemplar's link; `$` is doubled, because Grafana's files replace it. */
const traceInExplore = (datasource: string): string =>
  `/explore?schemaVersion=1&panes=${JSON.stringify({
    trace: { datasource, queries: [{ refId: 'A', query: '$${__value.raw}' }], range: { from: 'now-1h', to: 'now' } },
  })}`;

const WAYS: readonly Way[] = [
  {
    from: 'metrics',
    to: 'traces',
    what: 'exemplars of latencies lead to traces',
    why: 'Exemplars of latency panels are no links.',
    // A `datasourceUid` here asks in Tempo's language, which the Jaeger of Grafana 12.2 answers with nothing.
    settings: (uid, backend) => [
      'exemplarTraceIdDestinations:',
      '  - name: trace_id',
      backend === 'jaeger' ? `    url: '${traceInExplore(uid)}'` : `    datasourceUid: ${quoted(uid)}`,
    ],
    document: `${DOCS}/prometheus/configure/`,
  },
  {
    from: 'logs',
    to: 'traces',
    what: 'log lines lead to traces',
    why: 'The trace id of a log line is text, and no link.',
    settings: (uid) => [
      'derivedFields:',
      '  - name: trace_id',
      `    matcherRegex: '"trace_id":\\s*"(\\w+)"'`,
      "    url: '$${__value.raw}'",
      `    datasourceUid: ${quoted(uid)}`,
    ],
    document: `${DOCS}/loki/configure-loki-data-source/`,
  },
  {
    from: 'traces',
    to: 'logs',
    what: 'traces lead to log lines',
    why: 'A span has no link to the lines that were written in it.',
    settings: (uid) => [
      'tracesToLogsV2:',
      `  datasourceUid: ${quoted(uid)}`,
      '  tags:',
      '    - key: service.instance.id',
      '      value: instance',
      '  filterByTraceID: true',
    ],
    document: `${DOCS}/jaeger/`,
  },
];

/** Whether one gets from metrics and logs to traces and back. Data sources outside of Grafana have no links. */
export function checkLinks(chosen: Partial<Record<Purpose, Connection>>): Finding[] {
  return WAYS.flatMap(({ from, to, what, why, settings, document }) => {
    const [source, target] = [chosen[from], chosen[to]];
    if (source?.set === undefined || target === undefined) {
      return [];
    }
    return source.set.leadsTo.some((place) => place === target.uid || place.includes(`"${target.uid}"`))
      ? [well('linked', 'Links', what)]
      : [
          {
            state: 'warning',
            reason: 'not-linked',
            subject: 'Links',
            seen: `not set up: ${what}`,
            cause: why,
            fix: `Set it up in the settings of ${source.name}, or in its file under provisioning/datasources.`,
            snippet: [
              `- name: ${quoted(source.name)}`,
              '  jsonData:',
              ...settings(target.uid, target.backend).map((line) => `    ${line}`),
            ].join('\n'),
            document,
          },
        ];
  });
}
