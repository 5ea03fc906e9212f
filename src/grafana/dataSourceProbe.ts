import { getBackendSrv, isFetchError, type BackendSrvRequest } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import type { RawAnswer } from '../doctor/answer';
import type { Probe } from '../doctor/ask';
import type { PrometheusProbe } from '../doctor/prometheus';
import { dataSourceName } from './dataSources';

/** Asks the Prometheus behind a data source, through Grafana. Messages call it by the data source's name. */
export function dataSourceProbe(uid: string): PrometheusProbe {
  const dataSource = `/api/datasources/uid/${encodeURIComponent(uid)}`;
  return {
    name: dataSourceName(uid),
    get: (path, params, signal) =>
      send({ url: `${dataSource}/resources${path}?${params.toString()}`, abortSignal: signal }),
    post: (path, params, signal) =>
      send({
        url: `${dataSource}/resources${path}`,
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        data: params.toString(),
        abortSignal: signal,
      }),
    health: (signal) => send({ url: `${dataSource}/health`, abortSignal: signal }),
  };
}

/** Asks any other server behind a data source, by the paths of its own API. */
export function proxyProbe(uid: string): Probe {
  const of = encodeURIComponent(uid);
  return {
    name: dataSourceName(uid),
    get: (path, params, signal) =>
      send({ url: `/api/datasources/proxy/uid/${of}${path}?${params.toString()}`, abortSignal: signal }),
    health: (signal) => send({ url: `/api/datasources/uid/${of}/health`, abortSignal: signal }),
  };
}

/** Grafana would tell people of every answer in a toast: of a refusal, and of a health check that went well. */
const QUIETLY = { showErrorAlert: false, showSuccessAlert: false, retry: 0 };

/** An answer of any status is an answer; only a request that got none rejects. */
async function send(request: BackendSrvRequest): Promise<RawAnswer> {
  try {
    const answer = getBackendSrv().fetch<unknown>({ ...request, ...QUIETLY });
    const { status, headers, data } = await lastValueFrom(answer);
    return { status, contentType: headers.get('content-type') ?? '', body: bodyOf(data) };
  } catch (error) {
    if (isFetchError<unknown>(error) && error.status > 0) {
      return { status: error.status, contentType: '', body: bodyOf(error.data) };
    }
    throw error;
  }
}

/** Grafana has read the body already: JSON where it is JSON, text where it is not. */
const bodyOf = (data: unknown = '') => (typeof data === 'string' ? data : JSON.stringify(data));
