import {
  setBackendSrv,
  setDataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
} from '@grafana/runtime';
import { of, throwError, type Observable } from 'rxjs';
import { dataSourceProbe } from './dataSourceProbe';

interface Answer {
  status: number;
  headers: Headers;
  data: unknown;
}

/** Grafana's own client; every request gets the same answer. */
function backend(answer: Observable<Answer>): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    return answer;
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}

const answered = (data: unknown, contentType = 'application/json'): Answer => ({
  status: 200,
  headers: new Headers({ 'Content-Type': contentType }),
  data,
});

const refused = (status: number, data: unknown) => throwError(() => ({ status, data, config: { url: '' } }));

const { signal } = new AbortController();

const params = new URLSearchParams({ query: 'up{job="a b"}', timeout: '3000ms' });

beforeEach(() =>
  setDataSourceSrv({
    getInstanceSettings: (uid: string) => (uid === 'prom' ? { name: 'Prometheus of ops' } : undefined),
  } as unknown as DataSourceSrv)
);

describe('a request', () => {
  it('reads through the data source’s resources', async () => {
    const requests = backend(of(answered({})));
    await dataSourceProbe('prom').get(
      '/api/v1/label/model/values',
      new URLSearchParams({ 'match[]': 'up{a="&"}' }),
      signal
    );
    expect(requests).toEqual([
      {
        url: '/api/datasources/uid/prom/resources/api/v1/label/model/values?match%5B%5D=up%7Ba%3D%22%26%22%7D',
        abortSignal: signal,
        showErrorAlert: false,
        showSuccessAlert: false,
        retry: 0,
      },
    ]);
  });

  it('sends a query as a form', async () => {
    const requests = backend(of(answered({})));
    await dataSourceProbe('prom').post('/api/v1/query', params, signal);
    expect(requests).toEqual([
      {
        url: '/api/datasources/uid/prom/resources/api/v1/query',
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        data: 'query=up%7Bjob%3D%22a+b%22%7D&timeout=3000ms',
        abortSignal: signal,
        showErrorAlert: false,
        showSuccessAlert: false,
        retry: 0,
      },
    ]);
  });

  it('asks Grafana for the health of the data source', async () => {
    const requests = backend(of(answered({ status: 'OK' })));
    await dataSourceProbe('prom').health?.(signal);
    expect(requests).toEqual([
      {
        url: '/api/datasources/uid/prom/health',
        abortSignal: signal,
        showErrorAlert: false,
        showSuccessAlert: false,
        retry: 0,
      },
    ]);
  });

  it('cannot be led to another address by the uid in a link', async () => {
    const requests = backend(of(answered({})));
    await dataSourceProbe('../../admin?x=#').post('/api/v1/query', params, signal);
    expect(requests[0]?.url).toBe('/api/datasources/uid/..%2F..%2Fadmin%3Fx%3D%23/resources/api/v1/query');
  });
});

describe('an answer', () => {
  const ask = () => dataSourceProbe('prom').post('/api/v1/query', params, signal);

  it('comes as text with its status and type, although Grafana has read it as JSON', async () => {
    backend(of(answered({ status: 'success', data: [] })));
    expect(await ask()).toEqual({
      status: 200,
      contentType: 'application/json',
      body: '{"status":"success","data":[]}',
    });
  });

  it('that is no JSON comes as it is', async () => {
    backend(of(answered('<html>', 'text/html')));
    expect(await ask()).toEqual({ status: 200, contentType: 'text/html', body: '<html>' });
  });

  it('that is empty, of an unknown type, is empty', async () => {
    backend(of({ status: 204, headers: new Headers(), data: undefined }));
    expect(await ask()).toEqual({ status: 204, contentType: '', body: '' });
  });

  it.each([400, 401, 403, 404, 422, 502, 503])('of status %d is an answer', async (status) => {
    backend(refused(status, { message: 'no' }));
    expect(await ask()).toEqual({ status, contentType: '', body: '{"message":"no"}' });
  });

  it('of an error that is no JSON keeps its words', async () => {
    backend(refused(502, 'Bad Gateway'));
    expect(await ask()).toEqual({ status: 502, contentType: '', body: 'Bad Gateway' });
  });

  it.each([
    ['the network fails', new TypeError('Failed to fetch')],
    ['Grafana’s client has no status', { status: 0, data: {}, config: { url: '' } }],
    ['the request is cancelled', { status: -1, data: {}, config: { url: '' }, cancelled: true }],
  ])('is none where %s', async (_, error) => {
    backend(throwError(() => error));
    await expect(ask()).rejects.toBe(error);
  });
});

it('is called as the data source is, or by its uid where it is gone', () => {
  expect(dataSourceProbe('prom').name).toBe('Data source Prometheus of ops');
  expect(dataSourceProbe('gone').name).toBe('Data source gone');
});
