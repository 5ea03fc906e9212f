import {
  setBackendSrv,
  setDataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
} from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import {
  addDataSource,
  addLinks,
  connectionsOf,
  metricsConnections,
  removeDataSource,
  removeLinks,
  type Relinked,
} from './connections';

const ALL = [
  {
    type: 'prometheus',
    uid: 'prom',
    name: 'Prometheus',
    jsonData: { timeInterval: '30s', exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'jaeger' }] },
  },
  { type: 'loki', uid: 'loki', name: 'Loki', jsonData: { derivedFields: [{ datasourceUid: 'tempo' }, { url: 'x' }] } },
  { type: 'tempo', uid: 'tempo', name: 'Tempo', jsonData: { tracesToLogsV2: { datasourceUid: 'loki' } } },
  { type: 'elasticsearch', uid: 'es', name: 'ES', jsonData: { index: '[logs-]YYYY.MM.DD' } },
  { type: 'jaeger', uid: 'jaeger', name: 'Jaeger', jsonData: undefined },
];

/** Grafana puts its own data source into every list. */
const OWN = { type: 'grafana', uid: 'grafana', name: '-- Grafana --', jsonData: {} };

function grafana(answer: (request: BackendSrvRequest) => unknown) {
  const reload = jest.fn();
  const requests: BackendSrvRequest[] = [];
  setDataSourceSrv({
    getList: ({ type }: { type: string }) => [...ALL.filter((one) => one.type === type), OWN],
    getInstanceSettings: (uid: string) => ALL.find((one) => one.uid === uid),
    reload,
  } as unknown as DataSourceSrv);
  setBackendSrv({
    fetch: (request: BackendSrvRequest) => {
      requests.push(request);
      const body = answer(request);
      return body instanceof Error || (typeof body === 'object' && body !== null && 'status' in body)
        ? throwError(() => body)
        : of({ status: 200, headers: new Headers(), data: body });
    },
  } as unknown as BackendSrv);
  return { reload, requests };
}

it('reads what data sources are set up to lead to, and how', () => {
  grafana(() => ({}));
  const found = [...metricsConnections(), ...connectionsOf(['loki', 'elasticsearch', 'jaeger', 'tempo'])];
  expect(found.map(({ backend, uid, set }) => [backend, uid, set])).toEqual([
    ['prometheus', 'prom', { leadsTo: ['jaeger'], scrapeInterval: '30s', index: '' }],
    ['loki', 'loki', { leadsTo: ['tempo', 'x'], scrapeInterval: '', index: '' }],
    ['elasticsearch', 'es', { leadsTo: [], scrapeInterval: '', index: '[logs-]YYYY.MM.DD' }],
    ['jaeger', 'jaeger', { leadsTo: [], scrapeInterval: '', index: '' }],
    ['tempo', 'tempo', { leadsTo: ['loki'], scrapeInterval: '', index: '' }],
  ]);
});

it('asks the server behind a data source by the paths of its own API', async () => {
  const { requests } = grafana(() => ({ version: '3' }));
  const [loki] = connectionsOf(['loki']);
  const { signal } = new AbortController();
  await loki?.probe.get('/loki/api/v1/labels', new URLSearchParams({ start: '1' }), signal);
  await loki?.probe.health?.(signal);
  expect(requests.map(({ url }) => url)).toEqual([
    '/api/datasources/proxy/uid/loki/loki/api/v1/labels?start=1',
    '/api/datasources/uid/loki/health',
  ]);
});

it('adds a data source without a secret, and has Grafana read its list anew', async () => {
  const { reload, requests } = grafana(() => ({ datasource: { uid: 'new' } }));
  expect(await addDataSource({ type: 'loki', name: 'Loki', url: 'http://loki:3100' })).toEqual({ uid: 'new' });
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: '/api/datasources',
    data: { type: 'loki', name: 'Loki', url: 'http://loki:3100', access: 'proxy', jsonData: {} },
  });
  expect(reload).toHaveBeenCalledTimes(1);
});

it('tells in Grafana’s words why it was not added or taken away; one that is gone is taken away', async () => {
  const refused = (status: number, message: string) => ({ status, statusText: '', data: { message }, config: {} });
  grafana(() => refused(403, 'You need datasources:create'));
  expect(await addDataSource({ type: 'loki', name: 'Loki', url: 'x' })).toMatchObject({
    status: 403,
    said: 'You need datasources:create',
  });
  expect(await removeDataSource('a')).toMatchObject({ status: 403 });
  grafana(() => refused(404, 'Data source not found'));
  expect(await removeDataSource('a')).toBeUndefined();
});

describe('links of a data source', () => {
  const LINK = { name: 'trace_id', url: '${__value.raw}', datasourceUid: 'jaeger' };
  const THEIRS = { name: 'ticket', url: 'https://tickets' };

  /** A Grafana with one Loki, whose settings it keeps. */
  function loki(jsonData: Record<string, unknown>) {
    let kept: Record<string, unknown> = { uid: 'loki', version: 3, url: 'http://loki', jsonData };
    const { reload } = grafana(({ method, data }) => {
      kept = method === 'PUT' ? JSON.parse(JSON.stringify(data)) : kept;
      return kept;
    });
    return { reload, settings: () => kept, change: (other: object) => (kept = { ...kept, jsonData: other }) };
  }

  it('are added to those that are there, and everything else stays', async () => {
    const { settings, reload } = loki({ maxLines: 50, derivedFields: [THEIRS] });
    await addLinks('loki', { derivedFields: [LINK] });
    expect(settings()).toEqual({
      uid: 'loki',
      version: 3,
      url: 'http://loki',
      jsonData: { maxLines: 50, derivedFields: [THEIRS, LINK] },
    });
    expect(reload).toHaveBeenCalled();
  });

  it.each([[{ maxLines: 50, derivedFields: [THEIRS] }], [{ maxLines: 50 }]])(
    'are taken away again, and %j is as it was',
    async (jsonData) => {
      const { settings } = loki(jsonData);
      const done = await addLinks('loki', { derivedFields: [LINK] });
      await removeLinks('loki', done as Relinked);
      expect(settings().jsonData).toEqual(jsonData);
    }
  );

  it('that somebody has changed since stay', async () => {
    const { settings, change } = loki({});
    const done = await addLinks('loki', { derivedFields: [LINK] });
    change({ derivedFields: [LINK, THEIRS] });
    expect(await removeLinks('loki', done as Relinked)).toMatchObject({ status: 409 });
    expect(settings().jsonData).toEqual({ derivedFields: [LINK, THEIRS] });
  });

  it('of a data source from a file are refused, in Grafana’s words', async () => {
    const refusal = { status: 403, data: { message: 'read-only data source' }, config: {} };
    grafana(({ method }) => (method === 'PUT' ? refusal : { jsonData: {} }));
    expect(await addLinks('loki', { derivedFields: [LINK] })).toMatchObject({
      status: 403,
      said: 'read-only data source',
    });
  });
});
