import { getBackendSrv, getDataSourceSrv, isFetchError, type BackendSrvRequest } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import type { RawAnswer } from '../doctor/answer';
import type { PrometheusProbe } from '../doctor/prometheus';

/** Asks the Prometheus behind a data source, through Grafana. Messages call it by the data source's name. */
export function dataSourceProbe(uid: string): PrometheusProbe {
  const dataSource = `/api/datasources/uid/${encodeURIComponent(uid)}`;
  // The replacement comes with Grafana 13.1; the plugin runs on 12.2 too.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const name = getDataSourceSrv().getInstanceSettings(uid)?.name ?? uid;
  return {
    name,
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

/** An answer of any status is an answer; only a request that got none rejects. */
async function send(request: BackendSrvRequest): Promise<RawAnswer> {
  try {
    const answer = getBackendSrv().fetch<unknown>({ ...request, showErrorAlert: false, retry: 0 });
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
const bodyOf = (data: unknown) => (typeof data === 'string' ? data : JSON.stringify(data ?? ''));
